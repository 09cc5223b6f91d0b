import type { Span } from '../base/span.ts';
import { bracketStep } from './tokens.ts';
import type { Token } from './tokens.ts';

/** A run of tokens without blanks between them, except within brackets. */
export type Chunk = readonly [Token, ...Token[]];

/** Splits a command's tokens at the blanks outside brackets. */
export function chunksOf(tokens: readonly Token[]): Chunk[] {
  const chunks: [Token, ...Token[]][] = [];
  let depth = 0;
  let end = -1;
  for (const token of tokens) {
    const last = chunks.at(-1);
    if (last && (depth > 0 || token.span[0] === end)) last.push(token);
    else chunks.push([token]);
    depth = Math.max(0, depth + bracketStep(token));
    end = token.span[1];
  }
  return chunks;
}

/** The token that a chunk ends with. */
export const lastOf = (chunk: Chunk): Token => chunk[chunk.length - 1] as Token;

/** From a chunk's first character to its last. */
export const spanOf = (chunk: Chunk): Span => [chunk[0].span[0], lastOf(chunk).span[1]];

/** `key=value`, with nothing between the key and the `=`. */
const isOption = (chunk: Chunk): boolean =>
  chunk[0].kind === 'name' && chunk[1]?.text === '=' && chunk[1].span[0] === chunk[0].span[1];

/** Whether the text is not over after this token: an operator that wants an operand, or a comma. */
export const wantsMore = ({ kind, text }: Token): boolean => kind === 'operator' && text !== "'" && text !== '!';

/** What a chunk of a command's line belongs to. */
export type ChunkRole = 'operand' | 'at' | 'value' | 'option';

/** Tells apart the operands, `at` and the values after it, and the options, which may stand anywhere. */
export function rolesOf(chunks: readonly Chunk[]): ChunkRole[] {
  const roles: ChunkRole[] = [];
  let operand: Chunk | undefined;
  let isInAt = false;
  for (const [i, chunk] of chunks.entries()) {
    const previous = chunks[i - 1];
    // Directly after `at` or a comma `x=1` is a value, elsewhere an option.
    const mayBeValue = isInAt && previous !== undefined && (roles[i - 1] === 'at' || lastOf(previous).text === ',');
    if (isOption(chunk) && !mayBeValue) roles.push('option');
    else if (isInAt) roles.push('value');
    else if (chunk.length === 1 && chunk[0].text === 'at' && operand && !wantsMore(lastOf(operand))) {
      isInAt = true;
      roles.push('at');
    } else {
      operand = chunk;
      roles.push('operand');
    }
  }
  return roles;
}
