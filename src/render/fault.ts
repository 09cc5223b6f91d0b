import type { FaultData } from '../base/fault.ts';
import { clean, cleanLine } from './text/clean.ts';
import { type Doc, type Line, type Role, run } from './text/doc.ts';
import { excerpt } from './text/excerpt.ts';
import type { Style } from './text/style.ts';
import { textWidth } from './text/width.ts';
import { wrapped } from './text/wrap.ts';

/** Lines of prose below one another, the first after `head`; a code stands behind the last where it fits. */
export function prose(head: string, headRole: Role, text: string, width: number, code?: string): Line[] {
  const room = Math.max(10, width - head.length);
  const lines = wrapped(clean(text), room);
  const out = lines.map((line, i) => [i === 0 ? run(head, headRole) : run(' '.repeat(head.length)), run(line)]);
  if (code === undefined) return out;
  return textWidth(lines.at(-1)!) + code.length + 3 <= room
    ? [...out.slice(0, -1), [...out.at(-1)!, run(` [${code}]`, 'dim')]]
    : [...out, [run(`${' '.repeat(head.length)}[${code}]`, 'dim')]];
}

/** A user's error: what is wrong, carets under the user's own token, and what to do. `first` numbers the input's first line. */
export function faultDoc(fault: FaultData, input: string, style: Style, first = 1): Doc {
  const message = prose('error: ', 'error', fault.message, style.width, fault.code);
  const pointers = [
    ...(fault.span ? [{ span: fault.span, role: 'caret' as const }] : []),
    ...(fault.labels ?? []).map(({ span, text }) => ({ span, text: cleanLine(text), role: 'note' as const })),
  ];
  return [
    ...message,
    ...excerpt(input, pointers, style.width, first),
    ...(fault.help === undefined ? [] : prose('help: ', 'note', fault.help, style.width)),
  ];
}
