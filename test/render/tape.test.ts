import { describe, expect, test } from 'vitest';
import { answerJson } from '../../src/render/json.ts';
import type { GraphResult, GraphResultNode, TapeRow } from '../../src/answer/result.ts';
import { answered, seen } from './drawing.ts';

const numbers = (...data: number[]): Float64Array => Float64Array.from(data);

const row = (index: number, value: number, tangent: number, adjoint: number, more: Partial<TapeRow> = {}): TapeRow => ({
  row: index,
  value: numbers(value),
  partials: [],
  tangents: [numbers(tangent)],
  adjoints: [numbers(adjoint)],
  sums: [],
  ...more,
});

const by = (name: string, x: number) => ({ by: name, shape: [], data: numbers(x) });

const nodes: readonly GraphResultNode[] = [
  { name: 'x', op: 'input', args: [], shape: [], text: 'input', tape: row(1, 3, 1, -6.75) },
  {
    name: 'a',
    op: 'square',
    args: [0],
    shape: [],
    text: 'x^2',
    tape: row(2, 9, 6, -1.125, {
      partials: [by('x', 6)],
      sums: [
        [
          { through: 'f', data: numbers(-2), adjoint: 1, partial: -2 },
          { through: 'b', data: numbers(0.875), adjoint: 7, partial: 0.125 },
        ],
      ],
    }),
  },
  {
    name: 'b',
    op: 'log',
    args: [1],
    shape: [],
    text: 'log(a)',
    tape: row(3, Math.log(9), 2 / 3, 7, { partials: [by('a', 1 / 9)] }),
  },
  {
    name: 'f',
    op: 'add',
    args: [1, 2],
    shape: [],
    text: 'a + b',
    tape: row(4, 9 + Math.log(9), 20 / 3, 1, { partials: [by('a', 1), by('b', 1)] }),
  },
];

const tape: GraphResult = {
  kind: 'graph',
  title: 'Tape of f by x',
  nodes,
  outputs: [3],
  tape: { rows: 4, tangents: ['tangent'], adjoints: ['adjoint'] },
};

describe('a tape', () => {
  test('is a table, with the sums of adjoints below it', () => {
    expect(seen(tape)).toMatchInlineSnapshot(`
      "
      Tape of f by x
         operation  value     tangent   adjoint  local derivatives
      x  input       3        1          -6.75
      a  x^2         9        6          -1.125  6 by x
      b  log(a)      2.19722  0.666667    7      0.111111 by a
      f  a + b      11.1972   6.66667     1      1 by a, 1 by b
      6 digits shown
      adjoint of a = 1*(-2) through f + 7*0.125 through b = -1.125
      "
    `);
  });

  test('on a narrow terminal has its columns in groups', () => {
    expect(seen(tape, { width: 40 })).toMatchInlineSnapshot(`
      "
      Tape of f by x
         operation  value     tangent
      x  input       3        1
      a  x^2         9        6
      b  log(a)      2.19722  0.666667
      f  a + b      11.1972   6.66667

         adjoint  local derivatives
      x   -6.75
      a   -1.125  6 by x
      b    7      0.111111 by a
      f    1      1 by a, 1 by b
      6 digits shown
      adjoint of a = 1*(-2) through f +
        7*0.125 through b = -1.125
      "
    `);
  });

  test('of arrays shows short ones whole and long ones by shape and ends', () => {
    const wide: GraphResult = {
      ...tape,
      tape: { ...tape.tape!, rows: 2 },
      nodes: [
        {
          name: 'x',
          op: 'input',
          args: [],
          shape: [2, 2],
          tape: {
            ...row(1, 0, 0, 0),
            value: numbers(1, 2, 3, 4),
            tangents: [numbers(1, 0, 0, 0)],
            adjoints: [numbers(1, 1, 1, 1)],
          },
        },
        {
          name: 'v1',
          op: 'exp',
          args: [0],
          shape: [20],
          text: 'exp(x)',
          tape: {
            ...row(2, 0, 0, 0),
            value: Float64Array.from({ length: 20 }, (_, i) => i / 3),
            tangents: [new Float64Array(20)],
            adjoints: [new Float64Array(20)],
            partials: [{ by: 'x', shape: [20, 400] }],
          },
        },
      ],
    };
    expect(seen(wide)).toMatchInlineSnapshot(`
      "
      Tape of f by x
          operation  value              tangent       adjoint       local derivatives
      x   input      [1, 2; 3, 4]       [1, 0; 0, 0]  [1, 1; 1, 1]
      v1  exp(x)     [20] 0 .. 6.33333  [20] 0 .. 0   [20] 0 .. 0   [20,400] by x
      6 digits shown
      "
    `);
  });

  test('says where rows are left out, and what to do', () => {
    const some = [nodes[0]!, nodes[3]!];
    expect(seen({ ...tape, nodes: some, tape: { ...tape.tape!, omitted: [2, 3] } })).toMatchInlineSnapshot(`
      "
      Tape of f by x
           operation  value    tangent  adjoint  local derivatives
      x    input       3       1          -6.75
      ...
      f    a + b      11.1972  6.66667     1     1 by a, 1 by b
      6 digits shown
      2 of 4 rows; rows=2:3 shows what follows
      "
    `);
  });

  test('says which columns are left out, and how to choose one', () => {
    const text = seen({ ...tape, tape: { ...tape.tape!, directions: 5, entries: 4 } });
    expect(text).toContain('no tangents: there are 5 directions; choose one with along=..\n');
    expect(text).toContain('no adjoints: the answer has 4 entries; choose a cotangent with with=..\n');
  });

  test('has the same facts in JSON, in full', () => {
    const json = JSON.parse(answerJson(answered(tape)));
    expect(json).toMatchObject({ kind: 'graph', rows: 4, tangents: ['tangent'], adjoints: ['adjoint'], outputs: [3] });
    expect(json.nodes[2]).toEqual({
      name: 'b',
      op: 'log',
      args: [1],
      shape: [],
      text: 'log(a)',
      row: 3,
      value: Math.log(9),
      partials: [{ by: 'a', shape: [], data: 1 / 9 }],
      tangents: [2 / 3],
      adjoints: [7],
    });
    expect(json.nodes[1].sums).toEqual([
      [
        { through: 'f', adjoint: 1, partial: -2, share: -2 },
        { through: 'b', adjoint: 7, partial: 0.125, share: 0.875 },
      ],
    ]);
  });
});

describe('a graph', () => {
  const bare: GraphResult = {
    kind: 'graph',
    title: 'Graph of f by x',
    nodes: nodes.map(({ tape: _, ...node }) => node),
    outputs: [3],
  };

  test('hangs from its answer; a value with several users is drawn once', () => {
    expect(seen(bare)).toMatchInlineSnapshot(`
      "
      Graph of f by x
      f = a + b
      ├─ a = x^2  (used 2 times)
      │  └─ x  (input)
      └─ b = log(a)
         └─ a  (above)
      "
    `);
  });

  test('has an ASCII form, and one without strokes', () => {
    expect(seen(bare, { ascii: true })).toMatchInlineSnapshot(`
      "
      Graph of f by x
      f = a + b
      |- a = x^2  (used 2 times)
      |  \`- x  (input)
      \`- b = log(a)
         \`- a  (above)
      "
    `);
    expect(seen(bare, { plain: true })).toMatchInlineSnapshot(`
      "
      Graph of f by x
      f = a + b
        a = x^2  (used 2 times)
          x  (input)
        b = log(a)
          a  (above)
      "
    `);
  });

  test('that is too deep for the width goes on from the margin', () => {
    const chain = Array.from({ length: 12 }, (_, i) => ({
      name: `v${i}`,
      op: i === 0 ? 'input' : 'sin',
      args: i === 0 ? [] : [i - 1],
      shape: [],
    }));
    expect(seen({ ...bare, nodes: chain, outputs: [11] }, { width: 40 })).toMatchInlineSnapshot(`
      "
      Graph of f by x
      v11 = sin(v10)
      └─ v10 = sin(v9)
         └─ v9 = sin(v8)
            └─ v8 = sin(v7)
               └─ v7 = sin(v6)
                  └─ v6 = sin(v5)
                     └─ v5 = sin(v4)
                        └─ v4  (below)
      v4 = sin(v3)
      └─ v3 = sin(v2)
         └─ v2 = sin(v1)
            └─ v1 = sin(v0)
               └─ v0  (input)
      "
    `);
  });
});
