import type { Shape } from '../../tensor/tensor.ts';
import { type Attrs, identityOf, type Op } from '../op.ts';
import { primitive } from '../primitive.ts';

/** What a linear op of one operand is: its derivative is itself, and its adjoint its transpose. */
interface LinearSpec extends Pick<Op, 'structure' | 'shape' | 'compute' | 'doc'> {
  /** The op that pulls a cotangent back to an operand of shape `s`. */
  readonly transpose: (s: Shape) => Op;
  /** The op on an operand of shape `s` behind one more leading axis of extent `size`. */
  readonly batched: (size: number, s: Shape) => Op;
}

/** Says a linear op of one operand by its attributes, and enters it into the table. */
export const linear = <A extends Attrs>(name: string, spec: (attrs: A) => LinearSpec): ((attrs: A) => Op) =>
  primitive(name, (attrs: A): Op => {
    const { transpose, batched, ...said } = spec(attrs);
    const op: Op = {
      ...said,
      ...identityOf(name, attrs),
      algebra: 'linear',
      exact: said.structure.kind === 'move',
      jvp: ($, [dx]) => (dx === undefined ? undefined : $(op, dx)),
      vjp: ($, ct, _wants, x) => [$(transpose($.shape(x)), ct)],
      batch: ($, { size }, x) => $(batched(size, $.shape(x).slice(1)), x),
    };
    return op;
  });
