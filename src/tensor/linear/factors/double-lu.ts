import { type Blas, ownKernels, systemBlas } from '../../kernels.ts';
import { exponentOf } from '../../power-of-two.ts';
import { allFinite } from '../batch.ts';
import type { DoubleFactors } from './double-factors.ts';
import { type Equilibrated, equilibrate } from './equilibration.ts';
import { openWorkroom, ownFactors, residuals, largestOfLines, type Workroom } from './own-factors.ts';
import { plainFactors, plainResidual } from './plain-factors.ts';
import { systemFactors } from './system-factors.ts';

/** Factors of a matrix that is equilibrated where it needs to be, for orders where double-double is too slow. */
export interface DoubleLu {
  readonly n: number;
  readonly scaled: Equilibrated;
  readonly factors: DoubleFactors;
  /** Whether a pivot is so small that rounding alone may have made it. */
  readonly doubtful: boolean;
}

/** From this order on the system's library pays for what it takes to load. */
const BLAS_ORDER = 256;

/**
 * Rows, or columns, whose largest entries differ by no more than this power of two are as good for pivoting as scaled
 * ones.
 */
const EVEN = 8;

/**
 * Factorises an n x n matrix for right-hand sides of m columns, or for none; undefined where an entry is not finite.
 */
export function doubleLu(a: Float64Array, n: number, m: number): DoubleLu | undefined {
  const own = ownKernels();
  const room = own && openWorkroom(own, a, n, m);
  const sizes = room ? largestOfLines(room) : largest(a, n);
  if (!sizes) return undefined;
  const scaled = sizes.every(isEven) ? unscaled(a, n) : equilibrate(a, n);
  if (scaled.data !== a) room?.data.set(scaled.data);
  const blas = n >= BLAS_ORDER ? systemBlas() : undefined;
  const factors = blas
    ? factorsBy(blas, scaled.data, n, m, room)
    : room
      ? ownFactors(room)
      : plainFactors(scaled.data, n, m);
  const size = factors.diagonal.map(Math.abs);
  const smallest = size.reduce((least, d) => Math.min(least, d), Infinity);
  const most = size.reduce((most, d) => Math.max(most, d), 0);
  return { n, scaled, factors, doubtful: smallest === 0 || exponentOf(smallest) - exponentOf(most) < -36 };
}

function factorsBy(blas: Blas, a: Float64Array, n: number, m: number, room: Workroom | undefined): DoubleFactors {
  if (room) return systemFactors(blas, room.data, n, m, residuals(room));
  return systemFactors(blas, a.slice(), n, m, (x, b) => plainResidual(a, n, x, b, m));
}

const unscaled = (data: Float64Array, n: number): Equilibrated => {
  const zeros = new Int32Array(n);
  return { data, rows: zeros, columns: zeros, even: true };
};

function isEven(sizes: Float64Array): boolean {
  const [least, most] = [sizes.reduce((x, y) => Math.min(x, y)), sizes.reduce((x, y) => Math.max(x, y))];
  return least >= 2 ** -200 && most <= 2 ** 200 && most <= least * 2 ** EVEN;
}

/** The largest absolute values of rows and columns; undefined where an entry is not finite. */
function largest(a: Float64Array, n: number): readonly [rows: Float64Array, columns: Float64Array] | undefined {
  if (!allFinite(a)) return undefined;
  const [rows, columns] = [new Float64Array(n), new Float64Array(n)];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const size = Math.abs(a[i * n + j]!);
      if (size > rows[i]!) rows[i] = size;
      if (size > columns[j]!) columns[j] = size;
    }
  }
  return [rows, columns];
}
