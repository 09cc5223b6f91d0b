import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineText } from '../../src/render/text/doc.ts';
import { answerJson, answerObject } from '../../src/render/json.ts';
import { spyDoc } from '../../src/render/pictures/spy.ts';
import { type ArrayResult, arrayResult, type PatternResult } from '../../src/answer/result.ts';
import { type Pattern, sparse, toSparse } from '../../src/tensor/sparse.ts';
import { tensor } from '../../src/tensor/tensor.ts';
import { answered, axis, drawn, seen, style } from './drawing.ts';

/** A band that reaches so far below and above the diagonal. */
function band(n: number, below: number, above: number): Pattern {
  const starts = new Int32Array(n + 1);
  const indices: number[] = [];
  for (let i = 0; i < n; i++) {
    for (let j = Math.max(0, i - below); j <= Math.min(n - 1, i + above); j++) indices.push(j);
    starts[i + 1] = indices.length;
  }
  return { rows: n, columns: n, starts, indices: Int32Array.from(indices) };
}

const hessian = (n: number): ArrayResult => {
  const pattern = band(n, 1, 1);
  const values = Float64Array.from(pattern.indices, (j, k) => (k === 0 ? 0 : j + 1 / 3));
  return arrayResult(sparse([n, n], pattern, values), {
    axes: [axis('x'), axis('x')],
    layout: 'numerator',
    title: 'Hessian of f by x',
    effort: { forward: 3, reverse: 0, over: 'reverse', instead: n },
  });
};

describe('a sparse matrix', () => {
  test('is told by its size and its passes, drawn, and begun', () => {
    expect(seen(hessian(10_000))).toMatchInlineSnapshot(`
      "
      Hessian of f by x: [10000,10000], 29,998 non-zeros (0.03%), 1 of them 0 here, 3
      passes forward over reverse instead of 10,000
      ┌────────────────────────┐
      │⠻⣦⡀                     │
      │ ⠈⠻⣦⡀                   │
      │   ⠈⠻⣦⡀                 │
      │     ⠈⠻⣦⡀               │
      │       ⠈⠻⣦⡀             │
      │         ⠈⠻⣦⡀           │
      │           ⠈⠻⣦⡀         │
      │             ⠈⠻⣦⡀       │
      │               ⠈⠻⣦⡀     │
      │                 ⠈⠻⣦⡀   │
      │                   ⠈⠻⣦⡀ │
      │                     ⠈⠻⣦│
      └────────────────────────┘
      (1, 1)  0
      (1, 2)  1.33333
      (2, 1)  0.333333
      (2, 2)  1.33333
      (2, 3)  2.33333
      (3, 2)  1.33333
      ...
      rows x, columns x (numerator layout), 2 to 3 in a row, 2 to 3 in a column, from
      1 below to 1 above the diagonal, 6 entries shown, 6 digits shown
      "
    `);
  });

  test('fits 40 columns, in ASCII', () => {
    expect(seen(hessian(10_000), { width: 40, ascii: true })).toMatchInlineSnapshot(`
      "
      Hessian of f by x: [10000,10000], 29,998
      non-zeros (0.03%), 1 of them 0 here, 3
      passes forward over reverse instead of
      10,000
      +------------------------+
      |::.                     |
      | '::.                   |
      |   '::.                 |
      |     '::.               |
      |       '::.             |
      |         '::.           |
      |           '::.         |
      |             '::.       |
      |               '::.     |
      |                 '::.   |
      |                   '::. |
      |                     '::|
      +------------------------+
      (1, 1)  0
      (1, 2)  1.33333
      (2, 1)  0.333333
      (2, 2)  1.33333
      (2, 3)  2.33333
      (3, 2)  1.33333
      ...
      rows x, columns x (numerator layout), 2
      to 3 in a row, 2 to 3 in a column, from
      1 below to 1 above the diagonal, 6
      entries shown, 6 digits shown
      "
    `);
  });

  test('is told in words to readers who cannot see it', () => {
    expect(seen(hessian(10_000), { plain: true })).toMatchInlineSnapshot(`
      "
      Hessian of f by x: [10000,10000], 29,998 non-zeros (0.03%), 1 of them 0 here, 3
      passes forward over reverse instead of 10,000
      (1, 1)  0
      (1, 2)  1.33333
      (2, 1)  0.333333
      (2, 2)  1.33333
      (2, 3)  2.33333
      (3, 2)  1.33333
      ...
      rows x, columns x (numerator layout), 2 to 3 in a row, 2 to 3 in a column, from
      1 below to 1 above the diagonal, 6 entries shown, 6 digits shown
      "
    `);
  });

  test('that is small is drawn entry by entry, below its name', () => {
    const a = toSparse(tensor([2, 3], [1, 0, 0, 0, -2, 3]));
    expect(drawn(answered(arrayResult(a), { name: 'J' }))).toMatchInlineSnapshot(`
      "
      J =
        [2,3], 3 non-zeros (50%)
        ┌─────┐
        │● · ·│
        │· ● ●│
        └─────┘
        (1, 1)   1
        (2, 2)  -2
        (2, 3)   3
        1 to 2 in a row, 1 in a column, from the diagonal to 1 above
      "
    `);
  });

  test('without an entry says so', () => {
    const a = toSparse(tensor([2, 3], [0, 0, 0, 0, 0, 0]));
    expect(seen(arrayResult(a), { plain: true })).toBe('\n[2,3], 0 non-zeros (0%)\nno entry can be other than 0\n');
  });

  test('says which passes told it', () => {
    const told = (forward: number, reverse: number, over?: 'reverse'): string =>
      seen({ ...hessian(10), effort: { forward, reverse, instead: 10, ...(over ? { over } : {}) } }, { plain: true })
        .split('\n')
        .slice(1, 3)
        .join(' ');
    expect(told(1, 0)).toContain('1 forward pass instead of 10');
    expect(told(0, 2)).toContain('2 reverse passes instead of 10');
    expect(told(2, 1)).toContain('2 forward passes and 1 reverse pass instead of 10');
    expect(told(0, 3, 'reverse')).toContain('3 passes reverse over reverse instead of 10');
  });

  test.each([
    [0, 0, '1 in a row, 1 in a column, on the diagonal'],
    [0, 2, 'from the diagonal to 2 above'],
    [2, 0, 'from 2 below to the diagonal'],
    [-1, 1, '0 to 1 in a row, 0 to 1 in a column, 1 above the diagonal'],
    [-1, 2, 'from 1 above to 2 above the diagonal'],
  ])('that reaches %i below and %i above the diagonal says so', (below, above, words) => {
    const pattern = band(9, below, above);
    const result: PatternResult = { kind: 'pattern', shape: [9, 9], pattern, title: 'P' };
    expect(seen(result, { plain: true }).replaceAll('\n', ' ')).toContain(words);
  });

  test('as JSON is a tensor in coordinates from 1, with all that the text says', () => {
    const a = toSparse(tensor([2, 3], [1, 0, 0, 0, NaN, 3]));
    const result = arrayResult(a, {
      axes: [axis('f'), axis('x')],
      layout: 'numerator',
      title: 'Jacobian of f by x',
      effort: { forward: 1, reverse: 1, instead: 2 },
    });
    expect(answerJson(answered(result, { input: ':jac f(x)', name: 'ans' }))).toBe(
      '{"v":1,"line":1,"input":":jac f(x)","ok":true,"kind":"tensor","name":"ans","shape":[2,3],"axes":["f","x"],' +
        '"layout":"numerator","title":"Jacobian of f by x","mode":"forward and reverse",' +
        '"passes":{"forward":1,"reverse":1,"instead":2},"format":"coo","nonzeros":3,"density":0.5,"inRow":[1,2],' +
        '"inColumn":[1,1],"below":0,"above":1,"indices":[[1,1],[2,2],[2,3]],"data":[1,"NaN",3],"notes":[]}',
    );
  });

  test('of more axes has an index for each', () => {
    const a = toSparse(tensor([2, 2, 2], [1, 0, 0, 0, 0, 0, 3, 0]), 1);
    expect(answerObject(answered(arrayResult(a)))).toMatchObject({
      kind: 'tensor',
      shape: [2, 2, 2],
      indices: [
        [1, 1, 1],
        [2, 2, 1],
      ],
    });
  });
});

describe('several sparse matrices', () => {
  const parts = [
    { name: ['x'], ...toSparse(tensor([2, 2], [1, 0, 0, 2])) },
    { name: ['y'], ...toSparse(tensor([2, 2], [0, 0, 5, 0])) },
  ].map(({ name, shape, pattern, values }) => ({ name, shape, pattern, values }));
  const result = {
    kind: 'array',
    parts,
    title: 'Jacobian of f by x, y',
    effort: { forward: 2, reverse: 0, instead: 2 },
  } as const;

  test('stand below their names', () => {
    expect(seen(result, { plain: true })).toMatchInlineSnapshot(`
      "
      Jacobian of f by x, y: 2 forward passes instead of 2
      by x: [2,2], 2 non-zeros (50%)
      (1, 1)  1
      (2, 2)  2
      1 in a row, 1 in a column, on the diagonal

      by y: [2,2], 1 non-zero (25%)
      (2, 1)  5
      0 to 1 in a row, 0 to 1 in a column, 1 below the diagonal
      "
    `);
  });

  test('are tensors as JSON', () => {
    expect(answerObject(answered(result))).toMatchObject({
      kind: 'tensors',
      mode: 'forward',
      parts: [
        { name: ['x'], format: 'coo', data: [1, 2] },
        { name: ['y'], indices: [[2, 1]], data: [5] },
      ],
    });
  });
});

describe('a pattern', () => {
  const arrow: Pattern = {
    rows: 5000,
    columns: 5000,
    starts: Int32Array.from({ length: 5001 }, (_, i) => (i === 0 ? 0 : 5000 + 2 * (i - 1))),
    indices: Int32Array.from({ length: 5000 + 2 * 4999 }, (_, k) => {
      if (k < 5000) return k;
      return k % 2 === 0 ? 0 : (k - 5001) / 2 + 1;
    }),
  };

  test('is drawn large, and is a figure as JSON', () => {
    const result: PatternResult = { kind: 'pattern', shape: [5000, 5000], pattern: arrow, title: 'Pattern of J' };
    expect(seen(result, { width: 40 })).toMatchInlineSnapshot(`
      "
      Pattern of J: [5000,5000], 14,998
      non-zeros (0.06%)
      ┌──────────────────────────────────────┐
      │⡟⢍⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉│
      │⡇ ⠑⢄                                  │
      │⡇   ⠑⢄                                │
      │⡇     ⠑⢄                              │
      │⡇       ⠑⢄                            │
      │⡇         ⠑⢄                          │
      │⡇           ⠑⢄                        │
      │⡇             ⠑⢄                      │
      │⡇               ⠑⢄                    │
      │⡇                 ⠑⢄                  │
      │⡇                   ⠑⢄                │
      │⡇                     ⠑⢄              │
      │⡇                       ⠑⢄            │
      │⡇                         ⠑⢄          │
      │⡇                           ⠑⢄        │
      │⡇                             ⠑⢄      │
      │⡇                               ⠑⢄    │
      │⡇                                 ⠑⢄  │
      │⡇                                   ⠑⢄│
      └──────────────────────────────────────┘
      2 to 5,000 in a row, 2 to 5,000 in a
      column, from 4,999 below to 4,999 above
      the diagonal
      "
    `);
    expect(answerObject(answered(result))).toMatchObject({ kind: 'figure', title: 'Pattern of J', nonzeros: 14_998 });
  });

  test('keeps a dot for each entry, and a side of each that is drawn', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 1, max: 400 }),
        fc.nat(399),
        fc.nat(399),
        fc.boolean(),
        (rows, columns, i, j, ascii) => {
          const [at, to] = [i % rows, j % columns];
          const starts = new Int32Array(rows + 1).fill(1, at + 1);
          const one = { rows, columns, starts, indices: Int32Array.of(to) };
          const room = { columns: 24, rows: 12 };
          const lines = spyDoc(one, { ...style, ascii }, room).map(lineText);
          expect(lines.length).toBeLessThanOrEqual(14);
          expect(new Set(lines.map((line) => line.length)).size).toBe(1);
          expect(lines[0]!.length).toBeLessThanOrEqual(26);
          const each = rows <= room.rows && 2 * columns - 1 <= room.columns;
          const empty = each ? /[ |│·.]/g : /[ |│]/g;
          expect(lines.slice(1, -1).join('').replace(empty, '')).toHaveLength(1);
        },
      ),
    );
  });
});
