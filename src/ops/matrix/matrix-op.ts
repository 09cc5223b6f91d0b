import { type Shape, sizeOf, type Tensor } from '../../tensor/tensor.ts';
import { type Apply, type Attrs, identityOf, type Op } from '../op.ts';
import { fixed } from '../primitive.ts';

/** What a function of one array is that works on its last axes, behind any leading axes. */
export interface MatrixSpec extends Pick<Op, 'kinks' | 'convention' | 'exactFor' | 'series' | 'doc'> {
  readonly shape: (s: Shape) => Shape;
  readonly compute: (x: Tensor) => Tensor;
  /** Operations on numbers that a textbook counts for an operand of shape `s`. */
  readonly work: (s: Shape) => number;
  /** The result's tangent for the operand's; without it the op moves in steps. */
  readonly tangent?: <V>($: Apply<V>, dx: V, x: V, y: V) => V | undefined;
  /** The operand's cotangent for the result's. */
  readonly cotangent?: <V>($: Apply<V>, ct: V, x: V, y: V) => V | undefined;
}

/** Says a function of matrices, and enters it into the table. */
export const matrixOp = (name: string, spec: MatrixSpec): Op => fixed(matrixOpWith(name, {}, spec));

/** The op of a function of matrices and attributes, not yet entered into the table. */
export function matrixOpWith(name: string, attrs: Attrs, { work, tangent, cotangent, ...spec }: MatrixSpec): Op {
  const op: Op = {
    ...spec,
    ...identityOf(name, attrs),
    algebra: tangent ? 'smooth' : 'step',
    structure: { kind: 'whole', work },
    ...(tangent && { jvp: ($, [dx], x, y) => (dx === undefined ? undefined : tangent($, dx, x, y)) }),
    ...(cotangent && { vjp: ($, ct, _wants, x, y) => [cotangent($, ct, x, y)] }),
    batch: ($, _axis, x) => $(op, x),
  };
  return op;
}

/** Operations for each m x n matrix of an operand [.., m, n], rounded to a whole number. */
export const perMatrix =
  (operations: (m: number, n: number) => number) =>
  (s: Shape): number => {
    const [m = 1, n = 1] = s.slice(-2);
    return Math.round(operations(m, n)) * sizeOf(s.slice(0, -2));
  };
