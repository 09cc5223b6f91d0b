import type { Fact } from '../answer/result.ts';
import { cleanLine } from './text/clean.ts';
import { type Doc, type Line, run } from './text/doc.ts';
import { numberText } from './numbers/number.ts';
import type { Style } from './text/style.ts';
import { padded, shortened, widest } from './text/width.ts';
import { wrapped } from './text/wrap.ts';

/** Names to the left, their figures beside them. */
export function factsDoc(facts: readonly Fact[], style: Style, width: number): Doc {
  const names = facts.map(([name]) => cleanLine(name));
  const column = Math.min(Math.floor(width / 2), widest(names));
  return facts.flatMap(([, value], i): Line[] => {
    const exact = typeof value === 'number' ? numberText(value, style.digits) : undefined;
    const text = exact ? exact.text + (exact.exact ? '' : '...') : cleanLine(String(value));
    return wrapped(text, Math.max(10, width - column - 2)).map((part, j) => [
      run(`${padded(j === 0 ? shortened(names[i]!, column) : '', column)}  `, 'label'),
      run(part, exact ? 'number' : 'text'),
    ]);
  });
}
