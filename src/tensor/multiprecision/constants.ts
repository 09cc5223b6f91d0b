/** Constants as whole numbers of units 2^-bits, with as many bits as are asked for. */

/** Keeps the longest that was asked for; shorter ones are its beginning. */
function kept(compute: (bits: number) => bigint): (bits: number) => bigint {
  let known = 0;
  let value = 0n;
  return (bits) => {
    if (bits > known) {
      known = bits + 64;
      value = compute(known + 16) >> 16n;
    }
    return value >> BigInt(known - bits);
  };
}

/** The sum of s^k / ((2k+1) n^(2k+1)), in units 2^-bits: atanh(1/n) for s = 1, atan(1/n) for s = -1. */
function inverseTangent(n: bigint, sign: 1n | -1n, bits: number): bigint {
  let power = (1n << BigInt(bits)) / n;
  let sum = power;
  const square = n * n;
  for (let k = 3n; power !== 0n; k += 2n) {
    power = (sign * power) / square;
    sum += power / k;
  }
  return sum;
}

/** pi = 16 atan(1/5) - 4 atan(1/239) (Machin 1706). */
export const pi = kept((bits) => 16n * inverseTangent(5n, -1n, bits) - 4n * inverseTangent(239n, -1n, bits));

/** ln 2 = 18 atanh(1/26) - 2 atanh(1/4801) + 8 atanh(1/8749) (Arndt and Haenel, Pi unleashed, 2001). */
export const ln2 = kept(
  (bits) =>
    18n * inverseTangent(26n, 1n, bits) - 2n * inverseTangent(4801n, 1n, bits) + 8n * inverseTangent(8749n, 1n, bits),
);
