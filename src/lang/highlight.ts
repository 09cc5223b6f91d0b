import type { Span } from '../base/span.ts';
import { chunksOf, isOption, lastOf } from './chunk.ts';
import { significant } from './cursor.ts';
import { commandHead } from './head.ts';
import { tokenize } from './tokens.ts';
import type { Token } from './tokens.ts';

export type HighlightRole =
  | 'number' | 'name' | 'function' | 'operator' | 'command' | 'option' | 'comment' | 'string' | 'error' | 'bracket';

/** A stretch of an input and what it is, for colouring. */
export interface Highlight {
  readonly span: Span;
  readonly role: HighlightRole;
}

/** The roles of any text's tokens, in order; blanks and line breaks have none. */
export function highlight(source: string): Highlight[] {
  const tokens = tokenize(source);
  const read = significant(tokens);
  const special = commandRoles(read);
  read.forEach((token, i) => {
    if (token.kind === 'name' && read[i + 1]?.text === '(' && !special.has(token)) special.set(token, 'function');
  });
  return tokens.flatMap((token) => {
    const role = special.get(token) ?? roleOf(token);
    return role ? [{ span: token.span, role }] : [];
  });
}

function roleOf({ kind }: Token): HighlightRole | undefined {
  return kind === 'newline' || kind === 'end' ? undefined : kind;
}

/** In a command: its name, the keys of its options, and `at`. */
function commandRoles(tokens: readonly Token[]): Map<Token, HighlightRole> {
  const roles = new Map<Token, HighlightRole>();
  const head = commandHead(tokens);
  if (!head) return roles;
  roles.set(tokens[head.length - 1] as Token, 'command');
  const chunks = chunksOf(tokens.slice(head.length));
  let isInAt = false;
  chunks.forEach((chunk, i) => {
    const [previous, next] = [chunks[i - 1], chunks[i + 1]];
    const isAt = i > 0 && chunk.length === 1 && chunk[0].text === 'at' && next?.[0].kind === 'name';
    const isValue = isInAt && previous !== undefined && (previous[0].text === 'at' || lastOf(previous).text === ',');
    if (isAt || (isOption(chunk) && !isValue)) roles.set(chunk[0], 'option');
    isInAt ||= isAt;
  });
  return roles;
}
