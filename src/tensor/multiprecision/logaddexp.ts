import { softplus } from './exponential.ts';
import { type BigFloat, compare, isKnown, neg, sub, toBits, UNKNOWN } from './float.ts';
import * as float from './float.ts';
import { uncancelled } from './uncancelled.ts';

/** log(e^a + e^b) to so many bits, near its zeros too. */
export function logaddexp(a: BigFloat, b: BigFloat, bits: number): BigFloat {
  if (!isKnown(a) || !isKnown(b)) return UNKNOWN;
  const most = compare(a, b) < 0 ? b : a;
  return uncancelled(bits, (w) => [most, softplus(neg(float.abs(sub(a, b, toBits(2 * w)))), w)]);
}
