import type { Shape } from '../../tensor/tensor.ts';
import { type Attrs, type Doc, keyOf, type Op } from '../op.ts';
import type { Structure } from '../structure.ts';

/** Says a linear op of one operand: its derivative is itself, and its adjoint its transpose. */
export function linear(spec: {
  name: string;
  attrs: Attrs;
  structure: Structure;
  shape: (s: Shape) => Shape;
  compute: Op['compute'];
  /** The op that pulls a cotangent back to an operand of shape `s`. */
  transpose: (s: Shape) => Op;
  /** The op on an operand of shape `s` behind one more leading axis of extent `size`. */
  batched: (size: number, s: Shape) => Op;
  doc?: Doc;
}): Op {
  const { transpose, batched, ...rest } = spec;
  const op: Op = {
    ...rest,
    key: keyOf(spec.name, spec.attrs),
    algebra: 'linear',
    exact: spec.structure.kind === 'move',
    jvp: ($, [dx]) => (dx === undefined ? undefined : $(op, dx)),
    vjp: ($, ct, _wants, x) => [$(transpose($.shape(x)), ct)],
    batch: ($, { size }, x) => $(batched(size, $.shape(x).slice(1)), x),
  };
  return op;
}
