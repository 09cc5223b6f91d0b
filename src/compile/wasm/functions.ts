import { opOf } from '../../graph/builder.ts';
import type { Graph } from '../../graph/graph.ts';
import { opNamed } from '../../ops/primitive.ts';
import type { ModuleWriter } from '../../wasm/assembler.ts';
import type { Callable } from '../../wasm/function-writer.ts';
import { fallbacks, type MathName, vectorMath } from '../../wasm/math/functions.ts';
import { invariant } from '../../base/invariant.ts';
import { type Elementary, elementaryNames } from '../../ops/numbers.ts';
import type { Kernel } from '../plan/kernel.ts';
import type { Functions } from './lanes.ts';

type NumberFunction = (...x: number[]) => number;

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
  const ofName = (name: string): NumberFunction => {
    const { value } = opNamed(name, {}, name);
    invariant(value, `${name} is a function of numbers`);
    return value;
  };
  for (const name of names) {
    const needed = isVector(name) ? fallbacks[name] : [name];
    for (const other of needed) declare(other, ofName(other).length, ofName(other));
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
  const lanewise = new Map<string, Callable>();
  const vector = (name: Elementary): Callable => {
    if (isVector(name)) return library(name);
    let made = lanewise.get(name);
    if (!made) lanewise.set(name, (made = byLanes(module, own(name), ofName(name).length)));
    return made;
  };
  // Written before the kernels are, so that no function begins within another.
  for (const name of elementaryNames) if (names.has(name)) vector(name);
  return { functions: { vector, own }, given };
}

const isVector = (name: Elementary): name is Elementary & MathName => name in fallbacks;

/** A function of doubles as one of vectors. */
function byLanes(module: ModuleWriter, callee: Callable, arity: number): Callable {
  const parameters = Array.from({ length: arity }, (_, i) => i);
  const f = module.function(Array<'v128'>(arity).fill('v128'), ['v128']);
  for (const lane of [0, 1] as const) {
    for (const p of parameters) f.get(p).lane('f64x2.extract_lane', lane);
    f.call(callee);
    if (lane === 0) f.op('f64x2.splat');
    else f.lane('f64x2.replace_lane', 1);
  }
  return f;
}
