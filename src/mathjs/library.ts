import { all, create, type MathJsInstance } from 'mathjs';
import { Fault, fail } from '../base/fault.ts';
import type { Shape, Tensor } from '../tensor/tensor.ts';
import { libraryNames } from './names.ts';

/** mathjs's functions on plain values. This folder is the only one that knows the library; it is loaded on first use. */
export interface MathjsFunctions {
  has(name: string): boolean;
  call(name: string, args: readonly Tensor[]): Tensor;
}

/** Loads mathjs's function library. */
export function loadFunctions(): MathjsFunctions {
  const math = create(all ?? {}) as MathJsInstance & Record<string, unknown>;
  return {
    has: (name) => libraryNames.has(name),
    call: (name, args) => {
      let answer: unknown;
      try {
        answer = (math[name] as (...xs: unknown[]) => unknown)(...args.map(nested));
      } catch (error) {
        throw new Fault({
          code: 'library/mathjs',
          message: `${name}: ${error instanceof Error ? error.message : String(error)}`,
        });
      }
      return flat(name, answer);
    },
  };
}

/** A tensor as mathjs takes it: a number, or nested arrays. */
function nested({ shape, data }: Tensor): unknown {
  const build = (axis: number, start: number, size: number): unknown => {
    if (axis === shape.length) return data[start];
    const part = size / shape[axis]!;
    return Array.from({ length: shape[axis]! }, (_, i) => build(axis + 1, start + i * part, part));
  };
  return build(0, 0, data.length);
}

/** A value of mathjs as a tensor; what is no real number or array of them is refused. */
function flat(name: string, value: unknown): Tensor {
  const shape: number[] = [];
  const out: number[] = [];
  const plain =
    value !== null && typeof value === 'object' && 'toArray' in value
      ? (value as { toArray(): unknown }).toArray()
      : value;
  for (let v: unknown = plain; Array.isArray(v); v = v[0]) shape.push(v.length);
  const walk = (v: unknown): void => {
    if (Array.isArray(v)) v.forEach(walk);
    else if (typeof v === 'number' || typeof v === 'boolean') out.push(Number(v));
    else fail('library/not-a-number', `${name} of mathjs does not answer real numbers here`);
  };
  walk(plain);
  return { shape: shape as Shape, data: Float64Array.from(out) };
}
