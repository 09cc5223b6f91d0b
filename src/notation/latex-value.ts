import type { Tensor } from '../tensor/tensor.ts';
import { nestedText } from './array-text.ts';

/** A number in LaTeX, every digit kept. */
export function latexNumber(x: number): string {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? '\\mathrm{NaN}' : x > 0 ? '\\infty' : '-\\infty';
  const [mantissa = '', exponent] = (Object.is(x, -0) ? '-0' : String(x)).split('e');
  return exponent === undefined ? mantissa : `${mantissa} \\cdot 10^{${Number(exponent)}}`;
}

/** Rows of cells in brackets. */
export const latexRows = (rows: readonly string[]): string => `\\begin{bmatrix} ${rows.join(' \\\\ ')} \\end{bmatrix}`;

/** An array in LaTeX: the last axis runs across, the one before it down, and so on in turn; a vector is a column. */
export function latexTensor(tensor: Tensor): string {
  const { length } = tensor.shape;
  return nestedText(tensor, latexNumber, (items, axis) =>
    length > 1 && axis === length - 1 ? items.join(' & ') : latexRows(items),
  );
}
