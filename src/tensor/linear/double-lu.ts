import { ownKernels, systemBlas } from '../kernels.ts';
import { exponentOf } from '../power-of-two.ts';
import type { DoubleFactors } from './double-factors.ts';
import { type Equilibrated, equilibrate } from './equilibration.ts';
import { ownFactors } from './own-factors.ts';
import { plainFactors } from './plain-factors.ts';
import { systemFactors } from './system-factors.ts';

/** Factors of an equilibrated matrix, for orders where double-double is too slow. */
export interface DoubleLu {
  readonly n: number;
  readonly scaled: Equilibrated;
  readonly factors: DoubleFactors;
  /** Whether a pivot is so small that rounding alone may have made it. */
  readonly doubtful: boolean;
}

/** From this order on the system's library pays for what it takes to load. */
const BLAS_ORDER = 256;

/** Rows, or columns, whose largest entries' exponents differ no more than this are as good for pivoting as scaled ones. */
const EVEN = 8;

/** Factorises an n x n matrix of finite doubles, for right-hand sides of m columns; for none if m is 0. */
export function doubleLu(a: Float64Array, n: number, m: number): DoubleLu {
  const scaled = isEven(a, n) ? unscaled(a, n) : equilibrate(a, n);
  const factors = factorsOf(scaled.data, n, m);
  const smallest = factors.diagonal.reduce((least, d) => Math.min(least, Math.abs(d)), Infinity);
  const size = factors.diagonal.reduce((most, d) => Math.max(most, Math.abs(d)), 0);
  return { n, scaled, factors, doubtful: smallest === 0 || exponentOf(smallest) - exponentOf(size) < -36 };
}

const unscaled = (data: Float64Array, n: number): Equilibrated => {
  const zeros = new Int32Array(n);
  return { data, rows: zeros, columns: zeros, even: true };
};

/** Whether a matrix needs no scaling. */
function isEven(a: Float64Array, n: number): boolean {
  const columns = new Float64Array(n);
  const rows = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let largest = 0;
    for (let j = 0, k = i * n; j < n; j++, k++) {
      const size = Math.abs(a[k]!);
      if (size > largest) largest = size;
      if (size > columns[j]!) columns[j] = size;
    }
    rows[i] = largest;
  }
  return [rows, columns].every((sizes) => {
    const exponents = Array.from(sizes, (x) => (x === 0 ? -Infinity : exponentOf(x)));
    const [least, most] = [Math.min(...exponents), Math.max(...exponents)];
    return most - least <= EVEN && Math.abs(most) < 200;
  });
}

function factorsOf(a: Float64Array, n: number, m: number): DoubleFactors {
  const blas = n >= BLAS_ORDER ? systemBlas() : undefined;
  if (blas) return systemFactors(blas, a, n, m);
  const own = ownKernels();
  return own ? ownFactors(own, a, n, m) : plainFactors(a, n, m);
}
