import { Fault, fail } from '../base/fault.ts';
import { nearest } from '../base/nearest.ts';
import type { Numeric } from '../graph/trace.ts';
import type { CommandCall, Name, Option } from '../lang/ast.ts';
import { parseExpressions } from '../lang/parse.ts';
import type { RecordContext } from './command.ts';
import { numeric } from '../evaluate/evaluate.ts';

/** Reading options: one reader per kind of value, each pointing at the value as it was typed. */

const find = (call: CommandCall, key: string): Option | undefined => call.options.find((o) => o.key.name === key);

const wrong = (option: Option, wanted: string): never =>
  fail('option/value', `${option.key.name}=${option.text}: ${wanted} is needed`, {
    span: option.textSpan,
    help: `${option.key.name}= takes ${wanted}.`,
  });

/** The names of `wrt=A,x`. */
export function namesOption(call: CommandCall, key: string): readonly Name[] | undefined {
  const option = find(call, key);
  if (!option) return undefined;
  const { exprs, faults } = parseExpressions(option.text, option.textSpan[0]);
  if (faults[0]) throw new Fault(faults[0]);
  return exprs.map((e) => (e.kind === 'name' ? e : wrong(option, 'a list of names')));
}

/** The values of `along=(0.5, -1)`. */
export function valuesOption(context: RecordContext, call: CommandCall, key: string): readonly Numeric[] | undefined {
  const option = find(call, key);
  if (!option) return undefined;
  const { exprs, faults } = parseExpressions(option.text, option.textSpan[0]);
  if (faults[0]) throw new Fault(faults[0]);
  const { evaluator, source } = context;
  return exprs.map((e) => numeric(evaluator, e, { scope: evaluator.globals, source, depth: 0 }));
}

/** A whole number in a range. */
export function wholeOption(call: CommandCall, key: string, least: number, most: number): number | undefined {
  const option = find(call, key);
  if (!option) return undefined;
  const x = Number(option.text);
  return Number.isInteger(x) && x >= least && x <= most ? x : wrong(option, `a whole number from ${least} to ${most}`);
}

/** A finite number. */
export function numberOption(context: RecordContext, call: CommandCall, key: string): number | undefined {
  const values = valuesOption(context, call, key);
  if (!values) return undefined;
  const [x] = values;
  const { $ } = context.evaluator;
  const data = x && $.concrete(x).data;
  return values.length === 1 && data?.length === 1 && Number.isFinite(data[0])
    ? data[0]!
    : wrong(find(call, key)!, 'a finite number');
}

/** One of several words. */
export function wordOption<W extends string>(call: CommandCall, key: string, words: readonly W[]): W | undefined {
  const option = find(call, key);
  if (!option) return undefined;
  const word =
    words.find((w) => w === option.text) ?? words.find((w) => option.text !== '' && w.startsWith(option.text));
  if (word) return word;
  const near = nearest(option.text, words);
  return fail('option/value', `${key}=${option.text}: one of ${words.join(', ')} is needed`, {
    span: option.textSpan,
    help: near ? `Did you mean ${near}?` : `Write ${key}=${words[0]}, for example.`,
  });
}
