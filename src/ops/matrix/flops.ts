/**
 * Operations on numbers that textbooks count for functions of one matrix, to leading order.
 *
 * Source: Golub & Van Loan, Matrix Computations, 4th ed., the sections that are named.
 */

/** Elimination of an n x n matrix (3.2.5): what a determinant takes. */
export const elimination = (n: number): number => (2 / 3) * n ** 3;

/** Elimination, and two triangular systems for each of `r` right sides (3.1.2). */
export const solution = (n: number, r: number): number => elimination(n) + 2 * n ** 2 * r;

/** Elimination, and the inverses of its factors multiplied: the zeros of the identity are made use of (3.4.11). */
export const inversion = (n: number): number => 2 * n ** 3;

/** The diagonal approximant of degree 6, for a norm up to 1/2 (9.3.1); each halving before takes 2 n^3 more. */
export const exponential = (n: number): number => 2 * (6 + 1 / 3) * n ** 3;

/** The eigenvalues of an n x n matrix by the QR algorithm (7.5.6). */
export const eigenvalues = (n: number): number => 10 * n ** 3;

/** The Schur form and its vectors by the QR algorithm (7.5.6). */
export const schurForm = (n: number): number => 25 * n ** 3;

/** The Schur form, the root of the triangle, and back: Higham, Functions of Matrices (2008), section 6.2. */
export const squareRoot = (n: number): number => schurForm(n) + (10 / 3) * n ** 3;

/** The singular values of an m x n matrix (8.6.4, Golub-Reinsch). */
export const singularValues = (m: number, n: number): number => {
  const [long, short] = [Math.max(m, n), Math.min(m, n)];
  return 4 * long * short ** 2 - (4 / 3) * short ** 3;
};

/** The thin singular value decomposition (8.6.4, Golub-Reinsch). */
export const singularVectors = (m: number, n: number): number => {
  const [long, short] = [Math.max(m, n), Math.min(m, n)];
  return 14 * long * short ** 2 + 8 * short ** 3;
};

/** The thin singular value decomposition and the product of its factors (5.5.2). */
export const pseudoinverse = (m: number, n: number): number => singularVectors(m, n) + 2 * m * n * Math.min(m, n);
