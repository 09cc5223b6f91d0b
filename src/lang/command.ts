import type { FaultData } from '../base/fault.ts';
import type { CommandCall, Expr, Name, Option, Word } from './ast.ts';
import { chunksOf, isOption, lastOf, spanOf, wantsMore } from './chunk.ts';
import type { Chunk } from './chunk.ts';
import { Cursor } from './cursor.ts';
import { expression } from './expression.ts';
import type { CommandHead } from './head.ts';
import { nameOf } from './names.ts';
import { bracketStep } from './tokens.ts';
import type { Token } from './tokens.ts';
import { unexpected } from './unexpected.ts';

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
      kind: 'command-call', name, operands: operands.items, words, at: at.items, options, operandFaults, span: [start, end],
    },
    faults,
    incomplete: operands.incomplete || at.incomplete || faults.some(({ code }) => code === 'syntax/unclosed'),
  };
}

/** Tells apart what belongs to the operands, to the values of `at`, and to the options; all but the options are words. */
function sort(chunks: readonly Chunk[]) {
  const operands: Token[] = [];
  const bindings: Token[] = [];
  const options: Chunk[] = [];
  const words: Chunk[] = [];
  const faults: FaultData[] = [];
  let at: Token | undefined;
  chunks.forEach((chunk, i) => {
    const previous = chunks[i - 1];
    const last = operands.at(-1);
    const operandIsOver = last !== undefined && !wantsMore(last);
    // After `at` or a comma `x=1` is a value, elsewhere an option.
    const isValue = at !== undefined && previous !== undefined && (previous[0] === at || lastOf(previous).text === ',');
    const isWord = !isOption(chunk) || isValue;
    (isWord ? words : options).push(chunk);
    if (!isWord) return;
    if (at) bindings.push(...chunk);
    else if (operandIsOver && chunk.length === 1 && chunk[0].text === 'at') {
      at = chunk[0];
      if (i === chunks.length - 1) faults.push(noValues(at));
    } else {
      if (operandIsOver && previous && isOption(previous)) faults.push(misplaced(chunk));
      operands.push(...chunk);
    }
  });
  return { operands, bindings, options, words, faults };
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
    if (c.token.kind !== 'end') unexpected(c);
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
  if (c.level > 0) unexpected(c);
  if (c.level === 0 && last.text === ',') {
    const help = `Write the values of ${key.name} without blanks, or in parentheses.`;
    return [{ code: 'syntax/option-value', message: `The value of ${key.name} ends in a comma.`, span: last.span, help }];
  }
  return [...c.faults];
}

const misplaced = (chunk: Chunk): FaultData => ({
  code: 'syntax/misplaced',
  message: 'This stands behind an option, apart from the operand it would belong to.',
  span: spanOf(chunk),
  help: 'Put the options last, each without blanks around its =.',
});

const noValues = (at: Token): FaultData => ({
  code: 'syntax/at',
  message: 'After at come values by name, which are missing.',
  span: at.span,
  help: 'Write at x=1, y=2',
});
