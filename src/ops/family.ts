import { map1, map2 } from '../tensor/dense.ts';
import { sameShape, type Tensor } from '../tensor/tensor.ts';
import { add, batchBroadcasting, broadcastAll, broadcastTo, literal, mul, neg, sumTo } from './core.ts';
import type { ElementwiseSpec } from './elementwise.ts';
import { type Apply, type Attrs, keyOf, type Op } from './op.ts';
import { primitive } from './primitive.ts';

/** `c v` for a constant `c`; 1 and -1 cost no product. */
export const scaled = <V>($: Apply<V>, c: number, v: V): V =>
  c === 1 ? v : c === -1 ? $(neg, v) : $(mul, literal($, c), v);

/** Says elementwise ops of one or two operands that differ by attributes and are each other's derivatives. */
export const family = <A extends Attrs>(
  name: string,
  spec: (attrs: A) => Omit<ElementwiseSpec, 'name'>,
): ((attrs: A) => Op) => primitive(name, (attrs: A) => member(name, attrs, spec(attrs)));

const member = (name: string, attrs: Attrs, spec: Omit<ElementwiseSpec, 'name'>): Op => {
  const { value, partials, kink } = spec;
  const op: Op = {
    name,
    attrs,
    key: keyOf(name, attrs),
    kind: 'elementwise',
    value,
    shape: (shapes) => broadcastAll(name, shapes),
    compute: (args) => each(value, args),
    jvp: ($, x, dx, y) => {
      const [first, ...rest] = partials.flatMap((p, i) =>
        dx[i] === undefined ? [] : [$(mul, p($, x, y) as typeof y, dx[i])],
      );
      const sum = rest.reduce((s, term) => $(add, s!, term), first);
      return sum === undefined || sameShape($.shape(sum), $.shape(y)) ? sum : $(broadcastTo($.shape(y)), sum);
    },
    vjp: ($, x, y, ct, wants) =>
      partials.map((p, i) => {
        if (!wants[i]) return undefined;
        const term = $(mul, p($, x, y) as typeof y, ct);
        const shape = $.shape(x[i]!);
        return sameShape($.shape(term), shape) ? term : $(sumTo(shape), term);
      }),
    batch: batchBroadcasting(() => op),
    ...(kink
      ? { kinks: (args) => each((...x) => (kink(...x) ? 1 : 0), args).data.reduce((n, hit) => n + hit, 0) }
      : {}),
    ...(spec.convention ? { convention: spec.convention } : {}),
    doc: spec.doc,
  };
  return op;
};

const each = (f: (...x: number[]) => number, [a, b]: readonly Tensor[]): Tensor => (b ? map2(a!, b, f) : map1(a!, f));
