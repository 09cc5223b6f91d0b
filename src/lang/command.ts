import type { FaultData } from '../base/fault.ts';
import type { CommandCall, Expr, Name, Option, Word } from './ast.ts';
import { chunksOf, lastOf, rolesOf, spanOf, wantsMore } from './chunk.ts';
import type { Chunk, ChunkRole } from './chunk.ts';
import { Cursor } from './cursor.ts';
import { expression } from './expression.ts';
import type { CommandHead } from './head.ts';
import { nameOf } from './names.ts';
import { bracketStep } from './tokens.ts';
import type { Token } from './tokens.ts';
import { reportUnexpected } from './unexpected.ts';

/** A command as read, and what is wrong with its line whatever the command is. */
export interface CommandText {
  readonly call: CommandCall;
  readonly faults: readonly FaultData[];
  readonly incomplete: boolean;
}

/** Reads what follows a command's name: operands, `at x=1, y=2`, and options `key=value` wherever they stand. */
export function command(source: string, { name, start }: CommandHead, tokens: readonly Token[]): CommandText {
  const end = tokens.at(-1)?.span[1] ?? name.span[1];
  const parts = sort(chunksOf(tokens));
  const options = parts.options.map((chunk) => option(source, chunk));
  const operands = readList(parts.operands, end, expression);
  const at = readList(parts.bindings, end, binding);
  const faults = options.flatMap((each, i) => optionFault(each, parts.options[i] as Chunk));
  const operandFaults = [...parts.faults, ...operands.faults, ...at.faults];
  const words = parts.words.map((chunk) => word(source, chunk));
  return {
    call: {
      kind: 'command-call',
      name,
      operands: operands.items,
      words,
      at: at.items,
      options,
      operandFaults,
      span: [start, end],
    },
    faults,
    incomplete: operands.incomplete || at.incomplete || faults.some(({ code }) => code === 'syntax/unclosed'),
  };
}

/** The tokens of the operands and of the values, the chunks that are options and those that are words. */
function sort(chunks: readonly Chunk[]) {
  const roles = rolesOf(chunks);
  const those = (...wanted: readonly ChunkRole[]): Chunk[] =>
    chunks.filter((_, i) => wanted.includes(roles[i] as ChunkRole));
  const faults: FaultData[] = [];
  let operand: Chunk | undefined;
  for (const [i, chunk] of chunks.entries()) {
    if (roles[i] === 'at' && i === chunks.length - 1) faults.push(noValues(chunk));
    if (roles[i] !== 'operand') continue;
    if (chunk[0].text === '=') faults.push(blankBeforeEquals(chunk));
    if (operand && !wantsMore(lastOf(operand)) && roles[i - 1] === 'option') faults.push(misplaced(chunk));
    operand = chunk;
  }
  return {
    operands: those('operand').flat(),
    bindings: those('value').flat(),
    options: those('option'),
    words: those('operand', 'at', 'value'),
    faults,
  };
}

/** Reads items separated by commas, all that the tokens hold; no tokens are no items. */
export function readList<T>(tokens: readonly Token[], end: number, item: (c: Cursor) => T) {
  const c = new Cursor(tokens, end);
  const items: T[] = [];
  if (tokens.length > 0) {
    items.push(item(c));
    while (c.at(',')) {
      c.take();
      items.push(item(c));
    }
    if (c.token.kind !== 'end') reportUnexpected(c);
  }
  return { items, faults: c.faults, incomplete: c.incomplete };
}

/** One `x=1` after `at`. */
function binding(c: Cursor): { name: Name; value: Expr } {
  const { token } = c;
  const name = nameOf(token);
  if (token.kind !== 'name' || c.ahead(1).text !== '=') {
    c.fault('syntax/at', 'After at come values by name.', token.span, { help: 'Write at x=1, y=2' });
  } else {
    c.take();
    c.takeOperator();
  }
  return { name, value: expression(c) };
}

function word(source: string, chunk: Chunk): Word {
  const span = spanOf(chunk);
  const [only] = chunk;
  return { text: chunk.length === 1 && only.kind === 'string' ? (only.value ?? '') : source.slice(...span), span };
}

function option(source: string, chunk: Chunk): Option {
  const span = spanOf(chunk);
  const textSpan = [(chunk[1] as Token).span[1], span[1]] as const;
  return { key: nameOf(chunk[0]), text: source.slice(...textSpan), textSpan, span };
}

function optionFault({ key, text, span, textSpan }: Option, chunk: Chunk): FaultData[] {
  if (text === '') {
    const help = `Write ${key.name}=value, without blanks around the =.`;
    return [{ code: 'syntax/option-value', message: `The option ${key.name}= has no value.`, span, help }];
  }
  const last = lastOf(chunk);
  const c = new Cursor([], textSpan[1]);
  for (const token of chunk) {
    const step = bracketStep(token);
    if (step > 0) c.brackets.push(token);
    if (step < 0) c.brackets.pop();
  }
  if (c.level > 0) reportUnexpected(c);
  if (c.level === 0 && last.text === ',') {
    const help = `Write the values of ${key.name} without blanks, or in parentheses.`;
    return [
      { code: 'syntax/option-value', message: `The value of ${key.name} ends in a comma.`, span: last.span, help },
    ];
  }
  return [...c.faults];
}

const misplaced = (chunk: Chunk): FaultData => ({
  code: 'syntax/misplaced',
  message: 'This stands behind an option, apart from the operand it would belong to.',
  span: spanOf(chunk),
  help: 'Put the options last, each without blanks around its =.',
});

const blankBeforeEquals = ([equals]: Chunk): FaultData => ({
  code: 'syntax/option-value',
  message: 'An option has no blanks around its =.',
  span: equals.span,
  help: 'Write key=value; == compares.',
});

const noValues = (at: Chunk): FaultData => ({
  code: 'syntax/at',
  message: 'After at come values by name, which are missing.',
  span: spanOf(at),
  help: 'Write at x=1, y=2',
});
