import { invariant } from '../../base/invariant.ts';
import { opOf } from '../../graph/builder.ts';
import type { Graph, Ref } from '../../graph/graph.ts';
import { functions as elementary, type NumberFunction } from '../../ops/numbers/plain.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import type { TermRef } from '../plan/terms.ts';
import type { Scalars } from './scalarise.ts';
import { type Called, isMathFunction, Statements } from './text.ts';

/** What a graph's numbers are called outside. */
export interface Spelling {
  /** Entry `k` of input `i`. */
  entry(i: number, k: number): string;
  /** The statement that is run where a guard does not hold. */
  readonly failed: string;
}

/** A graph as statements, which call `f0`, `f1`, .. and `wholes`, and its outputs' entries as expressions. */
export interface Code {
  readonly statements: readonly string[];
  readonly outputs: readonly (readonly string[])[];
  /** What `f0`, `f1`, .. are. */
  readonly functions: readonly NumberFunction[];
}

/** Writes a graph that has been taken apart into single numbers. */
export function codeOf(graph: Graph, { terms, outputs, guards, calls }: Scalars, spelling: Spelling): Code {
  const functions = new Map<string, NumberFunction>();
  const named = (term: Called): string => {
    const name = term.kind === 'call' ? term.name : term.key;
    const value = term.kind === 'call' ? elementary[term.name] : ownValue(graph, term.key);
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
    ({ source, access: { offset } }) => {
      const i = input.get(source);
      return i === undefined ? `w${call.get(source)}[${offset}]` : spelling.entry(i, offset);
    },
    named,
  );
  const waiting = guards.map((g) => ({ ...g, from: Math.max(-1, ...g.entries) + 1 })).sort((a, b) => b.from - a.from);
  // Before an op that may fail on another branch it is told that the branch is another.
  const hold = (end: TermRef): void => {
    for (let g = waiting.pop(); g; g = waiting.pop()) {
      if (g.from > end) return void waiting.push(g);
      writeGuard(body, g.entries, g.value, spelling.failed);
    }
  };
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
  return {
    statements: body.lines,
    outputs: outputs.map((entries) => entries.map((t) => body.of(t))),
    functions: [...functions.values()],
  };
}

function writeGuard(body: Statements, entries: readonly TermRef[], value: Tensor, failed: string): void {
  entries.forEach((t, k) => {
    const wanted = value.data[k]!;
    const holds = Number.isNaN(wanted) ? `${body.of(t)} !== ${body.of(t)}` : `${body.of(t)} === ${wanted}`;
    body.lines.push(`if (!(${holds})) ${failed};`);
  });
}

function ownValue(graph: Graph, key: string): NumberFunction | undefined {
  const node = graph.nodes.find((n) => n.kind === 'op' && n.key === key);
  return node?.kind === 'op' ? opOf(node).value : undefined;
}

/** A function of the given text; its text is made from a graph's slots and numbers only. */
export function functionOf<T>(names: readonly string[], values: readonly unknown[], lines: readonly string[]): T {
  const make = new Function(...names, ['"use strict";', ...lines].join('\n')) as (...args: readonly unknown[]) => T;
  return make(...values);
}

/** `f0`, `f1`, .. */
export const functionNames = ({ functions }: Code): readonly string[] => functions.map((_, i) => `f${i}`);
