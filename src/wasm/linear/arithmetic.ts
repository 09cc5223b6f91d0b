import type { FunctionWriter, Local } from '../function-writer.ts';

/** The bytes of a double. */
export const DOUBLE = 8;

/** Loads of a pair of doubles, and of the last one of an odd number, beside which comes 0. */
export type PairLoad = 'v128.load' | 'v128.load64_zero';

/** address += step */
export function advance(f: FunctionWriter, address: Local, step: Local): void {
  f.get(address, step).op('i32.add').set(address);
}

/** address += bytes */
export function advanceBy(f: FunctionWriter, address: Local, bytes: number): void {
  f.get(address).i32(bytes).op('i32.add').set(address);
}

/** Pushes base + i stride + ... for each pair of an index and the local that holds its stride. */
export function pushAddress(
  f: FunctionWriter,
  base: Local,
  ...terms: readonly (readonly [i: Local, stride: Local])[]
): void {
  f.get(base);
  for (const [i, stride] of terms) f.get(i, stride).op('i32.mul', 'i32.add');
}

/** Pushes the address behind the largest multiple of `size`, a power of two, of doubles from `base` on. */
export function pushWhole(f: FunctionWriter, base: Local, count: Local, size: number): void {
  f.get(base, count).i32(-size).op('i32.and').i32(DOUBLE).op('i32.mul', 'i32.add');
}

/** While count >= size: `body`, then count -= size. */
export function takeAway(f: FunctionWriter, count: Local, size: number, body: () => void): void {
  f.block(() => {
    f.loop(() => {
      f.get(count).i32(size).op('i32.lt_s').brIf(1);
      body();
      advanceBy(f, count, -size);
      f.br(0);
    });
  });
}

/** While address < end. */
export function whileBefore(f: FunctionWriter, address: Local, end: Local, body: () => void): void {
  f.block(() => {
    f.loop(() => {
      f.get(address, end).op('i32.ge_u').brIf(1);
      body();
      f.br(0);
    });
  });
}

/** For i = 0, size, 2 size, ... < end, at least once; `left` says how much of a block of `size` there is. */
export function eachBlock(f: FunctionWriter, i: Local, end: Local, size: number, left: Local, body: () => void): void {
  f.i32(0).set(i);
  f.loop(() => {
    f.get(end, i).op('i32.sub').tee(left).i32(size).get(left).i32(size).op('i32.lt_s', 'select').set(left);
    body();
    advanceBy(f, i, size);
    f.get(i, end).op('i32.lt_s').brIf(0);
  });
}

/** sum += x y, lane by lane; rounded once where the module may fuse. */
export function accumulate(f: FunctionWriter, fma: boolean, sum: Local, x: Local, y: Local): void {
  if (fma) f.get(x, y, sum).op('f64x2.relaxed_madd').set(sum);
  else f.get(sum, x, y).op('f64x2.mul', 'f64x2.add').set(sum);
}

/**
 * Pushes the address of the entry base[i * stride + ...] for each pair of an index and the local that holds its stride
 * in doubles.
 */
export function pushEntry(
  f: FunctionWriter,
  base: Local,
  ...terms: readonly (readonly [i: Local, stride: Local])[]
): void {
  f.get(base);
  for (const [i, stride] of terms) f.get(i, stride).i32(DOUBLE).op('i32.mul', 'i32.mul', 'i32.add');
}

/** half = a multiple of four near n / 2, for n > 4. */
export function setHalf(f: FunctionWriter, half: Local, n: Local): void {
  f.get(n).i32(1).op('i32.shr_s').i32(3).op('i32.add').i32(-4).op('i32.and').set(half);
}
