import type { FunctionWriter, Local } from '../assembler.ts';

/** The bytes of a double. */
export const DOUBLE = 8;

/** address += step */
export function advance(f: FunctionWriter, address: Local, step: Local): void {
  f.get(address, step).op('i32.add').set(address);
}

/** address += bytes */
export function advanceBy(f: FunctionWriter, address: Local, bytes: number): void {
  f.get(address).i32(bytes).op('i32.add').set(address);
}

/** Pushes base + i stride + ... for each pair of an index and the local that holds its stride. */
export function pushAddress(f: FunctionWriter, base: Local, ...terms: readonly (readonly [i: Local, stride: Local])[]) {
  f.get(base);
  for (const [i, stride] of terms) f.get(i, stride).op('i32.mul', 'i32.add');
}

/** left = min(end - i, most): how much of a block of `most` is left at `i`. */
export function setLeft(f: FunctionWriter, left: Local, end: Local, i: Local, most: number): void {
  f.get(end, i).op('i32.sub').tee(left).i32(most).get(left).i32(most).op('i32.lt_s', 'select').set(left);
}

/** sum += x y, lane by lane; rounded once where the module may fuse. */
export function accumulate(f: FunctionWriter, fma: boolean, sum: Local, x: Local, y: Local): void {
  if (fma) f.get(x, y, sum).op('f64x2.relaxed_madd').set(sum);
  else f.get(sum, x, y).op('f64x2.mul', 'f64x2.add').set(sum);
}
