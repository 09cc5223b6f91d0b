import type { Shape } from '../../tensor/tensor.ts';
import { type Attrs, keyOf, type Op } from '../op.ts';

/** Says a linear op of one operand: its derivative is itself, and its adjoint its transpose. */
export const linear = (spec: {
  name: string;
  attrs?: Attrs;
  exact: boolean;
  shape: (s: Shape) => Shape;
  compute: Op['compute'];
  /** The op that pulls a cotangent back to an operand of shape `s`. */
  transpose: (s: Shape) => Op;
  /** The op on an operand of shape `s` behind one more leading axis of extent `size`. */
  batched: (size: number, s: Shape) => Op;
  doc?: Op['doc'];
}): Op => ({
  name: spec.name,
  attrs: spec.attrs ?? {},
  key: keyOf(spec.name, spec.attrs ?? {}),
  kind: 'linear',
  exact: spec.exact,
  shape: spec.shape,
  compute: spec.compute,
  jvp: ($, [dx]) => (dx === undefined ? undefined : $(self(spec), dx)),
  vjp: ($, ct, _wants, x) => [$(spec.transpose($.shape(x)), ct)],
  batch: ($, { size }, x) => $(spec.batched(size, $.shape(x).slice(1)), x),
  ...(spec.doc ? { doc: spec.doc } : {}),
});

const selves = new WeakMap<object, Op>();
const self = (spec: Parameters<typeof linear>[0]): Op => {
  let op = selves.get(spec);
  if (!op) selves.set(spec, (op = linear(spec)));
  return op;
};
