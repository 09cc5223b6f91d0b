import type { Apply, Op } from '../src/ops/op.ts';
import { literal, mul } from '../src/ops/core.ts';

/** Runs `body` while the derivative of an op, forward and reverse, is wrong by a part of itself: by one operand, or by each. */
export async function withWrongRule<T>(op: Op, part: number, body: () => Promise<T>, operand?: number): Promise<T> {
  const { jvp, vjp } = op;
  const among = (i: number) => operand === undefined || i === operand;
  const wrong = <V>($: Apply<V>, v: V | undefined): V | undefined =>
    v === undefined ? undefined : $(mul, literal($, 1 + part), v);
  Object.assign(op, {
    // A tangent goes in linearly.
    ...(jvp && {
      jvp: (($, dx, ...xy) =>
        jvp(
          $,
          dx.map((d, i) => (among(i) ? wrong($, d) : d)),
          ...xy,
        )) satisfies typeof jvp,
    }),
    ...(vjp && {
      vjp: (($, ...rest) => vjp($, ...rest).map((v, i) => (among(i) ? wrong($, v) : v))) satisfies typeof vjp,
    }),
  });
  try {
    return await body();
  } finally {
    Object.assign(op, { jvp, vjp });
  }
}
