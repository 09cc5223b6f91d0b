import { describe, expect, test } from 'vitest';
import type { FigureResult } from '../../src/answer/result.ts';
import { seen } from './drawing.ts';

const parabola: FigureResult = {
  kind: 'figure',
  title: 'x^2',
  scales: { x: { kind: 'linear' }, y: { kind: 'linear' } },
  marks: [{ kind: 'line', role: 'f', points: Array.from({ length: 41 }, (_, i) => [i / 10, (i / 10) ** 2] as const) }],
  facts: [],
};

describe('a picture with scales', () => {
  test('has an axis to the left and one below', () => {
    expect(seen(parabola, { width: 50 })).toMatchInlineSnapshot(`
      "
      x^2
      16 ┤                                             ⡜
         │                                           ⡠⠊
      14 ┤                                         ⢀⠜
         │                                        ⢀⠎
      12 ┤                                       ⡠⠊
         │                                     ⢀⠎
      10 ┤                                    ⡠⠃
         │                                  ⡠⠊
       8 ┤                                ⢀⠜
         │                              ⢀⠔⠁
         │                            ⢀⠔⠁
       6 ┤                          ⢀⠔⠁
         │                        ⣀⠔⠁
       4 ┤                     ⢀⠤⠊
         │                  ⢀⡠⠔⠁
       2 ┤               ⢀⠤⠒⠁
         │          ⣀⣀⡠⠔⠊⠁
       0 ┤⣀⣀⣀⣀⡠⠤⠔⠒⠒⠉
         └┬──────────┬──────────┬───────────┬──────────┬
          0          1          2           3          4
      "
    `);
  });

  test('has them in ASCII', () => {
    expect(seen(parabola, { width: 40, ascii: true })).toMatchInlineSnapshot(`
      "
      x^2
      16 +                                   :
         |                                 .'
      14 +                                .'
         |                                :
      12 +                               :
         |                             .'
      10 +                            .'
         |                          .'
       8 +                         .'
         |                        .'
       6 +                      .'
         |                    .'
         |                  .'
       4 +                 .'
         |              ..'
       2 +           ..'
         |        ..''
       0 +....:'''
         ++-------+--------+--------+--------+
          0       1        2        3        4
      "
    `);
  });

  test('leaves out labels that would touch', () => {
    const marks = [
      {
        kind: 'line',
        role: 'f',
        points: [
          [1_234_567.25, 0],
          [1_234_569, 1],
        ],
      },
    ] as const;
    expect(seen({ ...parabola, marks }, { width: 40, ascii: true })).toMatchInlineSnapshot(`
      "
      x^2
      1.0 +                                 .'
          |                               .'
          |                              .'
      0.8 +                            .'
          |                          .'
          |                         :
          |                       .'
      0.6 +                     .'
          |                   .'
          |                  .'
      0.4 +                .'
          |              .'
          |             :
          |           .'
      0.2 +         .'
          |       .'
          |      .'
        0 +    .'
          ++-------+--------+-------+--------+
           1234567.0    1234568.0    1234569.0
      "
    `);
  });

  test('has powers of ten on a log scale, and breaks lines where there is no logarithm', () => {
    const marks = [
      {
        kind: 'line',
        role: 'f',
        points: [
          [1, 1],
          [10, 100],
          [100, 0],
          [1000, 1e5],
        ],
      },
    ] as const;
    const scales = { x: { kind: 'log' }, y: { kind: 'log' } } as const;
    expect(seen({ ...parabola, scales, marks }, { width: 40 })).toMatchInlineSnapshot(`
      "
      x^2
      1e5 ┤
          │
          │
      1e4 ┤
          │
          │
          │
      1e3 ┤
          │
          │
      1e2 ┤           ⢀
          │          ⡰⠁
          │        ⡠⠊
          │      ⢀⠔⠁
      1e1 ┤     ⡠⠃
          │   ⢠⠊
          │ ⢀⠔⠁
      1e0 ┤⡠⠃
          └┬──────────┬───────────┬──────────┬
           1         10          100      1000
      "
    `);
  });
});
