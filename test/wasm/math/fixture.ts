import { ModuleWriter } from '../../../src/wasm/assembler.ts';
import { allocate, compileModule, hasFusedMultiplyAdd, instantiate } from '../../../src/wasm/features.ts';
import { fallbacks, type MathName, vectorMath } from '../../../src/wasm/math/functions.ts';
import { exponentOf, timesPowerOfTwo } from '../../../src/tensor/power-of-two.ts';
import type { Exact } from './reference.ts';

/** Functions of two vectors; the others take one. */
export const BINARY: ReadonlySet<string> = new Set(['pow']);

/** Arguments drawn in each range; with more of them, by NABLA_SAMPLES=100000, the largest errors are also printed. */
export const SAMPLES = Number(process.env['NABLA_SAMPLES'] ?? 2000);

export function report(name: string, arithmetic: string, error: number, at: string): void {
  if (process.env['NABLA_SAMPLES']) console.log(`${name} ${arithmetic} ${error.toFixed(3)} ulp at ${at}`);
}

const POOL_BYTES = 65_536;

export type ArrayFunction = (x: Float64Array, y?: Float64Array) => Float64Array;

/** With and without fused multiply-adds, as far as the runtime has them. */
export const roundings: readonly boolean[] = hasFusedMultiplyAdd() ? [false, true] : [false];

/** The function of that name over arrays of an even length up to `size`, two entries at a time. */
export function overArrays(name: MathName, fma: boolean, size: number): ArrayFunction {
  const module = new ModuleWriter({ pool: 0, fma });
  const imports = fallbacks[name].map((scalar) => [scalar, module.import('math', scalar, ['f64'], ['f64'])] as const);
  const math = vectorMath(module, (scalar) => {
    const found = imports.find(([key]) => key === scalar);
    if (!found) throw new Error(`${name} needs ${scalar}, which fallbacks does not say`);
    return found[1];
  });
  const callee = math(name);
  const run = module.function(['i32', 'i32', 'i32', 'i32'], [], 'run');
  const end = run.local('i32');
  run.get(0, 3).i32(8).op('i32.mul', 'i32.add').set(end);
  run.for(0, end, 16, () => {
    run.get(0, 1).at('v128.load');
    if (BINARY.has(name)) run.get(2).at('v128.load');
    run.call(callee).at('v128.store');
    run.get(1).i32(16).op('i32.add').set(1);
    run.get(2).i32(16).op('i32.add').set(2);
  });
  const bytes = module.bytes();
  if (module.poolEnd > POOL_BYTES) throw new Error('the pool of constants is larger than was thought');
  const memory = allocate(POOL_BYTES + 24 * size);
  const scalars = Object.fromEntries(fallbacks[name].map((scalar) => [scalar, Math[scalar as 'sin']]));
  const functions = instantiate(compileModule(bytes), memory, scalars);
  const area = (i: number): Float64Array => new Float64Array(memory.buffer, POOL_BYTES + 8 * size * i, size);
  const [out, first, second] = [area(0), area(1), area(2)];
  return (x, y) => {
    first.set(x);
    if (y) second.set(y);
    functions.run!(out.byteOffset, first.byteOffset, second.byteOffset, x.length);
    return out.slice(0, x.length);
  };
}

/** The distance of a value from the true one in units of the true one's last place. */
export function ulps(value: number, { hi, lo, exponent }: Exact): number {
  if (hi === 0) return value === 0 ? 0 : Infinity;
  const size = exponentOf(hi) + exponent;
  if (Math.abs(value) === Infinity && size >= 1024 && value > 0 === hi > 0) return 0;
  const place = Math.max(size - 52, -1074);
  // Beyond the largest number infinity stands for the next power of two.
  const shown =
    Math.abs(value) === Infinity
      ? Math.sign(value) * timesPowerOfTwo(1, 1024 - exponent)
      : timesPowerOfTwo(value, -exponent);
  const error = Math.abs(timesPowerOfTwo(shown - hi - lo, exponent - place));
  return Number.isNaN(error) ? Infinity : error;
}
