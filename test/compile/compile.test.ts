import { describe, expect, it } from 'vitest';
import { type Backend, GuardFailed } from '../../src/compile/backend.ts';
import { compiledGraph, compileGraph, unsoundness } from '../../src/compile/compile.ts';
import { evaluateGraph } from '../../src/compile/evaluate.ts';
import { interpreter } from '../../src/compile/interpreter.ts';
import { runtimeOf } from '../../src/compile/runtime.ts';
import { faultOf } from '../../src/compile/self-check.ts';
import { graphOf } from '../../src/graph/builder.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { abs } from '../../src/ops/scalar/arithmetic.ts';
import { larger } from '../../src/ops/scalar/comparison.ts';
import { literal, mul, sum } from '../../src/ops/core.ts';
import { exp, log } from '../../src/ops/scalar/exponential.ts';
import { inv } from '../../src/ops/matrix/matrix.ts';
import { full, scalar, tensor } from '../../src/tensor/tensor.ts';

const square = (n: number): Graph => graphOf([[n]], ($, [x]) => [$(sum([0]), $(mul, x!, x!))]);

describe('the choice of a back end', () => {
  it('is by the size of the graph: single numbers as JavaScript, arrays as WebAssembly', () => {
    expect(compileGraph(square(3)).backend).toBe('javascript');
    expect(compileGraph(square(3000)).backend).toBe('wasm');
  });

  it('is the interpreter for arrays without entries', () => {
    const { backend, run } = compileGraph(square(0));
    expect(backend).toBe('interpreter');
    expect(run([tensor([0], [])])[0]!.data[0]).toBe(0);
  });

  it('makes no JavaScript of a large graph, though it is asked for', () => {
    expect(compileGraph(square(40_000), runtimeOf({ backend: 'javascript' })).backend).toBe('wasm');
  });

  it.each(['interpreter', 'javascript', 'wasm'] as const)('can be forced: %s', (name) => {
    const { backend, run } = compileGraph(square(5), runtimeOf({ backend: name }));
    expect(backend).toBe(name);
    expect(run([tensor([5], [1, 2, 3, 4, 5])])[0]!.data[0]).toBe(55);
  });
});

describe('the self-check of a back end', () => {
  it('is passed by the interpreter and by WebAssembly', () => {
    expect(faultOf(interpreter)).toBeUndefined();
    expect(unsoundness(false)).toBeUndefined();
  });

  it('finds one that rounds wrongly, and one that fails', () => {
    const off: Backend = {
      name: 'off',
      compile: (graph) => {
        const run = interpreter.compile(graph);
        return (inputs) => run(inputs).map((t) => ({ shape: t.shape, data: t.data.map((v) => v * (1 + 1e-9)) }));
      },
    };
    expect(faultOf(off)).toBe('it computes something else');
    const broken: Backend = {
      name: 'broken',
      compile: () => {
        throw new Error('no such instruction');
      },
    };
    expect(faultOf(broken)).toBe('no such instruction');
  });
});

describe('graphs that compute the same', () => {
  it('are compiled once', () => {
    expect(compiledGraph(square(50))).toBe(compiledGraph(square(50)));
    expect(compiledGraph(square(50))).not.toBe(compiledGraph(square(51)));
  });

  it('are told apart by their numbers', () => {
    const scaled = (c: number): Graph => graphOf([[4]], ($, [x]) => [$(mul, literal($, c), x!)]);
    expect(compiledGraph(scaled(2))).not.toBe(compiledGraph(scaled(3)));
    expect(compiledGraph(scaled(0))).not.toBe(compiledGraph(scaled(-0)));
  });
});

describe('an op that fails', () => {
  it('on another branch than the recorded one does not count', () => {
    const graph = graphOf([[], [2, 2]], ($, [x, a]) => {
      $.guard($(larger, x!, literal($, 0)), scalar(1));
      return [$(inv, a!)];
    });
    for (const name of ['javascript', 'wasm'] as const) {
      const { run } = compileGraph(graph, runtimeOf({ backend: name }));
      const singular = full([2, 2], 1);
      expect(() => run([scalar(1), singular])).toThrow('exactly singular');
      expect(() => run([scalar(-1), singular])).not.toThrow('exactly singular');
      expect(() => run([scalar(-1), singular])).toThrow(GuardFailed);
    }
  });
});

describe('a large graph that is evaluated once', () => {
  const n = 300_000;
  const runtime = runtimeOf();
  const seen = (graph: Graph, x: Float64Array): readonly string[] => {
    const ops: string[] = [];
    evaluateGraph(runtime, graph, [tensor([n], x)], { op: (node) => ops.push(node.op), off: () => ops.push('off') });
    return ops;
  };

  it('is compiled, and only what lies at kinks is looked at', () => {
    const graph = graphOf([[n]], ($, [x]) => {
      $.mark(undefined, true);
      return [$(sum([0]), $(exp, $(abs, x!)))];
    });
    expect(seen(graph, new Float64Array(n))).toEqual(['abs']);
    expect([...runtime.ran]).toEqual(['wasm']);
  });

  it('is interpreted, op by op, where an output is no finite number', () => {
    const graph = graphOf([[n]], ($, [x]) => [$(sum([0]), $(log, x!))]);
    expect(seen(graph, new Float64Array(n))).toEqual(['log', 'sum']);
  });
});
