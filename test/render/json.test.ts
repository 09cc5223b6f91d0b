import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerJson, answerObject } from '../../src/render/json.ts';
import { answered, array, axis, failed } from './drawing.ts';

describe('an answer as JSON', () => {
  test('of an array has its shape, its axes and its numbers in full', () => {
    const jacobian = array([2, 2], [2, 4, 2, 1], {
      axes: [axis('f', 'f1', 'f2'), axis('x,y', 'x', 'y')],
      layout: 'numerator',
      title: 'Jacobian of f by x, y',
    });
    expect(answerJson(answered(jacobian, { line: 2, input: ':jac f(1, 2)', name: 'ans' }))).toBe(
      '{"v":1,"line":2,"input":":jac f(1, 2)","ok":true,"kind":"tensor","name":"ans","shape":[2,2],"axes":["f","x,y"],' +
        '"layout":"numerator","data":[[2,4],[2,1]],"notes":[]}',
    );
  });

  test('of an error has its code, message, place and help', () => {
    const fault = {
      code: 'arity/too-few',
      message: 'f takes 2 arguments',
      span: [5, 9],
      help: 'Write f(1, 2).',
    } as const;
    expect(answerJson(failed(':jac f(1)', fault, 3))).toBe(
      '{"v":1,"line":3,"input":":jac f(1)","ok":false,"error":{"code":"arity/too-few","message":"f takes 2 arguments",' +
        '"span":[5,9],"help":"Write f(1, 2)."}}',
    );
  });

  test('of training has parameters by name, and the curve', () => {
    const training = {
      kind: 'training',
      params: [
        { name: ['W1'], shape: [1, 2], data: Float64Array.of(0.5, -1) },
        { name: ['b1'], shape: [], data: Float64Array.of(0.25) },
      ],
      steps: 1000,
      loss: { start: 27.5, end: Infinity },
      curve: [
        [0, 27.5],
        [1000, NaN],
      ],
      stopped: 'diverged',
    } as const;
    expect(answerJson(answered(training, { line: 4, input: ':train loss(W1, b1)' }))).toBe(
      '{"v":1,"line":4,"input":":train loss(W1, b1)","ok":true,"kind":"training","params":{"W1":[[0.5,-1]],"b1":0.25},' +
        '"steps":1000,"loss":{"start":27.5,"end":"Infinity"},"curve":[[0,27.5],[1000,"NaN"]],"stopped":"diverged","notes":[]}',
    );
  });

  test('of one part per argument names the parts, of a Hessian by pairs', () => {
    const parts = [
      { name: ['W1', 'b1'], shape: [2], data: Float64Array.of(1, 2), axes: [axis('W1')] },
      { name: ['b1'], shape: [], data: Float64Array.of(3) },
    ];
    expect(answerObject(answered({ kind: 'array', parts, layout: 'denominator' }))).toMatchObject({
      kind: 'tensors',
      layout: 'denominator',
      parts: [
        { name: ['W1', 'b1'], shape: [2], axes: ['W1'], data: [1, 2] },
        { name: ['b1'], shape: [], data: 3 },
      ],
    });
  });

  test.each([
    [array([], [Math.log(3)], { facts: [['sign', -1]] }), { kind: 'tensor', shape: [], data: Math.log(3), sign: -1 }],
    [array([0, 3], []), { kind: 'tensor', shape: [0, 3], data: [] }],
    [array([2, 0], []), { kind: 'tensor', shape: [2, 0], data: [[], []] }],
    [
      array([2, 1, 2], [1, NaN, Infinity, -Infinity]),
      { kind: 'tensor', shape: [2, 1, 2], data: [[[1, 'NaN']], [['Infinity', '-Infinity']]] },
    ],
    [
      { kind: 'function', params: ['x'], text: 'f(x) = x^2' },
      { kind: 'function', params: ['x'], text: 'f(x) = x^2' },
    ],
    [
      { kind: 'table', columns: ['name', 'value'], rows: [['x', NaN]] },
      { kind: 'table', columns: ['name', 'value'], rows: [['x', 'NaN']] },
    ],
    [
      {
        kind: 'table',
        columns: ['n'],
        rows: [[1]],
        facts: [
          ['why', 'so'],
          ['size', Infinity],
        ],
      },
      { kind: 'table', columns: ['n'], rows: [[1]], facts: { why: 'so', size: 'Infinity' } },
    ],
    [
      {
        kind: 'figure',
        title: 'a',
        marks: [{ kind: 'line', role: 'r', points: [[0, 1]], dashed: true }],
        facts: [],
        tables: [{ title: 't', columns: ['n'], rows: [[-Infinity]] }],
      },
      {
        kind: 'figure',
        title: 'a',
        facts: {},
        tables: [{ title: 't', columns: ['n'], rows: [['-Infinity']] }],
        marks: [{ kind: 'line', role: 'r', dashed: true, points: [[0, 1]] }],
      },
    ],
    [
      {
        kind: 'figure',
        title: 'a',
        scales: { x: { kind: 'log' }, y: { kind: 'linear' } },
        marks: [{ kind: 'line', role: 'r', points: [[1, NaN]], dashed: false }],
        facts: [],
      },
      {
        kind: 'figure',
        title: 'a',
        facts: {},
        scales: { x: { kind: 'log' }, y: { kind: 'linear' } },
        marks: [{ kind: 'line', role: 'r', points: [[1, 'NaN']] }],
      },
    ],
    [
      { kind: 'figure', title: 'a', marks: [{ kind: 'text', at: [0, 1], text: 't' }], facts: [['area', 3]] },
      { kind: 'figure', title: 'a', facts: { area: 3 }, marks: [{ kind: 'text', at: [0, 1], text: 't' }] },
    ],
    [
      { kind: 'graph', title: 'g', nodes: [{ name: 'x', op: 'input', args: [], shape: [2] }], outputs: [0] },
      { kind: 'graph', title: 'g', nodes: [{ name: 'x', op: 'input', args: [], shape: [2] }], outputs: [0] },
    ],
    [
      { kind: 'checks', title: 'c', verdict: 'agree', checks: [{ name: 'n', ok: true, detail: 'd' }] },
      { kind: 'checks', title: 'c', verdict: 'agree', checks: [{ name: 'n', ok: true, detail: 'd' }] },
    ],
    [
      {
        kind: 'checks',
        title: 'c',
        verdict: 'agree',
        parts: [{ name: ['J'], shape: [2], data: Float64Array.of(1, NaN) }],
        checks: [],
      },
      {
        kind: 'checks',
        title: 'c',
        verdict: 'agree',
        parts: [{ name: ['J'], shape: [2], data: [1, 'NaN'] }],
        checks: [],
      },
    ],
    [
      { kind: 'text', text: 'words' },
      { kind: 'text', text: 'words' },
    ],
  ] as const)('holds the facts of each kind: %o', (result, facts) => {
    const head = { v: 1, line: 1, input: '(typed)', ok: true };
    expect(answerObject(answered(result))).toEqual({ ...head, ...facts, notes: [] });
  });

  test('has notes with their code, place and count, and the answers of lines that ran in turn', () => {
    const inner = [answered(array([], [3]), { input: 'a = 3', name: 'a' })];
    const notes = [{ code: 'value/nan', message: 'sqrt of a negative number', span: [0, 4], entries: 2 }] as const;
    expect(answerObject({ ok: true, line: 1, input: ':replay x', notes, inner })).toEqual({
      v: 1,
      line: 1,
      input: ':replay x',
      ok: true,
      inner: [{ v: 1, line: 1, input: 'a = 3', ok: true, kind: 'tensor', name: 'a', shape: [], data: 3, notes: [] }],
      notes: [{ code: 'value/nan', message: 'sqrt of a negative number', span: [0, 4], entries: 2 }],
    });
  });

  test('parses back to the same numbers bit for bit', () => {
    fc.assert(
      fc.property(fc.float64Array({ noNaN: true, noDefaultInfinity: true }), (data) => {
        const { data: parsed } = JSON.parse(answerJson(answered(array([data.length], data))));
        expect(new BigInt64Array(Float64Array.from(parsed).buffer)).toEqual(new BigInt64Array(data.buffer));
      }),
    );
    expect(answerJson(answered(array([], [-0])))).toContain('"data":-0,');
  });

  test('is one line, in which a terminal finds nothing to obey, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const answer = failed(text, { code: 'at/twice', message: text, help: text });
        const json = answerJson(answer);
        expect(json).not.toMatch(/\p{Cc}|\p{Cf}/u);
        expect(JSON.parse(json)).toEqual(answerObject(answer));
      }),
    );
  });

  test('of a million numbers holds every digit', () => {
    const rows = Array.from({ length: 1000 }, (_, i) => Array.from({ length: 1000 }, (_, j) => Math.sin(i * 1000 + j)));
    const answer = answered(array([1000, 1000], rows.flat()));
    expect(JSON.parse(answerJson(answer)).data).toEqual(rows);
  });
});
