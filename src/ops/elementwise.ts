import { add, type EntrySpec, entryOp, mul, stretched, summed } from './core.ts';
import type { Apply, Attrs, Jvp, Op } from './op.ts';
import type { Elementary } from './numbers/numbers.ts';
import { functions } from './numbers/plain.ts';
import { fixed } from './primitive.ts';

/** dy/dx_i in ops, from the operands and, last, the result. */
export type Partial = <V>($: Apply<V>, ...xy: V[]) => V;

/** What an elementwise op is: a function of numbers and its partial derivatives. */
export interface ElementwiseSpec extends Omit<EntrySpec, 'algebra' | 'jvp' | 'vjp' | 'attrs'> {
  /** One per operand, in order. Empty: the derivative is zero wherever it exists (floor, comparisons). */
  readonly partials: readonly Partial[];
}

/** Says an op that works entry by entry, with broadcasting, and derives its forward, reverse and batch rules. */
export const elementwise = (spec: ElementwiseSpec): Op => fixed(entrywise(spec, {}));

/** Says an op that every arithmetic knows by its name. */
export const elementary = (spec: Omit<ElementwiseSpec, 'value' | 'formula'> & { readonly name: Elementary }): Op =>
  elementwise({ ...spec, value: functions[spec.name], formula: (m, ...x) => m.call(spec.name, ...x) });

/** The tangents' rule by partial derivatives. */
export const tangentsBy =
  (partials: readonly Partial[]): Jvp =>
  ($, dx, ...xy) => {
    let out: (typeof dx)[number];
    partials.forEach((partial, i) => {
      const d = dx[i];
      if (d === undefined) return;
      const term = $(mul, partial($, ...xy), d);
      out = out === undefined ? term : $(add, out, term);
    });
    return out === undefined ? undefined : stretched($, out, xy.at(-1)!);
  };

/** The op of a spec and attributes, not yet entered into the table. */
export function entrywise({ partials, ...spec }: ElementwiseSpec, attrs: Attrs): Op {
  if (partials.length === 0) return entryOp({ ...spec, attrs, algebra: 'step' });
  return entryOp({
    ...spec,
    attrs,
    algebra: 'smooth',
    jvp: tangentsBy(partials),
    vjp: ($, ct, wants, ...xy) =>
      partials.map((partial, i) => (wants[i] ? summed($, $(mul, partial($, ...xy), ct), xy[i]!) : undefined)),
  });
}
