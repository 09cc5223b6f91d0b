import type { Chunk } from './chunk.ts';
import { chunksOf, lastOf, rolesOf, wantsMore } from './chunk.ts';
import { significant } from './cursor.ts';
import { commandHead } from './head.ts';
import type { CommandHead } from './head.ts';
import { bracketStep, tokenize } from './tokens.ts';
import type { Token } from './tokens.ts';

/** What is being typed at the cursor, by syntax alone: the words that fit come from elsewhere. */
export interface CompletionPlace {
  /** What the completed word replaces. */
  readonly from: number;
  readonly to: number;
  readonly kind: 'command' | 'name' | 'option' | 'none';
  /** What of the word stands before the cursor. */
  readonly prefix: string;
  /** The command of the line, as typed. */
  readonly command?: string;
  /** The option whose value this is. */
  readonly option?: string;
  /** With `name`: an option of the command could begin here too. */
  readonly mayBeOption?: boolean;
}

/** Says what kind of word the cursor stands in. */
export function completionAt(source: string, cursor: number): CompletionPlace {
  const tokens = tokenize(source);
  const here = tokens.find(({ span }) => span[0] < cursor && cursor <= span[1]);
  const none: CompletionPlace = { from: cursor, to: cursor, kind: 'none', prefix: '' };
  if (here?.kind === 'comment') return none;
  const before = significant(tokens).filter(({ span }) => span[0] < cursor);
  const head = commandHead(before);
  if (!head || before.length < head.length) return nameAt(source, cursor, here, none);
  const nameStart = head.name.span[0];
  if (here && here.span[0] === head.start) {
    if (here.kind !== 'command') return nameAt(source, cursor, here, none);
    const from = Math.min(cursor, nameStart === head.start ? here.span[1] : nameStart);
    return { from, to: here.span[1], kind: 'command', prefix: source.slice(from, cursor) };
  }
  return inCommand(source, cursor, here, head, before.slice(head.length));
}

function inCommand(
  source: string,
  cursor: number,
  here: Token | undefined,
  head: CommandHead,
  before: readonly Token[],
): CompletionPlace {
  const command = head.name.name;
  const none: CompletionPlace = { from: cursor, to: cursor, kind: 'none', prefix: '', command };
  const chunks = chunksOf(before);
  const roles = rolesOf(chunks);
  const last = chunks.at(-1);
  const isInLast = last !== undefined && (here !== undefined || isOpen(last));
  const current = isInLast ? last : undefined;
  if (current && roles.at(-1) === 'option') {
    const option = current[0].text;
    if (here === current[0]) return { ...nameAt(source, cursor, here, none), kind: 'option' };
    return { ...nameAt(source, cursor, here === current[1] ? undefined : here, none), option };
  }
  if (command === 'help') return { ...nameAt(source, cursor, here, none), kind: 'command' };
  const place = nameAt(source, cursor, here, none);
  const startsChunk = !current || (current.length === 1 && current[0].kind === 'name');
  if (place.kind !== 'name' || !startsChunk) return place;
  const others = isInLast ? chunks.length - 1 : chunks.length;
  const previous = chunks[others - 1];
  const hasOperand = roles.slice(0, others).includes('operand');
  const isOver = previous !== undefined && !wantsMore(lastOf(previous)) && roles[others - 1] !== 'at';
  return hasOperand && isOver ? { ...place, kind: 'option' } : { ...place, mayBeOption: !hasOperand };
}

/** A name that ends at the cursor, or the place for one. */
function nameAt(source: string, cursor: number, here: Token | undefined, none: CompletionPlace): CompletionPlace {
  if (!here) return { ...none, kind: 'name' };
  const [from, to] = here.span;
  if (here.kind === 'name' || /^[a-z]+$/.test(here.text))
    return { ...none, from, to, kind: 'name', prefix: source.slice(from, cursor) };
  const opens = here.kind === 'operator' ? wantsMore(here) && here.text !== '.' : '([{'.includes(here.text);
  return opens && (here.kind === 'operator' || here.kind === 'bracket') ? { ...none, kind: 'name' } : none;
}

const isOpen = (chunk: Chunk): boolean => {
  let depth = 0;
  for (const token of chunk) depth = Math.max(0, depth + bracketStep(token));
  return depth > 0;
};
