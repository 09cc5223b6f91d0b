/**
 * A seeded stream of numbers uniform in (0, 1), the same everywhere.
 *
 * Source: xoshiro128** by Blackman & Vigna, Scrambled linear pseudorandom number generators (ACM TOMS 47, 2021), seeded
 * by splitmix32.
 */
export function prng(seed: number): () => number {
  let state = seed | 0;
  const next32 = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return (z ^ (z >>> 16)) >>> 0;
  };
  let [a, b, c, d] = [next32(), next32(), next32(), next32()];
  const word = (): number => {
    const out = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotate(d, 11);
    return out;
  };
  // 53 bits, moved by half a step off zero.
  return () => ((word() >>> 5) * 67108864 + (word() >>> 6) + 0.5) / 9007199254740992;
}

const rotate = (x: number, k: number): number => (x << k) | (x >>> (32 - k));
