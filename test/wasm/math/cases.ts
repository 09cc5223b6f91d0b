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

/** A logarithm's values at the edges of its domain. */
const LOGARITHM = [
  [1, 0],
  [0, -Infinity],
  [-0, -Infinity],
  [-1, NaN],
  [-SMALLEST, NaN],
  [-Infinity, NaN],
  [Infinity, Infinity],
  [NaN, NaN],
] as const;

const POSITIVE_POINTS = [
  SMALLEST,
  2 ** -1022,
  2.2250738585072e-308,
  1.7976931348623157e308,
  1 - 2 ** -53,
  1 + 2 ** -52,
  Math.SQRT2,
  Math.SQRT1_2,
];

const NEAR_QUARTERS = [1, 2, 3, 4, 5, 100, 636619, 636620].flatMap((k) => {
  const x = (k * Math.PI) / 2;
  return [x, -x, x * (1 + 2 ** -52), x * (1 - 2 ** -52)];
});

// 6381956970095103 * 2^797 is the double nearest to a multiple of pi / 2, by 2^-62 (Muller, Elementary Functions, 11.3).
const ANGLES = [...NEAR_QUARTERS, 1e6, -1e6, 999_999.9, 1e22, 6381956970095103 * 2 ** 797, -1.7e308, 11, 22, 355];

export const cases: Readonly<Record<Exclude<MathName, 'pow'>, Case>> = {
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
    exact: LOGARITHM,
  },
  expm1: {
    bound: 1.5,
    ranges: [
      [-1, 1],
      [0.3, 0.4],
      [-40, 40],
      [-745, 709.7],
    ],
    exponents: [-1074, 9],
    signs: BOTH,
    points: [0.5 * Math.LN2, -0.5 * Math.LN2, 1e-16, -37.5, -708, 708, 709.782712893384, 36.7, 37.4, 38.1],
    exact: [...ODD_AT_ZERO, [Infinity, Infinity], [-Infinity, -1], [710, Infinity], [1e300, Infinity], [-800, -1]],
  },
  gauss: {
    bound: 1.5,
    ranges: [
      [-1, 1],
      [-6, 6],
      [-27.3, 27.3],
      [26, 27.3],
    ],
    exponents: [-1074, 5],
    signs: BOTH,
    points: [26.5, 26.7, 27.297],
    exact: [
      [0, 1],
      [-0, 1],
      [1e-200, 1],
      [NaN, NaN],
      [Infinity, 0],
      [-Infinity, 0],
      [27.4, 0],
      [1e300, 0],
    ],
  },
  log1p: {
    bound: 1.5,
    ranges: [
      [-0.5, 1],
      [-0.01, 0.01],
      [-1, 0],
      [0, 1000],
    ],
    exponents: [-1074, 1023],
    signs: [1],
    points: [...POSITIVE_POINTS, -1 + 2 ** -53, -0.999, -1e-20, -1e-300, Math.SQRT2 - 1, Math.SQRT1_2 - 1],
    exact: [...ODD_AT_ZERO, [-1, -Infinity], [-1.5, NaN], [-Infinity, NaN], [Infinity, Infinity]],
  },
  log2: {
    bound: 1.5,
    ranges: [
      [0.6, 1.6],
      [0.999, 1.001],
      [0, 1000],
    ],
    exponents: [-1074, 1023],
    signs: [1],
    points: POSITIVE_POINTS,
    exact: [...LOGARITHM, ...[-1074, -1023, -1022, -3, 3, 10, 64, 1023].map((k) => [2 ** k, k] as const)],
  },
  log10: {
    bound: 1.5,
    ranges: [
      [0.6, 1.6],
      [0.999, 1.001],
      [0, 1000],
    ],
    exponents: [-1074, 1023],
    signs: [1],
    points: POSITIVE_POINTS,
    exact: [...LOGARITHM, ...Array.from({ length: 22 }, (_, k) => [10 ** (k + 1), k + 1] as const)],
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
  tan: {
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
  asin: {
    bound: 1.5,
    ranges: [
      [-1, 1],
      [0.45, 0.55],
      [0.99, 1],
    ],
    exponents: [-1074, -1],
    signs: BOTH,
    points: [0.5, 0.5 + 2 ** -53, 1 - 2 ** -53, -1 + 2 ** -53],
    exact: [...ODD_AT_ZERO, [1, Math.PI / 2], [-1, -Math.PI / 2], [1 + 2 ** -52, NaN], [-Infinity, NaN]],
  },
  acos: {
    bound: 1.5,
    ranges: [
      [-1, 1],
      [0.45, 0.55],
      [-0.55, -0.45],
      [0.99, 1],
    ],
    exponents: [-1074, -1],
    signs: BOTH,
    points: [0.5, -0.5, 0.5 + 2 ** -53, -0.5 - 2 ** -53, 1 - 2 ** -53, -1 + 2 ** -53],
    exact: [
      [1, 0],
      [-1, Math.PI],
      [0, Math.PI / 2],
      [-0, Math.PI / 2],
      [NaN, NaN],
      [1 + 2 ** -52, NaN],
      [-Infinity, NaN],
    ],
  },
  atan: {
    bound: 1.5,
    ranges: [
      [-1, 1],
      [0.4, 0.6],
      [1.8, 2.2],
      [-20, 20],
    ],
    exponents: [-1074, 1023],
    signs: BOTH,
    points: [0.5, 2, 0.5 + 2 ** -53, 2 + 2 ** -51, 1, 1e300],
    exact: [...ODD_AT_ZERO, [Infinity, Math.PI / 2], [-Infinity, -Math.PI / 2], [1, Math.PI / 4]],
  },
  sinh: {
    bound: 1.5,
    ranges: [
      [-1, 1],
      [0.3, 0.4],
      [-20, 20],
      [-710, 710.47],
    ],
    exponents: [-1074, 9],
    signs: BOTH,
    points: [0.5 * Math.LN2, 708, -708, 710.4758600739439],
    exact: [...ODD_AT_ZERO, [Infinity, Infinity], [-Infinity, -Infinity], [710.48, Infinity], [-1e300, -Infinity]],
  },
  cosh: {
    bound: 1.5,
    ranges: [
      [-1, 1],
      [0.3, 0.4],
      [-20, 20],
      [-710, 710.47],
    ],
    exponents: [-1074, 9],
    signs: BOTH,
    points: [0.5 * Math.LN2, 708, -708, 710.4758600739439],
    exact: [
      [0, 1],
      [-0, 1],
      [NaN, NaN],
      [Infinity, Infinity],
      [-Infinity, Infinity],
      [710.48, Infinity],
      [-1e300, Infinity],
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
  softplus: {
    bound: 1.5,
    ranges: [
      [-1, 1],
      [-5, 5],
      [-40, 40],
      [-745, 710],
    ],
    exponents: [-1074, 1023],
    signs: BOTH,
    points: [-708, 708, -708.3964185322641, -745.1332191019411, 36.7, -36.7],
    exact: [
      [NaN, NaN],
      [0, Math.LN2],
      [-0, Math.LN2],
      [Infinity, Infinity],
      [-Infinity, 0],
      [800, 800],
      [-800, 0],
    ],
  },
  erf: {
    bound: 2,
    ranges: [
      [-1, 1],
      [0.9, 1.1],
      [1, 2],
      [-6, 6],
    ],
    exponents: [-1074, 1023],
    signs: BOTH,
    points: [1, -1, 1 - 2 ** -53, 5.9, 6],
    exact: [
      [0, 0],
      [-0, -0],
      [NaN, NaN],
      [Infinity, 1],
      [-Infinity, -1],
      [6, 1],
      [1e300, 1],
      [-1e300, -1],
    ],
  },
};
