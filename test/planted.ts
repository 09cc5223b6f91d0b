import type { Apply, Op } from '../src/ops/op.ts';
import { literal, mul } from '../src/ops/core.ts';

/** Runs `body` while every derivative of an op, forward and reverse, is wrong by a part of itself. */
export async function withWrongRule<T>(op: Op, part: number, body: () => Promise<T>): Promise<T> {
  const { jvp, vjp } = op;
  const wrong = <V>($: Apply<V>, v: V | undefined): V | undefined =>
    v === undefined ? undefined : $(mul, literal($, 1 + part), v);
  Object.assign(op, {
    ...(jvp && { jvp: (($, ...rest) => wrong($, jvp($, ...rest))) satisfies typeof jvp }),
    ...(vjp && { vjp: (($, ...rest) => vjp($, ...rest).map((v) => wrong($, v))) satisfies typeof vjp }),
  });
  try {
    return await body();
  } finally {
    Object.assign(op, { jvp, vjp });
  }
}
