import { add, type BigFloat, exponent, isKnown, isZero, toBits, UNKNOWN, ZERO } from './float.ts';

/** A sum computed with more bits until so many are left of it; not known if it stays next to nothing. */
export function uncancelled(bits: number, terms: (w: number) => readonly BigFloat[]): BigFloat {
  for (let w = bits + 24; w < 8 * bits + 4000; w *= 2) {
    const summands = terms(w).filter((t) => !isZero(t));
    const sum = summands.reduce((s, t) => add(s, t, toBits(w)), ZERO);
    if (!isKnown(sum)) return sum;
    const lost = isZero(sum) ? w : Math.max(...summands.map(exponent)) - exponent(sum);
    if (w - lost > bits + 16) return sum;
  }
  return UNKNOWN;
}
