import { topFrame } from '../evaluate/evaluator.ts';
import { Fault, fail } from '../base/fault.ts';
import { nearest } from '../base/nearest.ts';
import type { Span } from '../base/span.ts';
import type { Numeric } from '../graph/trace.ts';
import type { CommandCall, Expr, Name, Option } from '../lang/ast.ts';
import { parseExpressions } from '../lang/parse.ts';
import { numeric } from '../evaluate/evaluate.ts';
import type { OptionTable, Options, OptionType, RecordContext } from './command.ts';

/** Holds a call's options to those that a command has, each once. */
export function checkOptions(command: string, types: OptionTable, options: readonly Option[]): void {
  options.forEach(({ key: { name, span } }, i) => {
    if (!Object.hasOwn(types, name)) {
      const known = Object.keys(types);
      const near = nearest(name, known);
      const help = near ? `Did you mean ${near}?` : `It has ${known.join(', ') || 'none'}.`;
      fail('option/unknown', `:${command} has no option ${name}`, { span, help });
    }
    if (options.findIndex(({ key }) => key.name === name) < i)
      fail('option/twice', `${name} is given twice`, { span, help: 'Keep one of them.' });
  });
}

/** Reads a call's options by a command's declarations. */
export function readOptions<O extends OptionTable>(types: O, call: CommandCall, context: RecordContext): Options<O> {
  const given = (key: keyof O): Option | undefined => call.options.find((o) => o.key.name === key);
  const values = Object.entries(types).map(([key, type]) => [key, type.read(given(key), context)]);
  return { ...Object.fromEntries(values), given } as Options<O>;
}

/** What every declaration says: its sentence, and its default or what happens without one. */
interface Said<D> {
  readonly summary: string;
  readonly usage?: string;
  readonly default?: D;
  readonly otherwise?: string;
}

const refused = ({ key, text, textSpan }: Option, wanted: string, help: string): never =>
  fail('option/value', `${key.name}=${text}: ${wanted} is needed`, { span: textSpan, help });

/** A declaration from what it says, how its value looks, and its reader. */
function optionType<T, D>(
  { summary, usage, default: value, otherwise = String(value) }: Said<D>,
  about: { readonly usage: string; readonly range: string; readonly completes?: OptionType['completes'] },
  read: (option: Option, wrong: (wanted?: string) => never, context: RecordContext) => T,
): OptionType<T | D> {
  const shown = usage ?? about.usage;
  return {
    usage: shown,
    range: about.range,
    summary,
    otherwise,
    required: false,
    completes: about.completes ?? [],
    read: (option, context) => {
      if (!option) return value as D;
      const wrong = (wanted = about.range): never =>
        refused(option, wanted, `Write ${option.key.name}=${shown}, for example.`);
      return read(option, wrong, context);
    },
  };
}

/** The same option where the command cannot do without it. */
export const required = <T>(type: OptionType<T>, said: Partial<OptionType<T>> = {}): OptionType<T> => ({
  ...type,
  otherwise: 'none, it must be given',
  ...said,
  required: true,
});

/** One of several words, or the beginning of one; `also` are other names for some of them. */
export function word<const W extends string, const D extends W | undefined = undefined>({
  words,
  also = {},
  ...said
}: Said<D> & { readonly words: readonly W[]; readonly also?: Readonly<Record<string, W>> }): OptionType<W | D> {
  const usage = said.usage ?? words.join('|');
  return optionType<W, D>({ ...said, usage }, { usage, range: oneOf(words), completes: words }, (option) => {
    const { key, text } = option;
    const known = [...words, ...Object.keys(also)];
    const found = known.find((w) => w === text) ?? known.find((w) => text !== '' && w.startsWith(text));
    if (found !== undefined) return also[found] ?? (found as W);
    const near = nearest(text, words);
    const help = near ? `Did you mean ${near}?` : `Write ${key.name}=${words[0]}, for example.`;
    return refused(option, `one of ${words.join(', ')}`, help);
  });
}

const oneOf = (words: readonly string[]): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

/** `yes`, or `no` as without it. */
export function yes(said: { readonly summary: string }): OptionType<boolean> {
  const type = word({ ...said, words: ['yes', 'no'], default: 'no', usage: 'yes' });
  return { ...type, read: (option, context) => type.read(option, context) === 'yes' };
}

/** A whole number in a range. */
export function whole<const D extends number | undefined = undefined>({
  least,
  most,
  ...said
}: Said<D> & { readonly least: number; readonly most: number }): OptionType<number | D> {
  const about = { usage: String(said.default ?? least), range: `a whole number from ${least} to ${most}` };
  return optionType<number, D>(said, about, ({ text }, wrong) => {
    const x = Number(text);
    return Number.isInteger(x) && x >= least && x <= most ? x : wrong();
  });
}

/** A finite number, given by an expression of the session; greater than `above`. */
export function number<const D extends number | undefined = undefined>({
  above,
  ...said
}: Said<D> & { readonly above?: 0 }): OptionType<number | D> {
  const range = above === undefined ? 'a finite number' : 'a positive number';
  return optionType<number, D>(
    said,
    { usage: String(said.default ?? 1), range, completes: 'expression' },
    (option, wrong, context) => {
      const values = valuesOf(context, listed(option));
      const data = values.length === 1 ? context.evaluator.$.concrete(values[0]!).data : [];
      const [x = Number.NaN] = data;
      if (data.length !== 1 || !Number.isFinite(x)) wrong('a finite number');
      return above === undefined || x > above ? x : wrong();
    },
  );
}

/** Names: `wrt=A,x`. */
export const names = (said: Said<undefined>): OptionType<readonly Name[] | undefined> =>
  optionType(said, { usage: 'x,y', range: 'names', completes: 'names' }, (option, wrong) =>
    listed(option).exprs.map((e) => (e.kind === 'name' ? e : wrong('a list of names'))),
  );

/** Expressions that an option lists, to be evaluated by {@link valuesOf}. */
export interface Listed {
  readonly exprs: readonly Expr[];
  /** The place of all of them. */
  readonly span: Span;
}

/** Values, given by expressions: `along=(0.5, -1)`. */
export const values = (said: Said<undefined> & { readonly range: string }): OptionType<Listed | undefined> =>
  optionType(said, { usage: '(..)', range: said.range, completes: 'expression' }, listed);

/** A file to write. */
export const file = (said: Said<undefined>): OptionType<string | undefined> =>
  optionType(said, { usage: 'NAME', range: 'the name of a file' }, ({ text }) => text);

function listed({ text, textSpan }: Option): Listed {
  const { exprs, faults } = parseExpressions(text, textSpan[0]);
  if (faults[0]) throw new Fault(faults[0]);
  return { exprs, span: textSpan };
}

/** What listed expressions are in the session. */
export const valuesOf = ({ evaluator, source }: RecordContext, { exprs }: Listed): readonly Numeric[] =>
  exprs.map((e) => numeric(evaluator, e, topFrame(evaluator, source)));
