const bits = new DataView(new ArrayBuffer(8));

/** 2^k for -1074 <= k <= 1023, exactly. */
export function powerOfTwo(k: number): number {
  if (k < -1022) return powerOfTwo(k + 52) * 2 ** -52;
  bits.setUint32(0, (k + 1023) << 20);
  bits.setUint32(4, 0);
  return bits.getFloat64(0);
}

/** The k with 2^k <= |x| < 2^(k+1), of a finite x other than 0. */
export function exponentOf(x: number): number {
  bits.setFloat64(0, x);
  const k = (bits.getUint32(0) >>> 20) & 0x7ff;
  return k === 0 ? exponentOf(x * 2 ** 64) - 64 : k - 1023;
}

/** x * 2^k, rounded once, for any integer k. */
export function timesPowerOfTwo(x: number, k: number): number {
  if (k > 1023) return k > 2200 ? x * 2 ** 1023 * 2 ** 1023 * 2 ** 1023 : timesPowerOfTwo(x * 2 ** 1023, k - 1023);
  if (k >= -1022) return x * powerOfTwo(k);
  if (x === 0 || !Number.isFinite(x)) return x;
  const e = exponentOf(x);
  if (e + k < -1080) return x * 0;
  // To bring x near 1 first is exact, so that only the last product can round.
  const near = e === 1023 ? (x / 2) * powerOfTwo(-1022) : x * powerOfTwo(-e);
  return e + k >= -1022 ? near * powerOfTwo(e + k) : near * 2 ** -1000 * powerOfTwo(e + k + 1000);
}
