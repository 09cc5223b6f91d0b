import {
  add,
  type DoubleDouble,
  dd,
  divide,
  multiply,
  negate,
  squareRoot,
  subtract,
  toNumber,
} from '../double-double.ts';

/** The real numbers that a matrix algorithm computes with: written once, it runs in doubles or in double-double. */
export interface Arithmetic<T> {
  of(x: number): T;
  value(x: T): number;
  add(a: T, b: T): T;
  sub(a: T, b: T): T;
  mul(a: T, b: T): T;
  div(a: T, b: T): T;
  neg(a: T): T;
  sqrt(a: T): T;
  /** The relative rounding error of one operation. */
  readonly unit: number;
}

const DOUBLES: Arithmetic<number> = {
  of: (x) => x,
  value: (x) => x,
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  neg: (a) => -a,
  sqrt: Math.sqrt,
  unit: 2 ** -53,
};

const DOUBLE_DOUBLES: Arithmetic<DoubleDouble> = {
  of: (x) => dd(x),
  value: toNumber,
  add,
  sub: subtract,
  mul: multiply,
  div: divide,
  neg: negate,
  sqrt: squareRoot,
  unit: 2 ** -102,
};

/** An algorithm that leaves its number type open. */
export type Generic<R> = <T>(arithmetic: Arithmetic<T>) => R;

/** Runs an algorithm on matrices of order n: in double-double while that is cheap, for n <= `limit`; by shape alone. */
export const withArithmetic = <R>(n: number, limit: number, run: Generic<R>): R =>
  n <= limit ? run(DOUBLE_DOUBLES) : run(DOUBLES);

/** The same for entries that may overflow: where double-double then has NaN, doubles tell infinity from NaN. */
export function withRange(n: number, limit: number, run: Generic<Float64Array | undefined>): Float64Array | undefined {
  const out = withArithmetic(n, limit, run);
  return out?.some(Number.isNaN) && n <= limit ? run(DOUBLES) : out;
}
