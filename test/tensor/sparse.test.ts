import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  subpattern,
  toDense,
  outlineOf,
  positionOf,
  rowsOf,
  sparse,
  toSparse,
  symmetrise,
  transposePattern,
  transposeSparse,
} from '../../src/tensor/sparse.ts';
import { transpose } from '../../src/tensor/dense.ts';
import { type Tensor, tensor } from '../../src/tensor/tensor.ts';

const matrices = fc
  .record({
    rows: fc.nat(5),
    columns: fc.nat(5),
    data: fc.array(fc.constantFrom(0, 0, 0, 1, -2, Number.NaN), { minLength: 25, maxLength: 25 }),
  })
  .map(({ rows, columns, data }): Tensor => tensor([rows, columns], data.slice(0, rows * columns)));

describe('a sparse matrix', () => {
  it('has the entries of the dense one', () => {
    fc.assert(
      fc.property(matrices, (a) => {
        const s = toSparse(a);
        expect(toDense(s)).toEqual(a);
        expect(toDense(transposeSparse(s, 1))).toEqual(transpose(a));
        expect(s.values).not.toContain(0);
        const down = rowsOf(s.pattern);
        down.forEach((i, k) => expect(positionOf(s.pattern, i, s.pattern.indices[k]!)).toBe(k));
        a.data.forEach((x, at) => {
          if (x === 0) expect(positionOf(s.pattern, Math.floor(at / a.shape[1]!), at % a.shape[1]!)).toBe(-1);
        });
      }),
    );
  });

  it('transposed twice is what it was', () => {
    fc.assert(
      fc.property(matrices, (a) => {
        const { pattern } = toSparse(a);
        expect(transposePattern(transposePattern(pattern).pattern).pattern).toEqual(pattern);
      }),
    );
  });

  it('made symmetric has the positions of both', () => {
    const { pattern } = toSparse(tensor([3, 3], [0, 1, 0, 0, 1, 0, 1, 1, 0]));
    const both = symmetrise(pattern);
    expect(toDense(sparse([3, 3], both, new Float64Array(7).fill(1)))).toEqual(
      tensor([3, 3], [0, 1, 1, 1, 1, 1, 1, 1, 0]),
    );
  });

  it('can be cut out of a larger one', () => {
    const s = toSparse(tensor([3, 4], [1, 0, 2, 0, 0, 3, 0, 4, 5, 0, 0, 6]));
    const { pattern, from } = subpattern(s.pattern, [1, 3], [1, 4]);
    const values = Float64Array.from(from, (k) => s.values[k]!);
    expect(toDense(sparse([2, 3], pattern, values))).toEqual(tensor([2, 3], [3, 0, 4, 0, 0, 6]));
  });

  it('keeps the axes of an array', () => {
    const a = tensor([2, 2, 3], [0, 0, 1, 0, 2, 0, 3, 0, 0, 0, 0, 4]);
    const s = toSparse(a, 2);
    expect(s.pattern.rows).toBe(4);
    expect(toDense(s)).toEqual(a);
    expect(toDense(transposeSparse(s, 2))).toEqual(transpose(a, [2, 0, 1]));
  });

  it('is outlined by its fullest rows and columns, and by how far it reaches from the diagonal', () => {
    const { pattern } = toSparse(tensor([3, 3], [1, 1, 0, 0, 0, 0, 1, 0, 1]));
    expect(outlineOf(pattern)).toEqual({ inRow: [0, 2], inColumn: [1, 2], below: 2, above: 1 });
    expect(outlineOf(toSparse(tensor([0, 2], [])).pattern)).toEqual({
      inRow: [0, 0],
      inColumn: [0, 0],
      below: 0,
      above: 0,
    });
  });
});
