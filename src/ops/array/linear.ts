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
  const { name, attrs, structure, shape, compute, transpose, batched, doc } = spec;
  const op: Op = {
    name,
    attrs,
    key: keyOf(name, attrs),
    structure,
    shape,
    compute,
    algebra: 'linear',
    exact: structure.kind === 'move',
    jvp: ($, [dx]) => (dx === undefined ? undefined : $(op, dx)),
    vjp: ($, ct, _wants, x) => [$(transpose($.shape(x)), ct)],
    batch: ($, { size }, x) => $(batched(size, $.shape(x).slice(1)), x),
    ...(doc && { doc }),
  };
  return op;
}
