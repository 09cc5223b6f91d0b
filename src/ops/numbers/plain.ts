import { productError } from '../../tensor/double-double.ts';
import { erf } from '../../tensor/special/error-function.ts';
import { softplus } from '../../tensor/special/exponential.ts';
import { pow } from '../../tensor/special/power.ts';
import type { Elementary, Formula, Numbers } from './numbers.ts';

/** A function of doubles. */
export type NumberFunction = (...x: number[]) => number;

/** exp(-x^2) with the rounding of x^2 made good. */
const gauss = (x: number): number => {
  const square = x * x;
  return square > 750 ? 0 : Math.exp(-square) * (1 - productError(x, x, square));
};

/** The elementary functions of doubles. */
export const functions: Readonly<Record<Elementary, NumberFunction>> = {
  exp: Math.exp,
  expm1: Math.expm1,
  log: Math.log,
  log1p: Math.log1p,
  log2: Math.log2,
  log10: Math.log10,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  softplus,
  erf,
  gauss,
  pow,
};

/** The arithmetic of doubles. */
export const doubles: Numbers<number, boolean> = {
  number: (x) => x,
  known: (v) => v,
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  neg: (a) => -a,
  abs: Math.abs,
  sqrt: Math.sqrt,
  floor: Math.floor,
  ceil: Math.ceil,
  trunc: Math.trunc,
  min: Math.min,
  max: Math.max,
  less: (a, b) => a < b,
  atMost: (a, b) => a <= b,
  equal: (a, b) => a === b,
  not: (t) => !t,
  and: (s, t) => s && t,
  or: (s, t) => s || t,
  select: (t, a, b) => (t ? a : b),
  call: (name, ...x) => functions[name](...x),
};

/** A formula as a function of doubles, of as many operands. */
export const inDoubles = (formula: Formula): NumberFunction => {
  const at = (...x: number[]): number => formula(doubles, ...x) ?? Number.NaN;
  return formula.length === 2 ? (x) => at(x) : formula.length === 3 ? (x, y) => at(x, y) : (x, y, z) => at(x, y, z);
};
