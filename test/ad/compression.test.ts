import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnColouring, starColouring } from '../../src/ad/colouring.ts';
import {
  compressionOf,
  symmetricCompressionOf,
  type Compression,
  decompress,
  passesOf,
} from '../../src/ad/compression.ts';
import { type Pattern, toSparse, transposePattern } from '../../src/tensor/sparse.ts';
import { tensor } from '../../src/tensor/tensor.ts';

/** A matrix by its rows; what is 0 is not in its pattern. */
type Matrix = readonly (readonly number[])[];

const patternOf = (matrix: Matrix): Pattern =>
  toSparse(tensor([matrix.length, matrix[0]?.length ?? 0], matrix.flat())).pattern;

/** The products that a compression asks for, from the whole matrix. */
function productsOf(matrix: Matrix, { forward, reverse }: Compression): Float64Array {
  const out: number[] = [];
  for (let c = 0; c < forward.count; c++) {
    for (const row of matrix) out.push(row.reduce((sum, x, j) => sum + (forward.colours[j] === c ? x : 0), 0));
  }
  for (let c = 0; c < reverse.count; c++) {
    for (const j of matrix[0]!.keys()) {
      out.push(matrix.reduce((sum, row, i) => sum + (reverse.colours[i] === c ? row[j]! : 0), 0));
    }
  }
  return Float64Array.from(out);
}

/** The matrix that the products give back. */
function recovered(matrix: Matrix, found: Compression): number[][] {
  const { pattern } = found;
  const values = decompress(found, productsOf(matrix, found));
  const out = Array.from({ length: pattern.rows }, () => new Array<number>(pattern.columns).fill(0));
  out.forEach((row, i) => {
    for (let k = pattern.starts[i]!; k < pattern.starts[i + 1]!; k++) row[pattern.indices[k]!] = values[k]!;
  });
  return out;
}

/** Sparse matrices of powers of 2, so that no sum of different entries is an entry; some with full rows and columns. */
const matrices = fc
  .record({
    rows: fc.integer({ min: 1, max: 9 }),
    columns: fc.integer({ min: 1, max: 9 }),
    full: fc.array(fc.nat(8), { maxLength: 2 }),
    fullColumns: fc.array(fc.nat(8), { maxLength: 2 }),
    share: fc.double({ min: 0, max: 0.7, noNaN: true }),
    draws: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 81, maxLength: 81 }),
  })
  .map(({ rows, columns, full, fullColumns, share, draws }): Matrix =>
    Array.from({ length: rows }, (_, i) =>
      Array.from({ length: columns }, (__, j) =>
        full.includes(i) || fullColumns.includes(j) || draws[9 * i + j]! < share ? 2 ** (9 * i + j) : 0,
      ),
    ),
  );

const symmetric = matrices.map((matrix): Matrix => {
  const n = Math.min(matrix.length, matrix[0]!.length);
  return Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (__, j) => matrix[Math.min(i, j)]![Math.max(i, j)]!),
  );
});

const band = (n: number, below: number, above: number): Pattern => {
  const rows = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (__, j) => j).filter((j) => j >= i - below && j <= i + above),
  );
  return {
    rows: n,
    columns: n,
    starts: Int32Array.from({ length: n + 1 }, (_, i) => rows.slice(0, i).reduce((sum, row) => sum + row.length, 0)),
    indices: Int32Array.from(rows.flat()),
  };
};

/** The first row, the first column and the diagonal. */
const arrow = (n: number): Pattern => {
  const starts = new Int32Array(n + 1);
  const indices: number[] = Array.from({ length: n }, (_, j) => j);
  starts[1] = n;
  for (let i = 1; i < n; i++) {
    indices.push(0, i);
    starts[i + 1] = indices.length;
  }
  return { rows: n, columns: n, starts, indices: Int32Array.from(indices) };
};

describe('compressed products', () => {
  it('give every entry of a random matrix back, in any mode', () => {
    fc.assert(
      fc.property(matrices, fc.constantFrom(undefined, 'forward' as const, 'reverse' as const), (matrix, mode) => {
        const found = compressionOf(patternOf(matrix), Infinity, mode)!;
        expect(recovered(matrix, found)).toEqual(matrix);
        if (mode === 'forward') expect(found.reverse.count).toBe(0);
        if (mode === 'reverse') expect(found.forward.count).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  it('give every entry of a random symmetric matrix back', () => {
    fc.assert(
      fc.property(symmetric, (matrix) => {
        expect(recovered(matrix, symmetricCompressionOf(patternOf(matrix), Infinity)!)).toEqual(matrix);
      }),
      { numRuns: 300 },
    );
  });

  it('are never more than rows or columns', () => {
    fc.assert(
      fc.property(matrices, (matrix) => {
        const found = compressionOf(patternOf(matrix), Infinity)!;
        expect(passesOf(found)).toBeLessThanOrEqual(Math.min(matrix.length, matrix[0]!.length));
      }),
    );
  });

  it('of a band are as many as it is wide', () => {
    expect(passesOf(compressionOf(band(50, 0, 0), 50)!)).toBe(1);
    expect(passesOf(compressionOf(band(50, 1, 1), 50)!)).toBe(3);
    expect(passesOf(compressionOf(band(50, 2, 3), 50)!)).toBe(6);
    expect(passesOf(symmetricCompressionOf(band(50, 1, 1), 50)!)).toBe(3);
  });

  it('of an arrow tell its full row back, and the rest forward', () => {
    const found = compressionOf(arrow(40), 40)!;
    expect([found.forward.count, found.reverse.count]).toEqual([2, 1]);
    expect(passesOf(symmetricCompressionOf(arrow(40), 40)!)).toBe(2);
  });

  it('of a large arrow are found without going through all pairs of its row', () => {
    expect(passesOf(symmetricCompressionOf(arrow(10_000), 40)!)).toBe(2);
    expect(passesOf(compressionOf(arrow(10_000), 40)!)).toBe(3);
  });

  it('are not given where they would be too many', () => {
    const full = band(9, 9, 9);
    expect(compressionOf(full, 8)).toBeUndefined();
    expect(symmetricCompressionOf(full, 8)).toBeUndefined();
    expect(passesOf(compressionOf(full, 9)!)).toBe(9);
  });

  it('of nothing are none', () => {
    expect(passesOf(compressionOf(patternOf([[0, 0]]), 9)!)).toBe(0);
  });
});

describe('a colouring', () => {
  it('of columns has no two alike in a row', () => {
    fc.assert(
      fc.property(matrices, (matrix) => {
        const pattern = patternOf(matrix);
        const { colours } = columnColouring(pattern, transposePattern(pattern).pattern);
        for (const row of matrix) {
          const seen = [...row.keys()].filter((j) => row[j] !== 0).map((j) => colours[j]);
          expect(new Set(seen).size).toBe(seen.length);
          expect(seen).not.toContain(-1);
        }
      }),
    );
  });

  it('of a symmetric pattern has three colours on every path of four', () => {
    fc.assert(
      fc.property(symmetric, fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }), (matrix, marked) => {
        const n = matrix.length;
        const alone = Uint8Array.from(marked.slice(0, n), Number);
        const { colours } = starColouring(patternOf(matrix), alone);
        const next = (i: number): number[] => [...Array(n).keys()].filter((j) => j !== i && matrix[i]![j] !== 0);
        for (let a = 0; a < n; a++) {
          for (const b of next(a)) {
            expect(colours[a]).not.toBe(colours[b]);
            for (const c of next(b).filter((v) => v !== a)) {
              for (const d of next(c).filter((v) => v !== a && v !== b)) {
                expect(new Set([a, b, c, d].map((v) => colours[v])).size).toBeGreaterThan(2);
              }
            }
          }
        }
      }),
    );
  });
});
