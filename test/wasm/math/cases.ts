import type { MathName } from '../../../src/wasm/math/functions.ts';

/** What the tests hold of a function. */
export interface Case {
  /** Units in the last place. */
  readonly bound: number;
  /** Where arguments are drawn evenly. */
  readonly ranges: readonly (readonly [from: number, to: number])[];
  /** The exponents of 2 between which arguments are drawn evenly, and their signs. */
  readonly exponents: readonly [from: number, to: number];
  readonly signs: readonly (1 | -1)[];
  /** Awkward arguments. */
  readonly points: readonly number[];
  /** Values that hold to the bit. */
  readonly exact: readonly (readonly [x: number, value: number])[];
}

const BOTH = [1, -1] as const;
const SMALLEST = 2 ** -1074;
const ODD_AT_ZERO = [
  [0, 0],
  [-0, -0],
  [SMALLEST, SMALLEST],
  [-1e-310, -1e-310],
  [NaN, NaN],
] as const;

const NEAR_QUARTERS = [1, 2, 3, 4, 5, 100, 636619, 636620].flatMap((k) => {
  const x = (k * Math.PI) / 2;
  return [x, -x, x * (1 + 2 ** -52), x * (1 - 2 ** -52)];
});

// 6381956970095103 * 2^797 is the double nearest to a multiple of pi / 2, by 2^-62 (Muller, Elementary Functions, 11.3).
const ANGLES = [...NEAR_QUARTERS, 1e6, -1e6, 999_999.9, 1e22, 6381956970095103 * 2 ** 797, -1.7e308, 11, 22, 355];

export const cases: Readonly<Record<MathName, Case>> = {
  exp: {
    bound: 1.5,
    ranges: [
      [-1, 1],
      [-708, 709.7],
      [-745.13, -700],
      [708, 709.782],
    ],
    exponents: [-1074, 9],
    signs: BOTH,
    points: [709.782712893384, -745.1332191019411, -708, 708, -708.3964185322641, 0.5 * Math.LN2, -0.5 * Math.LN2],
    exact: [
      [0, 1],
      [-0, 1],
      [NaN, NaN],
      [Infinity, Infinity],
      [-Infinity, 0],
      [709.782712893385, Infinity],
      [1e300, Infinity],
      [-745.2, 0],
      [-1e300, 0],
    ],
  },
  log: {
    bound: 1.5,
    ranges: [
      [0.6, 1.6],
      [0.999, 1.001],
      [0, 1000],
    ],
    exponents: [-1074, 1023],
    signs: [1],
    points: [
      SMALLEST,
      2 ** -1022,
      2.2250738585072e-308,
      1.7976931348623157e308,
      1 - 2 ** -53,
      1 + 2 ** -52,
      Math.SQRT2,
    ],
    exact: [
      [1, 0],
      [0, -Infinity],
      [-0, -Infinity],
      [-1, NaN],
      [-SMALLEST, NaN],
      [-Infinity, NaN],
      [Infinity, Infinity],
      [NaN, NaN],
    ],
  },
  sin: {
    bound: 1.5,
    ranges: [
      [-1, 1],
      [-10, 10],
      [-1e6, 1e6],
    ],
    exponents: [-1074, 1023],
    signs: BOTH,
    points: ANGLES,
    exact: [...ODD_AT_ZERO, [Infinity, NaN], [-Infinity, NaN]],
  },
  cos: {
    bound: 1.5,
    ranges: [
      [-1, 1],
      [-10, 10],
      [-1e6, 1e6],
    ],
    exponents: [-1074, 1023],
    signs: BOTH,
    points: ANGLES,
    exact: [
      [0, 1],
      [-0, 1],
      [NaN, NaN],
      [Infinity, NaN],
      [-Infinity, NaN],
    ],
  },
  tanh: {
    bound: 1.5,
    ranges: [
      [-1, 1],
      [0.5, 0.7],
      [-20, 20],
    ],
    exponents: [-1074, 1023],
    signs: BOTH,
    points: [0.625, 0.6249999999999999, 19.06154746539849, 22],
    exact: [...ODD_AT_ZERO, [Infinity, 1], [-Infinity, -1], [1e300, 1], [-40, -1]],
  },
  sigmoid: {
    bound: 1.5,
    ranges: [
      [-1, 1],
      [-40, 40],
      [-745, 710],
    ],
    exponents: [-1074, 1023],
    signs: BOTH,
    points: [-708, 708, -708.3964185322641, -745.1332191019411, 36.7, -36.7],
    exact: [
      [0, 0.5],
      [-0, 0.5],
      [NaN, NaN],
      [Infinity, 1],
      [-Infinity, 0],
      [800, 1],
      [-800, 0],
    ],
  },
};
