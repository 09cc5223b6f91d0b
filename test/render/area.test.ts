import { describe, expect, test } from 'vitest';
import type { Style } from '../../src/render/text/style.ts';
import { trial } from '../commands/fixture.ts';
import { drawn } from './drawing.ts';

/** What a reader sees of the last line's answer. */
const shown = async (lines: readonly string[], more: Partial<Style> = {}): Promise<string> =>
  drawn(await trial().run(...lines), more);

describe('the picture of a cell', () => {
  test('has letters at its corners, so that the image of each is seen', async () => {
    expect(await shown([':area [-2, 1; 1, 1]'])).toMatchInlineSnapshot(`
      "
      [-2, 1; 1, 1], side 1: cell abcd, image a'b'c'd'
               c'
              ⡠⠊⠈⠑⠢⢄⡀
            ⡠⠊      ⠈⠑⠢⢄⡀
          ⡠⠊            ⠈⠑⠢⢄⡀
        ⡠⠊             d    ⠈⠑⠢⢄⡀ c
      b'⠑⠢⢄⡀            ⢸⠉⠉⠉⠉⠉⠉⡩⢻ d'
           ⠈⠑⠢⢄⡀        ⢸    ⡠⠊ ⢸
               ⠈⠉⠒⠤⣀    ⢸  ⡠⠊   ⢸
                    ⠉⠒⠤⣀⢸⡠⠊     ⢸
                        ⠉a=a'⠉⠉⠉⠉ b
      cell area          1          corner  x  y  image x  image y
      signed image area  -3         a       0  0        0        0
      det                -3         b       1  0       -2        1
      |det|              3          c       1  1       -1        2
      orientation        reversed   d       0  1        1        1
      "
    `);
  });

  test('has the linear image in dashes beside the curved one', async () => {
    expect(await shown(['f(x, y) = [x^2 + y^2, x*y]', ':area f(1, 2)'])).toMatchInlineSnapshot(`
      "
      f at x=1, y=2, side 1: cell abcd, image a'b'c'd', its linearisation dashed
                                                       ⢀⡀ c'
                                                 ⢀⣀⠤⠔⢒⡝⠉
                                            ⢀⣀⠤⢒⡊⠁ ⡠⠔⠁
                                       ⢀⣀⠤⠖⠚⠃⠈⡡  ⡠⠚
                                ⡀b'⢐⡢⠜⠋⠉    ⡠  ⣠⠊⠁
      d       c               ⡀⠈⣀⠔⠊⠁      ⡠  ⢀⠜
        ⣀⣀⣀⣀⡀               ⣀⡨⠔⠉        ⡠ ⢀⣀⡰⠃
        ⡇   ⡇             ⣠⠜⠉   ⣀⣀⡤⠤⠶⠒⠛⠒⠉⠉⠁   d'
        ⣇⣀⣀⣀⡇           ⣠⠮⠤⠒⠒⠊⠉⠉
      a       b      a'
      cell area          1          corner  x  y  f1  f2  linear f1  linear f2
      signed image area  -8         a       1  2   5   2          5          2
      det J              -6         b       2  2   8   4          7          4
      |det J|            6          c       2  3  13   6         11          5
      orientation        reversed   d       1  3  10   3          9          3

      As the cell shrinks, the ratio of the areas nears |det J|
      side   signed area  ratio  ratio-|det J|
      1        -8         8              2
      0.1      -0.062     6.2            0.2
      0.01     -0.000602  6.02           0.02
      0.001    -6.002e-6  6.002          0.002
      "
    `);
  });

  test('fits forty columns in ASCII', async () => {
    const lines = ['f(x, y) = [x^2 + y^2, x*y]', ':area f(1, 2)'];
    expect(await shown(lines, { width: 40, ascii: true })).toMatchInlineSnapshot(`
      "
      f at x=1, y=2, side 1: cell abcd, image
      a'b'c'd', its linearisation dashed
                                          ..c'
                                    ...:::'
                                ..::: .:'
                          b'.:''   '.:'
      d     c          ...''    .  :'
        :':          .:'' .....:''' d'
        :.:        .::'''''
      a     b    a'
      cell area          1
      signed image area  -8
      det J              -6
      |det J|            6
      orientation        reversed

      corner  x  y  f1  f2  linear f1
      a       1  2   5   2          5
      b       2  2   8   4          7
      c       2  3  13   6         11
      d       1  3  10   3          9

      corner  linear f2
      a               2
      b               4
      c               5
      d               3

      As the cell shrinks, the ratio of the
      areas nears |det J|
      side   signed area  ratio  ratio-|det J|
      1        -8         8              2
      0.1      -0.062     6.2            0.2
      0.01     -0.000602  6.02           0.02
      0.001    -6.002e-6  6.002          0.002
      "
    `);
  });

  test('is its figures alone in plain style', async () => {
    expect(await shown([':area [2, 0; 0, 1]'], { plain: true })).toMatchInlineSnapshot(`
      "
      [2, 0; 0, 1], side 1: cell abcd, image a'b'c'd'
      cell area          1           corner  x  y  image x  image y
      signed image area  2           a       0  0        0        0
      det                2           b       1  0        2        0
      |det|              2           c       1  1        2        1
      orientation        preserved   d       0  1        0        1
      "
    `);
  });
});

test('the table of dimensions marks the case without colour', async () => {
  const lines = ['g(x, y) = [x*y, sin(x), exp(y)]', ':shape g(1, 2)'];
  expect(await shown(lines, { ascii: true })).toMatchInlineSnapshot(`
    "
    Shape of the derivative of g by x, y (> marks the case)
                from R        from R^D       from R^(pxq)
    to R        number        row [1,D]      matrix [p,q]
    to R^E      column [E,1]  >matrix [E,D]  array [E,p,q]
    to R^(mxn)  matrix [m,n]  array [m,n,D]  array [m,n,p,q]
    input        x (a number), y (a number)
    output       g (vector [3])
    numerator    [3,2], rows g, columns x,y
    denominator  [2,3], rows x,y, columns g
    why          3 outputs, 2 inputs: a matrix, with a row for each output and a
                 column for each input
    "
  `);
});

test('what was computed stands before what was checked', async () => {
  expect(await shown([':basis [2, 1; 0, 1], [-2, 1; 1, 1]'], { ascii: true })).toMatchInlineSnapshot(`
    "
    The map that sends each column of B to that of C, by two approaches

    J = C B^-1, by linear algebra
      [ -1    2   ]
      [  0.5  0.5 ]

    derivative of x -> C (B^-1 x)
      [ -1    2   ]
      [  0.5  0.5 ]

    C^-1 B: the columns of B in coordinates of C
           b1         b2
      c1 [ -0.666667   0 ]
      c2 [  0.666667   1 ]
      [2,2], rows C, columns B, 6 digits shown

    ok   J B = C                    0  the same, bit for bit
    ok   derivative = J             0  the same, bit for bit
    ok   the same at another point  0  the same, bit for bit
    ok   det J = det C / det B      0  -1.5 = -3 / 2
    ok   C (C^-1 B) = B             0  the same, bit for bit
    agree
    "
  `);
});
