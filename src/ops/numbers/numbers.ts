import type { DoubleDouble } from '../../tensor/double-double.ts';
import type { BigFloat } from '../../tensor/multiprecision/float.ts';

/**
 * An arithmetic: the instructions that formulas are written in, over values `V` and tests `T`. Doubles, numbers of twice the
 * digits, complex numbers, the terms of compiled code and the count of operations are arithmetics.
 */
export interface Numbers<V, T = unknown> {
  number(x: number): V;
  /** The number that a value is known to be. */
  known(v: V): number | undefined;
  add(a: V, b: V): V;
  sub(a: V, b: V): V;
  mul(a: V, b: V): V;
  div(a: V, b: V): V;
  neg(a: V): V;
  abs(a: V): V;
  sqrt(a: V): V;
  floor(a: V): V;
  ceil(a: V): V;
  trunc(a: V): V;
  /** NaN if either is; -0 is less than 0. */
  min(a: V, b: V): V;
  max(a: V, b: V): V;
  less(a: V, b: V): T;
  atMost(a: V, b: V): T;
  equal(a: V, b: V): T;
  not(t: T): T;
  and(s: T, t: T): T;
  or(s: T, t: T): T;
  select(t: T, a: V, b: V): V;
  /** A function that the arithmetic knows by name: `exp`, `sin`, .. */
  call(name: Elementary, ...args: V[]): V;
}

/** Functions that formulas are made of: an arithmetic has its own way to each. */
export type Elementary =
  | 'exp'
  | 'expm1'
  | 'log'
  | 'log1p'
  | 'log2'
  | 'log10'
  | 'sin'
  | 'cos'
  | 'tan'
  | 'asin'
  | 'acos'
  | 'atan'
  | 'sinh'
  | 'cosh'
  | 'tanh'
  | 'softplus'
  | 'erf'
  | 'gauss'
  | 'pow';

/** A function of numbers, said in any arithmetic. Undefined: these operands need the function's own value. */
export type Formula = <V, T>(m: Numbers<V, T>, ...x: V[]) => V | undefined;

/** A function at operands of about 106 bits, to nearly as many; undefined where only the double's value is known. */
export type Doubled = (...x: DoubleDouble[]) => DoubleDouble | undefined;

/** A function to so many bits, of numbers of any size. */
export type Precise = (bits: number, ...x: BigFloat[]) => BigFloat;
