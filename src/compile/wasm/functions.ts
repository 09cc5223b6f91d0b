import { opOf } from '../../graph/builder.ts';
import type { Graph } from '../../graph/graph.ts';
import type { ModuleWriter } from '../../wasm/assembler.ts';
import type { Callable } from '../../wasm/function-writer.ts';
import { fallbacks, vectorMath } from '../../wasm/math/functions.ts';
import { invariant } from '../../base/invariant.ts';
import type { Elementary } from '../../ops/numbers/numbers.ts';
import { functions as elementary, type NumberFunction } from '../../ops/numbers/plain.ts';
import type { Kernel } from '../plan/kernel.ts';
import type { Functions } from './lanes.ts';

/** What kernels call besides what the module writes itself: declared in the module, given when it is instantiated. */
export interface Imports {
  readonly functions: Functions;
  readonly given: Readonly<Record<string, NumberFunction>>;
}

/** Declares what the kernels' bodies call. To be done before any function is written. */
export function declareFunctions(module: ModuleWriter, graph: Graph, kernels: readonly Kernel[]): Imports {
  const names = new Set<Elementary>();
  const keys = new Set<string>();
  for (const { parts } of kernels) {
    for (const { body } of parts) {
      for (const term of body.terms.list) {
        if (term.kind === 'call') names.add(term.name);
        else if (term.kind === 'own') keys.add(term.key);
      }
    }
  }
  const given: Record<string, NumberFunction> = {};
  const declared = new Map<string, Callable>();
  const declare = (name: string, arity: number, value: NumberFunction): void => {
    given[name] = value;
    declared.set(name, module.import('math', name, Array<'f64'>(arity).fill('f64'), ['f64']));
  };
  for (const name of names) {
    for (const other of fallbacks[name]) declare(other, elementary[other].length, elementary[other]);
  }
  for (const node of graph.nodes) {
    if (node.kind !== 'op' || !keys.has(node.key) || declared.has(node.key)) continue;
    const { value } = opOf(node);
    invariant(value, `${node.key} is computed entry by entry`);
    declare(node.key, node.args.length, value);
  }
  const own = (name: string): Callable => {
    const callee = declared.get(name);
    invariant(callee, `${name} is declared`);
    return callee;
  };
  const library = vectorMath(module, own);
  // Written before the kernels are, so that no function begins within another.
  for (const name of names) library(name);
  return { functions: { vector: library, own }, given };
}
