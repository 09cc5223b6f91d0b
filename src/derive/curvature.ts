import { eigenSymmetric } from '../tensor/linear/spectral/eigen-symmetric.ts';
import { symmetricPart } from '../tensor/linear/spectral/spectrum.ts';
import { type Tensor, tensor } from '../tensor/tensor.ts';
import type { Curvature } from '../answer/result.ts';

/** Larger Hessians are answered without it: it would take longer than they did. */
const LARGEST = 100;

/** The curvature of a Hessian [k,k]; undefined where it has entries that are not finite, or is not symmetric. */
export function curvatureOf({ shape: [k = 0], data }: Tensor): Curvature | undefined {
  if (k < 2 || k > LARGEST || !data.every(Number.isFinite)) return undefined;
  const symmetric = symmetricPart(data, k);
  if (!symmetric) return undefined;
  const signs = eigenvaluesOf(equilibrated(symmetric, k), k);
  const rounding = 16 * k * 2 ** -52 * Math.max(...signs.map(Math.abs));
  const below = signs.filter((x) => x < -rounding).length;
  const above = signs.filter((x) => x > rounding).length;
  const eigenvalues = eigenvaluesOf(symmetric, k);
  // As many of the smallest are 0 as the scaled Hessian tells.
  const smallest = eigenvalues.map((_, i) => i).sort((i, j) => Math.abs(eigenvalues[i]!) - Math.abs(eigenvalues[j]!));
  for (const i of smallest.slice(0, k - below - above)) eigenvalues[i] = 0;
  return { definiteness: inWords(below, above, k), eigenvalues: eigenvalues.sort((x, y) => x - y) };
}

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
function equilibrated(a: Float64Array, k: number): Float64Array {
  let scaled = a;
  for (let round = 0; round < ROUNDS; round++) {
    const now = scaled;
    const exponents = Array.from({ length: k }, (_, i) => {
      const largest = now.subarray(i * k, (i + 1) * k).reduce((m, x) => Math.max(m, Math.abs(x)), 0);
      return largest === 0 ? 0 : -Math.round(Math.log2(largest) / 2);
    });
    if (exponents.every((e) => e === 0)) break;
    scaled = now.map((x, p) => x * 2 ** exponents[Math.floor(p / k)]! * 2 ** exponents[p % k]!);
  }
  return scaled;
}

function inWords(below: number, above: number, k: number): string {
  if (above === k) return 'positive definite';
  if (below === k) return 'negative definite';
  if (above > 0 && below > 0) return 'indefinite';
  if (above > 0) return 'positive semidefinite';
  return below > 0 ? 'negative semidefinite' : 'zero';
}
