import { functions } from '../../ops/functions.ts';
import type { Numbers } from '../../ops/numbers/numbers.ts';
import type { Apply, Op } from '../../ops/op.ts';

/** An op that no formula says. */
class Unspelt extends Error {}

const number = (x: number): string => (x < 0 ? `(${x})` : String(x));

const infix =
  (sign: string) =>
  (a: string, b: string): string =>
    `(${a} ${sign} ${b})`;

const call =
  (name: string) =>
  (...x: readonly string[]): string =>
    `${name}(${x.join(', ')})`;

/** The arithmetic of texts: what a formula of numbers does is written down as it would be typed. */
const texts: Numbers<string, string> = {
  number,
  known: (text) => (text.trim() === '' || Number.isNaN(Number(text)) ? undefined : Number(text)),
  add: infix('+'),
  sub: infix('-'),
  mul: (a, b) => (a === '1' ? b : b === '1' ? a : `(${a} * ${b})`),
  div: infix('/'),
  neg: (a) => `(-${a})`,
  abs: call('abs'),
  sqrt: call('sqrt'),
  floor: call('floor'),
  ceil: call('ceil'),
  trunc: call('fix'),
  min: call('min'),
  max: call('max'),
  less: infix('<'),
  atMost: infix('<='),
  equal: infix('=='),
  not: (t) => `(not ${t})`,
  and: infix('and'),
  or: infix('or'),
  select: (t, a, b) => `(${t} ? ${a} : ${b})`,
  call: (name, ...x) =>
    name === 'pow' ? infix('^')(x[0]!, x[1]!) : name === 'gauss' ? `exp(-${x[0]}^2)` : call(name)(...x),
};

/** Functions that users can type are calls, other ops their formulas. */
const spell: Apply<string> = Object.assign(
  (op: Op, ...x: string[]): string => {
    const isSign = op.algebra === 'linear' || op.algebra === 'bilinear';
    if (functions.get(op.name)?.op === op && !isSign) return call(op.name)(...x);
    const text = (op.identity ?? op.formula)?.(texts, ...x);
    if (text === undefined) throw new Unspelt(op.name);
    return text;
  },
  { constant: ({ data }: { readonly data: Float64Array }) => number(data[0]!), shape: () => [] },
);

/** The partial derivatives of an op by its operands u and v, spelt from its own rules; undefined where no formula says one. */
export function spelt(op: Op): readonly string[] | undefined {
  if (!op.jvp) return [];
  const operands = ['u', 'v', 'w'].slice(0, op.value?.length ?? 0);
  try {
    const y = spell(op, ...operands);
    return operands.map(
      (_, i) =>
        op.jvp!(
          spell,
          operands.map((_, k) => (k === i ? '1' : undefined)),
          ...operands,
          y,
        ) ?? '0',
    );
  } catch (error) {
    if (error instanceof Unspelt) return undefined;
    throw error;
  }
}
