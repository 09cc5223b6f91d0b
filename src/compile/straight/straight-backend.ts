import { invariant } from '../../base/invariant.ts';
import { opOf } from '../../graph/builder.ts';
import type { Graph, Ref } from '../../graph/graph.ts';
import { opNamed } from '../../ops/primitive.ts';
import { sizeOf, type Tensor } from '../../tensor/tensor.ts';
import { type Backend, type Executable, GuardFailed } from '../backend.ts';
import type { TermRef } from '../plan/terms.ts';
import { scalarise, type Scalars, type WholeCall } from './scalarise.ts';
import { isMathFunction, Statements } from './text.ts';

/** Functions of more terms are compiled late by V8, or never. */
export const MOST_TERMS = 700;

/** Straight-line JavaScript over single numbers: the fastest for small graphs. */
export const straightBackend: Backend = {
  name: 'javascript',
  compile: (graph) => {
    const scalars = scalarise(graph, Number.POSITIVE_INFINITY);
    invariant(scalars, 'any graph is made of numbers');
    return executableOf(graph, scalars);
  },
};

/** A graph as straight-line code, if it is small enough. */
export function straightLine(graph: Graph): Executable | undefined {
  const scalars = scalarise(graph, MOST_TERMS);
  return scalars && executableOf(graph, scalars);
}

function executableOf(graph: Graph, scalars: Scalars): Executable {
  const { lines, functions } = codeOf(graph, scalars);
  const outputs = graph.outputs.map((ref): Tensor => {
    const { shape } = graph.nodes[ref]!;
    return { shape, data: new Float64Array(sizeOf(shape)) };
  });
  const wholes = scalars.calls.map((call) => wholeOf(call));
  const names = [...functions.keys()].map((_, i) => `f${i}`);
  // The text is made from the graph's slots and numbers only.
  const make = new Function('outputs', 'wholes', 'fail', ...names, lines.join('\n')) as (
    ...args: readonly unknown[]
  ) => (inputs: readonly Tensor[]) => void;
  const failed = (): never => {
    throw new GuardFailed();
  };
  const run = make(
    outputs.map((t) => t.data),
    wholes,
    failed,
    ...functions.values(),
  );
  return (inputs) => {
    run(inputs);
    return outputs;
  };
}

function wholeOf({ op, args }: WholeCall): { args: Float64Array[]; run: () => Float64Array } {
  const tensors = args.map(({ shape }): Tensor => ({ shape, data: new Float64Array(sizeOf(shape)) }));
  return { args: tensors.map((t) => t.data), run: () => op.compute(tensors).data };
}

function codeOf(graph: Graph, { terms, outputs, guards, calls }: Scalars) {
  const functions = new Map<string, (...x: number[]) => number>();
  const named = (kind: 'call' | 'own', name: string): string => {
    const value = kind === 'call' ? opNamed(name, {}, name).value : ownValue(graph, name);
    invariant(value, `${name} is a function of numbers`);
    if (isMathFunction(name, value)) return `Math.${name}`;
    if (!functions.has(name)) functions.set(name, value);
    return `f${[...functions.keys()].indexOf(name)}`;
  };
  const input = new Map<Ref, number>(graph.inputs.map((ref, i) => [ref, i]));
  const call = new Map<Ref, number>(calls.map(({ ref }, i) => [ref, i]));
  const results = [
    ...outputs.flat(),
    ...guards.flatMap((g) => g.entries),
    ...calls.flatMap((c) => c.args.flatMap((a) => a.entries)),
  ];
  const body = new Statements(
    terms.list,
    results,
    ({ source, access }) => `${input.has(source) ? `x${input.get(source)}` : `w${call.get(source)}`}[${access.offset}]`,
    named,
  );
  const waiting = guards.map((g) => ({ ...g, from: Math.max(-1, ...g.entries) + 1 }));
  // Before an op that may fail on another branch it is told that the branch is another.
  const hold = (end: TermRef): void => {
    for (let g = waiting.pop(); g; g = waiting.pop()) {
      if (g.from > end) return void waiting.push(g);
      writeGuard(body, g.entries, g.value);
    }
  };
  waiting.sort((a, b) => b.from - a.from);
  calls.forEach(({ at, args }, i) => {
    body.until(at);
    hold(at);
    args.forEach(({ entries }, a) =>
      entries.forEach((t, k) => body.lines.push(`wholes[${i}].args[${a}][${k}] = ${body.of(t)};`)),
    );
    body.lines.push(`const w${i} = wholes[${i}].run();`);
  });
  body.until(terms.list.length);
  hold(terms.list.length);
  outputs.forEach((entries, i) => entries.forEach((t, k) => body.lines.push(`y${i}[${k}] = ${body.of(t)};`)));
  const lines = [
    '"use strict";',
    ...outputs.map((_, i) => `const y${i} = outputs[${i}];`),
    'return function (inputs) {',
    ...graph.inputs.map((_, i) => `const x${i} = inputs[${i}].data;`),
    ...body.lines,
    '};',
  ];
  return { lines, functions };
}

function writeGuard(body: Statements, entries: readonly TermRef[], value: Tensor): void {
  entries.forEach((t, k) => {
    const wanted = value.data[k]!;
    const holds = Number.isNaN(wanted) ? `${body.of(t)} !== ${body.of(t)}` : `${body.of(t)} === ${wanted}`;
    body.lines.push(`if (!(${holds})) fail();`);
  });
}

function ownValue(graph: Graph, key: string): ((...x: number[]) => number) | undefined {
  const node = graph.nodes.find((n) => n.kind === 'op' && n.key === key);
  return node?.kind === 'op' ? opOf(node).value : undefined;
}
