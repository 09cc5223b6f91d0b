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
  const found = Array.from(eigenSymmetric(tensor([k, k], symmetric)).values.data);
  const rounding = 16 * k * 2 ** -52 * Math.max(...found.map(Math.abs));
  const eigenvalues = found.map((x) => (Math.abs(x) <= rounding ? 0 : x));
  const below = eigenvalues.filter((x) => x < 0).length;
  const above = eigenvalues.filter((x) => x > 0).length;
  return { definiteness: inWords(below, above, k), eigenvalues };
}

function inWords(below: number, above: number, k: number): string {
  if (above === k) return 'positive definite';
  if (below === k) return 'negative definite';
  if (above > 0 && below > 0) return 'indefinite';
  if (above > 0) return 'positive semidefinite';
  return below > 0 ? 'negative semidefinite' : 'zero';
}
