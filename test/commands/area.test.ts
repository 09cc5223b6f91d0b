import { describe, expect, test } from 'vitest';
import { answered, failed, resultOf, trial } from './fixture.ts';

const figure = async (...lines: readonly string[]) => resultOf(await trial().run(...lines), 'figure');

const fact = async (name: string, ...lines: readonly string[]) => new Map((await figure(...lines)).facts).get(name);

const bent = 'f(x, y) = [x^2 + y^2, x*y]';

describe(':area of a matrix', () => {
  test('tells signed and absolute factor apart, and the orientation', async () => {
    const { facts } = await figure(':area [-2, 1; 1, 1]');
    expect(facts).toEqual([
      ['cell area', 1],
      ['signed image area', -3],
      ['det', -3],
      ['|det|', 3],
      ['orientation', 'reversed'],
    ]);
  });

  test('lists where the corners of the unit square go', async () => {
    const { tables } = await figure(':area [-2, 1; 1, 1]');
    expect(tables).toEqual([
      {
        columns: ['corner', 'x', 'y', 'image x', 'image y'],
        rows: [
          ['a', 0, 0, 0, 0],
          ['b', 1, 0, -2, 1],
          ['c', 1, 1, -1, 2],
          ['d', 0, 1, 1, 1],
        ],
      },
    ]);
  });

  test('draws the cell and its image, in the same scale', async () => {
    const { marks } = await figure(':area [-2, 1; 1, 1]');
    const lines = marks.flatMap((mark) => (mark.kind === 'line' ? [[mark.role, mark.points]] : []));
    expect(Object.fromEntries(lines)).toEqual({
      cell: [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]], // prettier-ignore
      image: [[0, 0], [-2, 1], [-1, 2], [1, 1], [0, 0]], // prettier-ignore
    });
  });

  test('of a singular one says that the image is flat', async () => {
    expect(await fact('orientation', ':area [1, 2; 2, 4]')).toBe('lost: the image is flat where det = 0');
  });

  test('keeps the sign of a factor that is too small for a double', async () => {
    const answer = await trial().run(':area [1e-200, 0; 0, -1e-200]');
    expect(resultOf(answer, 'figure').facts.slice(2)).toEqual([
      ['det', -0],
      ['|det|', 0],
      ['log |det|', expect.closeTo(-400 * Math.LN10, 9)],
      ['orientation', 'reversed'],
    ]);
    expect(answered(answer).notes.map(({ code }) => code)).toEqual(['area/range']);
  });

  test('of another order answers the factor without a drawing', async () => {
    const { marks, facts } = await figure(':area [2, 0, 0; 0, 3, 0; 0, 0, -1]');
    expect(marks).toEqual([]);
    expect(facts).toEqual([
      ['det', -6],
      ['|det|', 6],
      ['orientation', 'reversed'],
    ]);
  });
});

describe(':area of a function', () => {
  test('shows how the ratio of areas nears |det J|: 6 + 2 h', async () => {
    const { tables } = await figure(bent, ':area f(1, 2)');
    expect(tables![1]!.columns).toEqual(['side', 'signed area', 'ratio', 'ratio-|det J|']);
    expect(tables![1]!.rows).toEqual([
      [1, -8, 8, 2],
      [0.1, -0.062, 6.2, 0.2],
      [0.01, -0.000602, 6.02, 0.02],
      [0.001, -6.002e-6, 6.002, 0.002],
    ]);
  });

  test('draws the image of the linear map beside the curved one', async () => {
    const { marks, tables } = await figure(bent, ':area f(1, 2)');
    expect(marks.flatMap((mark) => (mark.kind === 'line' ? [[mark.role, mark.dashed ?? false]] : []))).toEqual([
      ['linear', true],
      ['cell', false],
      ['image', false],
    ]);
    // f(1, 2) + J d with J = [2, 4; 2, 1]
    expect(tables![0]!.rows.map((row) => row.slice(-2))).toEqual([
      [5, 2],
      [7, 4],
      [11, 5],
      [9, 3],
    ]);
  });

  test('that is linear has no second picture and nothing that converges', async () => {
    const { marks, tables } = await figure('y(a, b) = [-2 a + b, a + b]', ':area y(5, 7)');
    expect(marks.filter((mark) => mark.kind === 'line')).toHaveLength(2);
    expect(tables).toHaveLength(1);
  });

  test('takes a vector as its two coordinates', async () => {
    const { tables } = await figure('A = [3, 1; 1, 2]', 'g(v) = A*v', ':area g([5, 6])');
    expect(tables![0]!.columns).toEqual(['corner', 'v[1]', 'v[2]', 'g1', 'g2']);
  });

  test('moves the cell in the drawing alone where its image is far away', async () => {
    const { title, marks, tables } = await figure('A = [3, 1; 1, 2]', 'g(v) = A*v', ':area g([5, 6])');
    expect(title).toContain('drawn beside its image');
    const cell = marks.find((mark) => mark.kind === 'line' && mark.role === 'cell');
    expect(cell).not.toMatchObject({ points: [[5, 6]] });
    expect(tables![0]!.rows[0]).toEqual(['a', 5, 6, 21, 17]);
  });

  test('follows branches where the cell crosses one', async () => {
    const { tables } = await figure('h(x, y) = [x > 1.5 ? 3x + 2(x - 1.5) : 3x, y]', ':area h(1, 1)');
    expect(tables![0]!.rows.map((row) => row[3])).toEqual([3, 7, 7, 3]);
  });

  test('answers a factor of volume in space', async () => {
    const { run } = trial();
    const answer = await run('s(r, a, t) = [r*sin(a)*cos(t), r*sin(a)*sin(t), r*cos(a)]', ':area s(2, pi/2, 1)');
    const { title, facts } = resultOf(answer, 'figure');
    expect(title).toContain('volume');
    expect(facts[0]![1]).toBeCloseTo(4, 13);
  });

  test('notes a fold, a jump and the edge of where it is defined', async () => {
    const codes = async (line: string) => answered(await trial().run(line)).notes.map(({ code }) => code);
    expect(await codes(':area [u^2, v] at u=-0.5, v=0')).toEqual(['area/fold']);
    expect(await codes(':area [u > 0.5 ? u + 1 : u, v] at u=0, v=0')).toEqual(['area/rough']);
    expect(await codes(':area [sqrt(1 - u), v] at u=0.5, v=0')).toEqual(['area/undefined']);
    expect(await codes(':area [exp(u), v] at u=0.5, v=0')).toEqual([]);
  });
});

describe(':area refuses', () => {
  const code = async (...lines: readonly string[]) => failed(await trial().run(...lines)).fault.code;

  test('maps between different dimensions', async () => {
    expect(await code(':area [1, 2, 3; 4, 5, 6]')).toBe('shape/not-square');
    expect(await code(':area [x*y, x, y] at x=1, y=2')).toBe('shape/not-square');
    expect(await code(':area x*y at x=1, y=2')).toBe('shape/not-square');
  });

  test('points where the function or its derivative does not exist', async () => {
    expect(await code(':area [log(x), y] at x=-1, y=1')).toBe('area/undefined');
    expect(await code(':area [sqrt(x), y] at x=0, y=1')).toBe('area/undefined');
    expect(await code(':area [NaN, 1; 2, 3]')).toBe('area/undefined');
    expect(await code(':area zeros(0, 0)')).toBe('shape/empty');
  });

  test('a side that is none, and what is no map', async () => {
    expect(await code(bent, ':area f(1, 2) side=0')).toBe('option/value');
    expect(await code(bent, ':area f(1, 2) side=-1')).toBe('option/value');
    expect(await code(bent, ':area f')).toBe('wrt/no-point');
    expect(await code(':area')).toBe('operand/missing');
  });
});
