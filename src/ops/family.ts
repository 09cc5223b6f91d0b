import type { DoubleDouble } from '../tensor/double-double.ts';
import { add, literal, mul, neg } from './core.ts';
import { type ElementwiseSpec, entrywise } from './elementwise.ts';
import type { Apply, Attrs, Doc, Op } from './op.ts';
import { primitive } from './primitive.ts';

/** `c v` for a constant `c`; 1 and -1 cost no product. */
export const scaled = <V>($: Apply<V>, c: number | DoubleDouble, v: V): V =>
  c === 1 ? v : c === -1 ? $(neg, v) : $(mul, typeof c === 'number' ? literal($, c) : rounded($, c), v);

/**
 * A constant that a double does not hold, as the sum of its parts: it counts as the rounded result that it is, and what is computed
 * again with twice the digits has all of them.
 */
export const rounded = <V>($: Apply<V>, { hi, lo }: DoubleDouble): V =>
  lo === 0 ? literal($, hi) : $(add, literal($, hi), literal($, lo));

/**
 * Says elementwise ops that differ by attributes and are each other's derivatives, which no user types unless their doc
 * says so; tests hold the `members`.
 */
export const family = <A extends Attrs>(
  name: string,
  members: readonly A[],
  spec: (attrs: A) => Omit<ElementwiseSpec, 'name'> & { readonly doc: Doc },
): ((attrs: A) => Op) => {
  const member = (attrs: A): Op => {
    const said = spec(attrs);
    return entrywise({ name, ...said, doc: { typed: false, ...said.doc } }, attrs);
  };
  return primitive(name, member, members);
};
