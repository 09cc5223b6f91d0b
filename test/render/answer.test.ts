import { describe, expect, test } from 'vitest';
import type { FigureResult, TrainingResult } from '../../src/answer/result.ts';
import { answered, array, axis, drawn, failed, seen } from './drawing.ts';

describe('a result', () => {
  test('that is a function reads as it would be typed', () => {
    const f = { kind: 'function', params: ['x', 'y'], text: 'f(x, y) = x^2 + y' } as const;
    expect(drawn(answered(f, { name: 'f' }))).toMatchInlineSnapshot(`
      "
      f(x, y) = x^2 + y
      "
    `);
    const g = { kind: 'function', params: ['x', 'y'], text: 'jac(f)' } as const;
    expect(drawn(answered(g, { name: 'g' }))).toMatchInlineSnapshot(`
      "
      g = jac(f)
      "
    `);
  });

  test('with one part per argument has a heading for each', () => {
    const parts = [
      { name: ['W1'], shape: [2, 2], data: Float64Array.of(1, 2, 3, 4) },
      { name: ['b1'], shape: [1, 2], data: Float64Array.of(0.5, 1 / 3), axes: [axis('loss'), axis('b1')] },
    ];
    expect(drawn(answered({ kind: 'array', parts, layout: 'numerator' }, { name: 'G' }))).toMatchInlineSnapshot(`
      "
      G =
        by W1
        ⎡ 1  2 ⎤
        ⎣ 3  4 ⎦
        [2,2] (numerator layout)

        by b1
        [ 0.5  0.333333 ]
        [1,2], rows loss, columns b1 (numerator layout), 6 digits shown
      "
    `);
  });

  const training: TrainingResult = {
    kind: 'training',
    params: [
      { name: ['W1'], shape: [2, 2], data: Float64Array.of(1, 2, 3, 4.5) },
      { name: ['b1'], shape: [], data: Float64Array.of(1 / 3) },
    ],
    steps: 1000,
    loss: { start: 27.5, end: 27.5 * Math.exp(-10) },
    curve: Array.from({ length: 101 }, (_, i) => [i * 10, 27.5 * Math.exp(-i / 10)] as const),
    stopped: 'steps',
  };

  test('of training shows the loss, its curve and the parameters', () => {
    expect(seen(training)).toMatchInlineSnapshot(`
      "
      loss 27.5 to 0.00124850... in 1000 steps
      █████▇▇▇▇▇▇▇▇▆▆▆▆▆▆▆▆▆▅▅▅▅▅▅▅▅▄▄▄▄▄▄▄▄▄▃▃▃▃▃▃▃▃▂▂▂▂▂▂▂▂▁▁▁▁▁ log scale
      W1 = ⎡ 1  2   ⎤
           ⎣ 3  4.5 ⎦
      b1 = 0.333333...
      "
    `);
    expect(seen({ ...training, stopped: 'interrupted' }, { ascii: true, width: 40 })).toMatchInlineSnapshot(`
      "
      loss 27.5 to 0.00124850... in 1000
      steps, interrupted
      ##****++++====::::----....__ log scale
      W1 = [ 1  2   ]
           [ 3  4.5 ]
      b1 = 0.333333...
      "
    `);
    expect(seen({ ...training, stopped: 'diverged', params: [] }, { plain: true })).toMatchInlineSnapshot(`
      "
      loss 27.5 to 0.00124850... in 1000 steps, diverged
      "
    `);
  });

  test('that is a table aligns numbers by their decimals', () => {
    const rows = [
      ['x', 1 / 3, 'a scalar'],
      ['日本', 22, 'a name of two wide characters, and a text that is longer than its line'],
      ['A', -0.5, ''],
    ];
    expect(seen({ kind: 'table', title: 'Names', columns: ['name', 'value', 'what'], rows }, { width: 50 }))
      .toMatchInlineSnapshot(`
        "
        Names
        name  value      what
        x      0.333333  a scalar
        日本  22         a name of two wide characters,
                         and a text that is longer than
                         its line
        A     -0.5
        6 digits shown
        "
      `);
  });

  test('that is a table too wide for the terminal goes on below', () => {
    const columns = ['step', 'x', 'y', 'f(x, y)'];
    const rows = [
      [0, -1.2, 1, 24.2],
      [1, -1.17528089887640451, 1.38067415730337079, 4.73188432527],
    ];
    expect(seen({ kind: 'table', columns, rows }, { width: 40, digits: 17 })).toMatchInlineSnapshot(`
      "
      step   x
         0  -1.2
         1  -1.1752808988764045

      step  y                   f(x, y)
         0  1                   24.2
         1  1.3806741573033707   4.73188432527
      "
    `);
  });

  test('of checks says what agrees', () => {
    const checks = [
      { name: 'forward against reverse', ok: true, error: 0, detail: '4 of 4 entries the same' },
      { name: 'differences', ok: false, error: 0.0123456, detail: 'entry f1 by y: 4 against 4.05' },
    ];
    expect(seen({ kind: 'checks', title: 'Jacobian of f', verdict: 'disagree', checks })).toMatchInlineSnapshot(`
      "
      Jacobian of f
      ok   forward against reverse  0       4 of 4 entries the same
      BAD  differences              0.0123  entry f1 by y: 4 against 4.05
      disagree
      "
    `);
  });

  test('that is a graph lists its nodes', () => {
    const nodes = [
      { name: 'x', op: 'input', args: [], shape: [2] },
      { name: '', op: 'square', args: [0], shape: [2] },
      { name: 's', op: 'sum', args: [1], shape: [] },
    ];
    expect(seen({ kind: 'graph', title: 'f(x) = sum(x.^2)', nodes, outputs: [2] })).toMatchInlineSnapshot(`
      "
      f(x) = sum(x.^2)
      s = sum(%1)
      └─ %1 = square(x)  [2]
         └─ x  [2] (input)
      "
    `);
  });

  const square: FigureResult = {
    kind: 'figure',
    title: 'The unit square and its image',
    marks: [
      {
        kind: 'line',
        role: 'source',
        points: [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 1],
          [0, 0],
        ],
      },
      {
        kind: 'line',
        role: 'image',
        points: [
          [0, 0],
          [-2, 1],
          [-1, 2],
          [1, 1],
          [0, 0],
        ],
      },
      { kind: 'text', at: [-2, 1], text: 'c1' },
    ],
    facts: [
      ['det', -3],
      ['area', 3],
      ['orientation', 'reversed'],
    ],
  };

  test('that is a figure is drawn, with the figures behind it', () => {
    expect(seen(square, { width: 40 })).toMatchInlineSnapshot(`
      "
      The unit square and its image
                 ⢀⠔⠉⠒⠤⣀
               ⢀⠔⠁     ⠉⠒⠤⣀
             ⢀⠔⠁           ⠉⠒⠤⣀
           ⢀⠔⠁                 ⠉⠒⠤⣀
         ⢀⠔⠁                       ⠉⠒⠤⣀
       ⢀⠔⠁                             ⠉⠒⠤⣀
      c1                        ⢠⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠭⠶⣤
       ⠈⠑⠢⢄⡀                    ⢸          ⡠⠊⢸
           ⠈⠑⠢⢄⡀                ⢸        ⡠⠊  ⢸
               ⠈⠑⠢⢄⡀            ⢸      ⡠⠊    ⢸
                   ⠈⠑⠢⢄⡀        ⢸    ⢀⠔⠁     ⢸
                       ⠈⠑⠢⢄⡀    ⢸  ⢀⠔⠁       ⢸
                           ⠈⠑⠢⢄⡀⢸⢀⠔⠁         ⢸
                               ⠈⠙⠓⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠚
      det          -3
      area         3
      orientation  reversed
      "
    `);
    expect(seen(square, { width: 40, ascii: true })).toMatchInlineSnapshot(`
      "
      The unit square and its image
                  .'..
                .'    ''..
              .'          ''..
            .'                ''..
          .'                      ''..
        .'                            ''..
      c1                        ..........::..
       ''..                     :          .':
           ''..                 :        .'  :
               ''..             :      .'    :
                   ''..         :    .'      :
                       ''..     :  .'        :
                           ''.. :.'          :
                               '''''''''''''''
      det          -3
      area         3
      orientation  reversed
      "
    `);
    expect(seen(square, { plain: true })).toMatchInlineSnapshot(`
      "
      The unit square and its image
      det          -3
      area         3
      orientation  reversed
      "
    `);
  });

  test('that is text is shown, what a terminal would obey spelled out', () => {
    expect(seen({ kind: 'text', text: 'one\n  two \u001b[31mred\u202e' })).toMatchInlineSnapshot(`
      "
      one
        two \\x1b[31mred\\u202e
      "
    `);
  });

  test('may be missing', () => {
    expect(drawn({ ok: true, line: 1, input: ':clear', notes: [] })).toBe('\n');
  });
});

describe('a note', () => {
  test('says what must be known, how often, where, and its code', () => {
    const note = {
      code: 'derivative/kink',
      message: 'abs has no derivative at 0; 0 is used',
      span: [8, 14],
      entries: 3,
    } as const;
    expect(drawn(answered(array([], [0]), { input: ':grad 2*abs(x)', notes: [note] }))).toMatchInlineSnapshot(`
      "
      0
      note: abs has no derivative at 0; 0 is used (3 entries, at abs(x))
            [derivative/kink]
      "
    `);
  });
});

describe('an error', () => {
  test('points at the token, and says what to do', () => {
    const fault = {
      code: 'arity/too-few',
      message: 'f takes 2 arguments (x, y) and is given 1',
      span: [5, 9],
      help: 'Write f(x, y), for instance f(1, 2).',
    } as const;
    expect(drawn(failed(':jac f(1)', fault))).toMatchInlineSnapshot(`
      "
      error: f takes 2 arguments (x, y) and is given 1 [arity/too-few]
        :jac f(1)
             ^^^^
      help: Write f(x, y), for instance f(1, 2).
      "
    `);
  });

  test('numbers the lines of an input of several, and points below wide characters, marks and tabs', () => {
    const input = 'g(x) = [x,\n\t日本 + e\u0301x*nme]';
    const fault = {
      code: 'name/unknown',
      message: 'nothing is called nme',
      span: [21, 24],
      labels: [{ span: [0, 4], text: 'in the body of g' }],
    } as const;
    expect(drawn(failed(input, fault, 9))).toMatchInlineSnapshot(`
      "
      error: nothing is called nme [name/unknown]
       9 | g(x) = [x,
           ^^^^ in the body of g
      10 |   日本 + éx*nme]
                       ^^^
      "
    `);
  });

  test('shows of a long line what stands around its place', () => {
    const input = `${'1+'.repeat(60)}foo(${'2+'.repeat(60)}2)`;
    const fault = { code: 'name/unknown', message: 'nothing is called foo', span: [120, 123] } as const;
    expect(drawn(failed(input, fault), { width: 50 })).toMatchInlineSnapshot(`
      "
      error: nothing is called foo [name/unknown]
        ...+1+1+1+1+1+1+1+1+1+foo(2+2+2+2+2+2+2+2+2+2...
                              ^^^
      "
    `);
  });

  test('at the end of the input has its caret there', () => {
    const fault = { code: 'syntax/unclosed', message: 'the bracket is not closed', span: [7, 7] } as const;
    expect(drawn(failed('[1, 2, ', fault))).toMatchInlineSnapshot(`
      "
      error: the bracket is not closed [syntax/unclosed]
        [1, 2,
               ^
      "
    `);
  });

  test('without a place has no excerpt', () => {
    expect(drawn(failed('x', { code: 'file/missing', message: 'there is no file a.csv' }))).toMatchInlineSnapshot(`
      "
      error: there is no file a.csv [file/missing]
      "
    `);
  });
});

describe('an answer of lines that ran others', () => {
  test('shows each with its own', () => {
    const inner = [
      answered(array([], [3]), { name: 'a', input: 'a = 3' }),
      failed('a +', { code: 'syntax/missing', message: 'an operand is missing', span: [3, 3] }, 2),
    ];
    expect(drawn({ ...answered({ kind: 'text', text: '2 lines' }), inner })).toMatchInlineSnapshot(`
      "
      > a = 3
      a = 3
      > a +
      error: an operand is missing [syntax/missing]
        a +
           ^
      2 lines
      "
    `);
  });
});
