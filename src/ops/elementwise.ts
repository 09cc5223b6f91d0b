import { map1, map2, map3 } from '../tensor/dense.ts';
import { sameShape, type Tensor } from '../tensor/tensor.ts';
import { add, batchBroadcasting, broadcastAll, broadcastTo, literal, mul, neg, sumTo } from './core.ts';
import type { Apply, Doc, Op } from './op.ts';
import { fixed } from './primitive.ts';

/**
 * dy/dx_i in ops, from the operands and the result. A bare number is a constant; 1, -1 and 0 cost nothing.
 */
export type Partial = <V>($: Apply<V>, x: readonly V[], y: V) => V | number;

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

const times = <V>($: Apply<V>, p: V | number, d: V): V | undefined => {
  if (typeof p !== 'number') return $(mul, p, d);
  if (p === 0) return undefined;
  return p === 1 ? d : p === -1 ? $(neg, d) : $(mul, literal($, p), d);
};

/** Says an op that works entry by entry, with broadcasting, and derives its forward, reverse and batch rules. */
export function elementwise(spec: ElementwiseSpec): Op {
  const { name, value, partials } = spec;
  const arity = value.length;
  const smooth: Pick<Op, 'jvp' | 'vjp'> = {
    jvp: ($, x, dx, y) => {
      let out: ReturnType<typeof times<(typeof x)[number]>>;
      partials.forEach((partial, i) => {
        const d = dx[i];
        if (d === undefined) return;
        const term = times($, partial($, x, y), d);
        out = term === undefined ? out : out === undefined ? term : $(add, out, term);
      });
      return out === undefined || sameShape($.shape(out), $.shape(y)) ? out : $(broadcastTo($.shape(y)), out);
    },
    vjp: ($, x, y, ct, wants) =>
      partials.map((partial, i) => {
        if (!wants[i]) return undefined;
        const term = times($, partial($, x, y), ct);
        const shape = $.shape(x[i]!);
        return term === undefined || sameShape($.shape(term), shape) ? term : $(sumTo(shape), term);
      }),
  };
  const op: Op = fixed({
    name,
    attrs: {},
    key: name,
    kind: 'elementwise',
    value,
    shape: (shapes) => broadcastAll(name, shapes),
    compute: (args) => computeBy(arity, value, args),
    ...(partials.length > 0 ? smooth : {}),
    batch: batchBroadcasting(() => op),
    ...(spec.kink ? { kinks: countBy(arity, spec.kink) } : {}),
    ...(spec.convention ? { convention: spec.convention } : {}),
    ...(spec.tests ? { tests: true } : {}),
    ...(spec.exact ? { exact: true } : {}),
    doc: spec.doc,
  });
  return op;
}

const computeBy = (arity: number, f: (...x: number[]) => number, [a, b, c]: readonly Tensor[]): Tensor =>
  arity === 1 ? map1(a!, f) : arity === 2 ? map2(a!, b!, f) : map3(a!, b!, c!, f);

const countBy =
  (arity: number, kink: (...x: number[]) => boolean) =>
  (args: readonly Tensor[]): number => {
    let count = 0;
    for (const hit of computeBy(arity, (...x) => (kink(...x) ? 1 : 0), args).data) count += hit;
    return count;
  };
