import type { Code } from '../base/codes/codes.ts';
import type { Apart, Note } from '../base/note.ts';
import { exactIsAffordable, integerMatrix, integerRank } from '../tensor/linear/exact/exact.ts';
import { eigenSymmetric } from '../tensor/linear/spectral/eigen-symmetric.ts';
import { symmetricPart } from '../tensor/linear/spectral/spectrum.ts';
import { type Tensor, tensor } from '../tensor/tensor.ts';
import type { Curvature } from '../answer/result.ts';

/** Larger Hessians are answered without it: it would take longer than they did. */
const LARGEST = 100;

/** Notes of a point where second derivatives are a convention, and of one where rounding decides which they are. */
const [EDGES, OPEN]: readonly (readonly Code[])[] = [
  ['derivative/kink', 'derivative/branch-edge'],
  ['precision/branch'],
];

const undecided = (reason: string, eigenvalues: readonly number[] = []): Curvature => ({
  definiteness: 'undecided',
  eigenvalues,
  reason,
});

/** Why a class is open that rounding alone does not tell. */
export const ROUNDED = 'the sign of an eigenvalue is not certain, for it is no more than rounding';

/**
 * The curvature of a Hessian [k,k], by its entries and by what was noted while they were computed; undefined for a single entry, for
 * very many, and where it is not symmetric.
 */
export function curvatureOf({ shape: [k = 0], data }: Tensor, notes: readonly Note[]): Curvature | undefined {
  if (k < 2 || k > LARGEST) return undefined;
  const isNoted = (codes: readonly Code[]): boolean => notes.some(({ code }) => codes.includes(code));
  if (!data.every(Number.isFinite)) return undecided('the Hessian has entries that are not finite');
  if (isNoted(EDGES!)) return undecided('second derivatives at a kink are a convention');
  if (isNoted(OPEN!)) return undecided('rounding decides which branch the Hessian is of');
  const symmetric = symmetricPart(data, k);
  if (!symmetric) return undefined;
  const off = (of: (apart: Apart) => number): number =>
    Math.max(0, ...notes.map(({ apart }) => (apart ? of(apart) : 0)));
  const [part, zeros] = [off((apart) => apart.part), off((apart) => apart.zeros)];
  const { scaled, scale } = equilibrated(symmetric, k);
  const signs = eigenvaluesOf(scaled, k);
  // An eigenvalue is off by no more than the largest sum of errors in a row (Gershgorin).
  const errors = scaled.map((x, p) => (x !== 0 ? part * Math.abs(x) : zeros > 0 ? zeros * scale(p) : 0));
  const own = Math.max(...signs.map((_, i) => errors.subarray(i * k, (i + 1) * k).reduce((sum, e) => sum + e, 0)));
  const rounding = own + 16 * k * 2 ** -52 * Math.max(...signs.map(Math.abs));
  const below = signs.filter((x) => x < -rounding).length;
  const above = signs.filter((x) => x > rounding).length;
  const eigenvalues = eigenvaluesOf(symmetric, k);
  // Signs on both sides leave no other class open.
  const isOpen = below + above < k && (below === 0 || above === 0);
  if (isOpen && (own > 0 || !hasRank(scaled, k, below + above))) return undecided(ROUNDED, eigenvalues);
  // As many of the smallest are 0 as the scaled Hessian tells.
  const smallest = eigenvalues.map((_, i) => i).sort((i, j) => Math.abs(eigenvalues[i]!) - Math.abs(eigenvalues[j]!));
  for (const i of smallest.slice(0, k - below - above)) eigenvalues[i] = 0;
  return { definiteness: inWords(below, above, k), eigenvalues: eigenvalues.sort((x, y) => x - y) };
}

/** Whether a matrix [k,k] has a rank exactly. */
const hasRank = (a: Float64Array, k: number, rank: number): boolean =>
  exactIsAffordable(a, k) && integerRank(integerMatrix(a, k, k).rows) === rank;

const eigenvaluesOf = (a: Float64Array, k: number): number[] =>
  Array.from(eigenSymmetric(tensor([k, k], a)).values.data);

/** Rounds of scaling after which rows are alike, whatever their units were. */
const ROUNDS = 12;

/**
 * D A D with powers of two D that bring the largest entry of each row near 1: it has as many positive and negative eigenvalues as A
 * (Sylvester), and none that is small only because its variable has another unit.
 *
 * Source: Ruiz, A scaling algorithm to equilibrate both rows and columns norms in matrices (2001), RAL-TR-2001-034.
 */
function equilibrated(
  a: Float64Array,
  k: number,
): { readonly scaled: Float64Array; readonly scale: (p: number) => number } {
  let scaled = a;
  const all = new Float64Array(k);
  for (let round = 0; round < ROUNDS; round++) {
    const now = scaled;
    const exponents = Array.from({ length: k }, (_, i) => {
      const largest = now.subarray(i * k, (i + 1) * k).reduce((m, x) => Math.max(m, Math.abs(x)), 0);
      return largest === 0 ? 0 : -Math.round(Math.log2(largest) / 2);
    });
    if (exponents.every((e) => e === 0)) break;
    exponents.forEach((e, i) => (all[i]! += e));
    scaled = now.map((x, p) => x * 2 ** exponents[Math.floor(p / k)]! * 2 ** exponents[p % k]!);
  }
  return { scaled, scale: (p) => 2 ** all[Math.floor(p / k)]! * 2 ** all[p % k]! };
}

function inWords(below: number, above: number, k: number): string {
  if (above === k) return 'positive definite';
  if (below === k) return 'negative definite';
  if (above > 0 && below > 0) return 'indefinite';
  if (above > 0) return 'positive semidefinite';
  return below > 0 ? 'negative semidefinite' : 'zero';
}
