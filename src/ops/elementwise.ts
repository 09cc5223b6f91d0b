import { map1, map2, map3 } from '../tensor/dense.ts';
import { add, batchBroadcasting, broadcastAll, mul, stretched, summed } from './core.ts';
import { type Apply, type Attrs, type Doc, keyOf, type Op } from './op.ts';
import { fixed } from './primitive.ts';

/** dy/dx_i in ops, from the operands and, last, the result. */
export type Partial = <V>($: Apply<V>, ...xy: V[]) => V;

/** What an elementwise op is: a function of numbers and its partial derivatives. */
export interface ElementwiseSpec {
  readonly name: string;
  readonly value: (...x: number[]) => number;
  /** One per operand, in order. Empty: the derivative is zero wherever it exists (floor, comparisons). */
  readonly partials: readonly Partial[];
  /** True where the derivative is a convention, or does not exist although the rule answers a finite number. */
  readonly kink?: (...x: number[]) => boolean;
  /** The convention at the kink, in words. */
  readonly convention?: string;
  readonly tests?: boolean;
  readonly exact?: boolean;
  readonly doc: Doc;
}

/** Says an op that works entry by entry, with broadcasting, and derives its forward, reverse and batch rules. */
export const elementwise = (spec: ElementwiseSpec): Op => fixed(entrywise(spec, {}));

/** The op of a spec and attributes, not yet entered into the table. */
export function entrywise(spec: ElementwiseSpec, attrs: Attrs): Op {
  const { name, value, partials } = spec;
  const arity = value.length;
  const smooth: Pick<Op, 'jvp' | 'vjp'> = {
    jvp: ($, dx, ...xy) => {
      let out: (typeof dx)[number];
      partials.forEach((partial, i) => {
        const d = dx[i];
        if (d === undefined) return;
        const term = $(mul, partial($, ...xy), d);
        out = out === undefined ? term : $(add, out, term);
      });
      return out === undefined ? undefined : stretched($, out, xy.at(-1)!);
    },
    vjp: ($, ct, wants, ...xy) =>
      partials.map((partial, i) => (wants[i] ? summed($, $(mul, partial($, ...xy), ct), xy[i]!) : undefined)),
  };
  const op: Op = {
    name,
    attrs,
    key: keyOf(name, attrs),
    kind: 'elementwise',
    value,
    shape: (...shapes) => broadcastAll(name, shapes),
    compute: mapped(arity, value),
    ...(partials.length > 0 ? smooth : {}),
    batch: batchBroadcasting(() => op),
    ...(spec.kink ? { kinks: countBy(arity, spec.kink) } : {}),
    ...(spec.convention ? { convention: spec.convention } : {}),
    ...(spec.tests ? { tests: true } : {}),
    ...(spec.exact ? { exact: true } : {}),
    doc: spec.doc,
  };
  return op;
}

/** A function of numbers on arrays, with broadcasting. */
const mapped = (arity: number, f: (...x: number[]) => number): Op['compute'] =>
  arity === 1 ? (a) => map1(a, f) : arity === 2 ? (a, b) => map2(a, b, f) : (a, b, c) => map3(a, b, c, f);

const countBy = (arity: number, kink: (...x: number[]) => boolean): NonNullable<Op['kinks']> => {
  const hits = mapped(arity, (...x) => (kink(...x) ? 1 : 0));
  return (...args) => hits(...args).data.reduce((n, hit) => n + hit, 0);
};
