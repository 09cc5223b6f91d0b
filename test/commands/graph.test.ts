import { describe, expect, test } from 'vitest';
import { failed, resultOf, trial } from './fixture.ts';

const example = 'f(x) = (a = x^2; b = exp(a); a + b)';

describe('a graph', () => {
  test('has a node for each value, with what it is computed from', async () => {
    const { nodes, outputs, tape } = resultOf(await trial().run(example, ':graph f(1)'), 'graph');
    expect(nodes).toEqual([
      { name: 'x', op: 'input', args: [], shape: [], text: 'input' },
      { name: 'a', op: 'pow', args: [0], shape: [], text: 'x^2' },
      { name: 'b', op: 'exp', args: [1], shape: [], text: 'exp(a)' },
      { name: 'f', op: 'add', args: [1, 2], shape: [], text: 'a + b' },
    ]);
    expect(outputs).toEqual([3]);
    expect(tape).toBeUndefined();
  });

  test('is written in the language of Graphviz', async () => {
    const { text } = resultOf(await trial().run(example, ':graph f(1) as=dot'), 'text');
    expect(text).toMatchInlineSnapshot(`
      "digraph {
        label="Graph of f by x";
        rankdir=LR;
        n0 [label="x", shape=box];
        n1 [label="a = x^2", shape=ellipse];
        n2 [label="b = exp(a)", shape=ellipse];
        n3 [label="f = a + b", shape=ellipse, peripheries=2];
        n0 -> n1;
        n1 -> n2;
        n1 -> n3;
        n2 -> n3;
      }
      "
    `);
  });

  test('is a picture with a box for each node and an arrow for each edge', async () => {
    const { text } = resultOf(await trial().run(example, ':graph f(1) as=svg'), 'text');
    expect(text).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(text.match(/marker-end=/g)).toHaveLength(4);
    for (const label of ['x', 'a = x^2', 'b = exp(a)', 'f = a + b']) expect(text).toContain(`>${label}</text>`);
  });

  test('has no markup in its labels', async () => {
    const { text } = resultOf(await trial().run('less(x) = x*(x < 3)', ':graph less(1) as=svg'), 'text');
    expect(text).toContain('x &lt; 3');
  });

  test('goes to a file, whose ending says the form', async () => {
    const { run, files } = trial();
    await run(example, ':graph f(1) file=f.svg');
    expect(files.get('f.svg')).toContain('</svg>');
    expect(failed(await run(':graph f(2) file=f.svg')).fault.code).toBe('file/exists');
    expect(await run(':graph f(2) file=f.svg force=yes')).toMatchObject({ ok: true });
  });

  test('has a fault for a form that cannot be told', async () => {
    expect(failed(await trial().run(example, ':graph f(1) file=f.png')).fault.code).toBe('graph/file');
  });

  test('of many values is no picture', async () => {
    const sum = Array.from({ length: 200 }, (_, i) => `sin(${i + 2}*x)`).join(' + ');
    expect(failed(await trial().run(`:graph ${sum} at x=1 as=svg`)).fault.code).toBe('graph/large');
  });
});
