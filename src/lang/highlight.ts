import type { Span } from '../base/span.ts';
import { chunksOf, rolesOf } from './chunk.ts';
import type { Chunk } from './chunk.ts';
import { significant } from './cursor.ts';
import { commandHead } from './head.ts';
import { tokenize } from './tokens.ts';
import type { Token } from './tokens.ts';

/** What a stretch of an input is drawn as. */
export type HighlightRole =
  'number' | 'name' | 'function' | 'operator' | 'command' | 'option' | 'comment' | 'string' | 'error' | 'bracket';

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
  rolesOf(chunks).forEach((role, i) => {
    if (role === 'option' || role === 'at') roles.set((chunks[i] as Chunk)[0], 'option');
  });
  return roles;
}
