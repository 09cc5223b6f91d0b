import { describe, expect, test } from 'vitest';
import { answered, array, axis, drawn, seen } from './drawing.ts';

const sines = (n: number) => Array.from({ length: n }, (_, i) => Math.sin(i));
const counts = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

// f(x, y) = [x*y, sin(x), exp(y)] at (1, 2), row S02 of the seed.
const jacobian = array([3, 2], [2, 1, Math.cos(1), 0, 0, Math.exp(2)], {
  axes: [axis('f', 'f1', 'f2', 'f3'), axis('x,y', 'x', 'y')],
  layout: 'numerator',
});

describe('a scalar', () => {
  test('is shown in line', () => {
    expect(drawn(answered(array([], [-6]), { name: 'd' }))).toMatchInlineSnapshot(`
      "
      d = -6
      "
    `);
  });
  test('with more digits ends in dots, which are notation for the rest', () => {
    expect(drawn(answered(array([], [Math.PI]), { name: 'ans' }))).toMatchInlineSnapshot(`
      "
      3.14159...
      "
    `);
  });
  test('that is a derivative says so', () => {
    expect(seen(array([], [6], { axes: [], layout: 'numerator' }))).toMatchInlineSnapshot(`
      "
      6
      scalar (numerator layout)
      "
    `);
  });
  test('may have a sign beside it', () => {
    expect(seen(array([], [Math.log(3)], { facts: [['sign', -1]] }))).toMatchInlineSnapshot(`
      "
      1.09861...
      sign  -1
      "
    `);
  });
});

describe('a vector', () => {
  test('stands in a line, as it would be typed', () => {
    expect(drawn(answered(array([4], [1, 2, 3.5, 1 / 3]), { name: 'v' }))).toMatchInlineSnapshot(`
      "
      v = [1, 2, 3.5, 0.333333]
          6 digits shown
      "
    `);
  });
  test('has the names of its entries above it', () => {
    expect(seen(array([2], [5, -0.25], { axes: [axis('f', 'f1', 'f2')] }))).toMatchInlineSnapshot(`
      "
        f1  f2
      [  5  -0.25 ]
      [2], entries f
      "
    `);
  });
  test('that is longer than a line is set in columns', () => {
    expect(drawn(answered(array([30], sines(30)), { name: 'v' }), { width: 60 })).toMatchInlineSnapshot(`
      "
      v = [ 0,           0.841471,    0.909297,    0.141120,
           -0.756802,   -0.958924,   -0.279415,    0.656987,
            0.989358,    0.412118,   -0.544021,   -0.999990,
           -0.536573,    0.420167,    0.990607,    0.650288,
           -0.287903,   -0.961397,   -0.750987,    0.149877,
            0.912945,    0.836656,   -0.00885131, -0.846220,
           -0.905578,   -0.132352,    0.762558,    0.956376,
            0.270906,   -0.663634]
          6 digits shown
      "
    `);
  });
  test('that is much longer loses its middle, and says so', () => {
    expect(seen(array([1000], counts(1000)), { width: 40 })).toMatchInlineSnapshot(`
      "
      [   1,    2,    3,    4,    5,    6,
          7,    8,    9,   10,   11,   12,
         13,   14,   15,   16,   17,   18,
       ...
        983,  984,  985,  986,  987,  988,
        989,  990,  991,  992,  993,  994,
        995,  996,  997,  998,  999, 1000]
      [1000], 36 entries shown
      "
    `);
  });
  test('may be empty', () => {
    expect(seen(array([0], []))).toMatchInlineSnapshot(`
      "
      []
      [0]
      "
    `);
  });
});

describe('a matrix', () => {
  test('has aligned decimals and labelled axes, and says its shape and layout', () => {
    expect(drawn(answered(jacobian, { name: 'J' }))).toMatchInlineSnapshot(`
      "
      J =      x         y
          f1 ⎡ 2         1       ⎤
          f2 ⎢ 0.540302  0       ⎥
          f3 ⎣ 0         7.38906 ⎦
          [3,2], rows f, columns x,y (numerator layout), 6 digits shown
      "
    `);
  });
  test('has a title where there is room, or on a line of its own', () => {
    expect(seen({ ...jacobian, title: 'Jacobian of f by x, y' }, { width: 90 })).toMatchInlineSnapshot(`
      "
           x         y
      f1 ⎡ 2         1       ⎤
      f2 ⎢ 0.540302  0       ⎥
      f3 ⎣ 0         7.38906 ⎦
      Jacobian of f by x, y: [3,2], rows f, columns x,y (numerator layout), 6 digits shown
      "
    `);
    expect(seen({ ...jacobian, title: 'Jacobian of f by x, y' }, { width: 60 })).toMatchInlineSnapshot(`
      "
           x         y
      f1 ⎡ 2         1       ⎤
      f2 ⎢ 0.540302  0       ⎥
      f3 ⎣ 0         7.38906 ⎦
      Jacobian of f by x, y
      [3,2], rows f, columns x,y (numerator layout), 6 digits
      shown
      "
    `);
  });
  test('is drawn in ASCII', () => {
    expect(drawn(answered(jacobian, { name: 'J' }), { ascii: true })).toMatchInlineSnapshot(`
      "
      J =      x         y
          f1 [ 2         1       ]
          f2 [ 0.540302  0       ]
          f3 [ 0         7.38906 ]
          [3,2], rows f, columns x,y (numerator layout), 6 digits shown
      "
    `);
  });
  test('is drawn without ornament', () => {
    expect(drawn(answered(jacobian, { name: 'J' }), { plain: true })).toMatchInlineSnapshot(`
      "
      J =    x         y
          f1 2         1
          f2 0.540302  0
          f3 0         7.38906
          [3,2], rows f, columns x,y (numerator layout), 6 digits shown
      "
    `);
  });
  test('that is no derivative needs no words', () => {
    expect(drawn(answered(array([2, 2], [-2, 1, 1, 1]), { name: 'A' }))).toMatchInlineSnapshot(`
      "
      A = ⎡ -2  1 ⎤
          ⎣  1  1 ⎦
      "
    `);
  });
  test('of one row says that it is no vector', () => {
    expect(seen(array([1, 3], [1, NaN, -Infinity]))).toMatchInlineSnapshot(`
      "
      [ 1  NaN  -Infinity ]
      [1,3]
      "
    `);
  });
  test('shows as many digits as it is asked to', () => {
    expect(seen(array([2, 2], [1 / 3, 2, 100 / 3, 4]), { digits: 3 })).toMatchInlineSnapshot(`
      "
      ⎡  0.333  2 ⎤
      ⎣ 33.3    4 ⎦
      3 digits shown
      "
    `);
    expect(seen(array([2, 2], [1 / 3, 2, 100 / 3, 4]), { digits: 17 })).toMatchInlineSnapshot(`
      "
      ⎡  0.3333333333333333  2 ⎤
      ⎣ 33.333333333333336   4 ⎦
      "
    `);
  });
  test('that is wider than the terminal is drawn in blocks of columns', () => {
    expect(seen(array([3, 8], sines(24)), { width: 44 })).toMatchInlineSnapshot(`
      "
      columns 1 to 3
      ⎡  0          0.841471   0.909297 ⎤
      ⎢  0.989358   0.412118  -0.544021 ⎥
      ⎣ -0.287903  -0.961397  -0.750987 ⎦

      columns 4 to 6
      ⎡  0.141120  -0.756802  -0.958924 ⎤
      ⎢ -0.999990  -0.536573   0.420167 ⎥
      ⎣  0.149877   0.912945   0.836656 ⎦

      columns 7 to 8
      ⎡ -0.279415     0.656987 ⎤
      ⎢  0.990607     0.650288 ⎥
      ⎣ -0.00885131  -0.846220 ⎦
      6 digits shown
      "
    `);
  });
  test('that is large shows its edges and says what it leaves out', () => {
    expect(drawn(answered(array([1000, 1000], counts(1e6)), { name: 'M' }), { width: 60 })).toMatchInlineSnapshot(`
      "
      M =     ⎡      1       2       3  ...     999     1000 ⎤
              ⎢   1001    1002    1003  ...    1999     2000 ⎥
              ⎢   2001    2002    2003  ...    2999     3000 ⎥
              ⎢   3001    3002    3003  ...    3999     4000 ⎥
              ⎢   4001    4002    4003  ...    4999     5000 ⎥
          ... ⎢    ...     ...     ...  ...     ...      ... ⎥
              ⎢ 995001  995002  995003  ...  995999   996000 ⎥
              ⎢ 996001  996002  996003  ...  996999   997000 ⎥
              ⎢ 997001  997002  997003  ...  997999   998000 ⎥
              ⎢ 998001  998002  998003  ...  998999   999000 ⎥
              ⎣ 999001  999002  999003  ...  999999  1000000 ⎦
          [1000,1000], 10 rows, 5 columns shown
      "
    `);
  });
  test('with a long name stands below it', () => {
    expect(drawn(answered(array([2, 2], [1, 2, 3, 4]), { name: 'confusionMatrix' }))).toMatchInlineSnapshot(`
      "
      confusionMatrix =
        ⎡ 1  2 ⎤
        ⎣ 3  4 ⎦
      "
    `);
  });
  test('has long labels shortened', () => {
    const labels = ['temperatureInDegrees', 'y'];
    expect(seen(array([1, 2], [1, 2], { axes: [axis('f', 'f'), axis('x', ...labels)] }))).toMatchInlineSnapshot(`
      "
          temperatureIn...  y
      f [                1  2 ]
      [1,2], rows f, columns x
      "
    `);
  });
});

describe('an array of more axes', () => {
  test('is drawn by slices with its axes named', () => {
    // dA/dx of the 4 x 2 matrix A(x) of appendix T1: the slices are matrices like A.
    const data = [1, 0, 0, 0, 1, 0, 2, 1, 0, 0, 3, 2, 2, 0, 0, 0, 0, 1, 1, 1, 1, 6, 3, 2];
    const axes = [axis('A[i]'), axis('A[j]'), axis('x', 'x1', 'x2', 'x3')];
    expect(seen(array([4, 2, 3], data, { axes, layout: 'numerator' }))).toMatchInlineSnapshot(`
      "
      [:, :, x1]
      ⎡ 1  0 ⎤
      ⎢ 2  0 ⎥
      ⎢ 2  0 ⎥
      ⎣ 1  6 ⎦

      [:, :, x2]
      ⎡ 0  1 ⎤
      ⎢ 1  3 ⎥
      ⎢ 0  0 ⎥
      ⎣ 1  3 ⎦

      [:, :, x3]
      ⎡ 0  0 ⎤
      ⎢ 0  2 ⎥
      ⎢ 0  1 ⎥
      ⎣ 1  2 ⎦
      [4,2,3], axes A[i]; A[j]; x (numerator layout)
      "
    `);
  });
  test('is drawn by output where the input is the matrix', () => {
    // The Hessians of (x^2 y, sin(x y)) at (1, 2), row S59: one per output.
    const data = [4, 2, 2, 0, -3.6371897073027268, -2.2347416901985058, -2.2347416901985058, -0.9092974268256817];
    const axes = [axis('f', 'f1', 'f2'), axis('x,y', 'x', 'y'), axis('x,y', 'x', 'y')];
    expect(seen(array([2, 2, 2], data, { axes, layout: 'numerator' }))).toMatchInlineSnapshot(`
      "
      [f1, :, :]
          x  y
      x ⎡ 4  2 ⎤
      y ⎣ 2  0 ⎦

      [f2, :, :]
           x         y
      x ⎡ -3.63719  -2.23474  ⎤
      y ⎣ -2.23474  -0.909297 ⎦
      [2,2,2], axes f; x,y; x,y (numerator layout), 6 digits shown
      "
    `);
  });
  test('numbers its slices where its axes have no names', () => {
    expect(seen(array([2, 1, 1, 2], [1, 2, 3, 4]))).toMatchInlineSnapshot(`
      "
      [1, 1, :, :]
      [ 1  2 ]

      [2, 1, :, :]
      [ 3  4 ]
      [2,1,1,2]
      "
    `);
  });
  test('leaves slices out where there are many', () => {
    const text = seen(array([100, 2, 2], counts(400)));
    expect(text.match(/\[\d+, :, :\]/g)).toEqual(['1', '2', '3', '98', '99', '100'].map((i) => `[${i}, :, :]`));
    expect(text).toContain('[100,2,2], 6 slices shown');
  });
});

describe('axes without a name each', () => {
  test('are not named at all', () => {
    expect(seen(array([2, 2], [1, 2, 3, 4], { axes: [], layout: 'numerator' }))).toMatchInlineSnapshot(`
      "
      ⎡ 1  2 ⎤
      ⎣ 3  4 ⎦
      [2,2] (numerator layout)
      "
    `);
  });
});
