/**
 * An arithmetic: the instructions that formulas are written in, over values `V` and tests `T`. Terms of compiled code,
 * doubles, numbers of twice the digits and complex numbers are arithmetics.
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

/** Functions that an arithmetic has of its own; a back end may also take them from the op's `value`. */
export const elementaryNames = [
  'exp',
  'expm1',
  'log',
  'log1p',
  'log2',
  'log10',
  'sin',
  'cos',
  'tan',
  'tanh',
  'sinh',
  'cosh',
  'softplus',
  'erf',
  'gauss',
  'asin',
  'acos',
  'atan',
  'pow',
] as const;

/** The name of such a function. */
export type Elementary = (typeof elementaryNames)[number];
