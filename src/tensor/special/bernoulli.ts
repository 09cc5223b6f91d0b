import { type DoubleDouble, divideNumbers } from '../double-double.ts';

/** The Bernoulli numbers B_2, B_4, ..., B_28 in double-double (DLMF 24.2). */
export const BERNOULLI: readonly DoubleDouble[] = [
  divideNumbers(1, 6),
  divideNumbers(-1, 30),
  divideNumbers(1, 42),
  divideNumbers(-1, 30),
  divideNumbers(5, 66),
  divideNumbers(-691, 2730),
  divideNumbers(7, 6),
  divideNumbers(-3617, 510),
  divideNumbers(43867, 798),
  divideNumbers(-174611, 330),
  divideNumbers(854513, 138),
  divideNumbers(-236364091, 2730),
  divideNumbers(8553103, 6),
  divideNumbers(-23749461029, 870),
];
