import { counted } from '../base/counted.ts';
import type { Note } from '../base/note.ts';
import { transpose } from '../tensor/dense.ts';
import { eigenGeneral } from '../tensor/linear/spectral/eigen-general.ts';
import { eigenSymmetric } from '../tensor/linear/spectral/eigen-symmetric.ts';
import { MERGED, repeatedPairs, symmetricPart } from '../tensor/linear/spectral/spectrum.ts';
import { rank, svd } from '../tensor/linear/spectral/svd.ts';
import { type Tensor, tensor } from '../tensor/tensor.ts';
import { eigenvalueNotes, symmetryNotes } from './eigenvalue-error.ts';
import type { Axis, TensorPart } from '../answer/result.ts';

/** A decomposition as parts of a result, with what must be known of it. */
export interface Decomposition {
  /** What a name holds: the eigenvalues or singular values. */
  readonly values: Tensor;
  readonly parts: readonly TensorPart[];
  readonly notes: readonly Note[];
}

const numberedAxis = (name: string, count: number): Axis => ({
  name,
  labels: Array.from({ length: count }, (_, i) => `${name}${i + 1}`),
});

const part = (name: string, value: Tensor, axes: readonly Axis[]): TensorPart => ({ name: [name], ...value, axes });

/** Where the matrix is not finite there is nothing to decompose. */
const notFinite = (a: Tensor): readonly Note[] =>
  a.data.every(Number.isFinite)
    ? []
    : [
        {
          code: 'matrix/not-finite',
          message: 'the matrix holds entries that are not finite: nothing else is known of it',
        },
      ];

/** Eigenvalues, [n] or as rows of real and imaginary part [n,2], and eigenvectors as columns. */
export function spectrumParts(a: Tensor): Decomposition {
  const n = a.shape[0]!;
  const undefinedBy = notFinite(a);
  const symmetric = undefinedBy.length > 0 ? a.data : symmetricPart(a.data, n);
  if (symmetric) {
    const { values, vectors } = eigenSymmetric(tensor(a.shape, symmetric));
    return {
      values,
      parts: [
        part('values', values, [numberedAxis('L', n)]),
        part('vectors', vectors, [{ name: 'v[i]' }, numberedAxis('v', n)]),
      ],
      notes: [
        ...undefinedBy,
        ...repeatedNotes(values.data),
        ...symmetryNotes(a, symmetric, values.data),
        ...eigenvalueNotes(tensor(a.shape, symmetric), values.data, vectors, transpose(vectors)),
      ],
    };
  }
  const { re, im, vectorsRe, vectorsIm, left } = eigenGeneral(a);
  const notes = [...defectNotes(re.data, im.data, vectorsRe, vectorsIm)];
  const columns = [{ name: 'v[i]' }, numberedAxis('v', n)];
  if (im.data.every((y) => y === 0)) {
    const all = notes.length > 0 ? notes : repeatedNotes(re.data);
    return {
      values: re,
      parts: [part('values', re, [numberedAxis('L', n)]), part('vectors', vectorsRe, columns)],
      notes: [...all, ...eigenvalueNotes(a, re.data, vectorsRe, left)],
    };
  }
  const values = tensor(
    [n, 2],
    Float64Array.from({ length: 2 * n }, (_, k) => (k % 2 === 0 ? re : im).data[k >> 1]!),
  );
  return {
    values,
    parts: [
      part('values', values, [numberedAxis('L', n), { name: 're,im', labels: ['re', 'im'] }]),
      part('real parts of the vectors', vectorsRe, columns),
      part('imaginary parts of the vectors', vectorsIm, columns),
    ],
    notes,
  };
}

/** Values that are the same, or may be but for rounding, which is that of the largest. */
function repeatedNotes(values: Float64Array): readonly Note[] {
  const pairs = repeatedPairs(values);
  if (pairs.length === 0) return [];
  const isSame = pairs.some((i) => values[i] === values[i + 1]);
  return [
    {
      code: 'matrix/repeated-value',
      message: isSame
        ? 'values are repeated: their vectors are one choice of many, and the values by themselves have no derivatives'
        : 'values lie so close, beside the largest, that rounding may have parted repeated ones: vectors are one choice of many then, and the values by themselves have no derivatives',
      entries: pairs.length + 1,
    },
  ];
}

/** How close the closest two of complex values are: the same, so close that they may be but for rounding, or apart. */
function closeness(re: Float64Array, im: Float64Array): 'same' | 'close' | 'apart' {
  const largest = re.reduce((most, x, i) => Math.max(most, Math.hypot(x, im[i]!)), 0);
  let least = Number.POSITIVE_INFINITY;
  re.forEach((x, i) => {
    for (let j = 0; j < i; j++) least = Math.min(least, Math.hypot(x - re[j]!, im[i]! - im[j]!));
  });
  if (least === 0) return 'same';
  return least <= Math.sqrt(MERGED) * largest ? 'close' : 'apart';
}

/** Eigenvectors that depend on each other: the matrix has fewer of them than its order. */
function defectNotes(valuesRe: Float64Array, valuesIm: Float64Array, re: Tensor, im: Tensor): readonly Note[] {
  const close = closeness(valuesRe, valuesIm);
  // Eigenvectors of different eigenvalues are independent, however nearly parallel they are.
  if (close === 'apart') return [];
  const n = re.shape[0]!;
  // [Re, -Im; Im, Re] has each singular value of the complex matrix twice.
  const both = new Float64Array(4 * n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      both[i * 2 * n + j] = both[(i + n) * 2 * n + j + n] = re.data[i * n + j]!;
      both[(i + n) * 2 * n + j] = im.data[i * n + j]!;
      both[i * 2 * n + j + n] = -im.data[i * n + j]!;
    }
  }
  const found = rank(tensor([2 * n, 2 * n], both), MERGED).data[0]! / 2;
  if (!(found < n)) return [];
  return [
    {
      code: 'matrix/defective',
      message: `this matrix has only ${counted(found, 'independent eigenvector')}, not ${n}${close === 'close' ? ', as far as rounding tells' : ''}: it cannot be diagonalised, and its eigenvalues have no derivatives there`,
      entries: n - found,
    },
  ];
}

/** U, s and V of A = U diag(s) V'. */
export function singularParts(a: Tensor): Decomposition {
  const { u, s, v } = svd(a);
  const k = s.shape[0]!;
  const { notes } = rankOf(a);
  return {
    values: s,
    parts: [
      part('U', u, [{ name: 'u[i]' }, numberedAxis('u', k)]),
      part('s', s, [numberedAxis('s', k)]),
      part('V', v, [{ name: 'v[i]' }, numberedAxis('v', k)]),
    ],
    notes: [...repeatedNotes(s.data), ...notes],
  };
}

/** The rank, and a note where it is not full or hangs on rounding. */
export function rankOf(a: Tensor): { readonly rank: number; readonly notes: readonly Note[] } {
  const { s } = svd(a);
  const largest = s.data[0] ?? 0;
  const near = s.data.findLast((x) => x > 0 && x < largest * 1e-10);
  const full = s.shape[0]!;
  const zeros = s.data.filter((x) => x === 0).length;
  const notes: Note[] = [...notFinite(a)];
  if (near !== undefined) {
    notes.push({
      code: 'matrix/near-rank',
      message: `a singular value is ${(near / largest).toExponential(1)} of the largest: the rank hangs on rounding`,
    });
  }
  if (zeros > 0) {
    notes.push({
      code: 'matrix/rank-deficient',
      message: `${zeros} of the ${full} singular values ${zeros === 1 ? 'is' : 'are'} 0: the columns or rows depend on each other`,
      entries: zeros,
    });
  }
  return { rank: rank(a).data[0]!, notes };
}
