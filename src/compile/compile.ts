import { attempt } from '../base/fault.ts';
import type { Graph } from '../graph/graph.ts';
import { numbersText } from '../graph/known.ts';
import { type Kernels, withKernels } from '../tensor/kernels.ts';
import { sizeOf, type Tensor } from '../tensor/tensor.ts';
import { simd } from '../wasm/features.ts';
import type { Executable } from './backend.ts';
import { interpreter } from './interpreter.ts';
import { type BackendName, type Means, runtimeOf } from './runtime.ts';
import { faultOf } from './self-check.ts';
import { MOST_TERMS, straightLine } from './straight/straight-backend.ts';
import { NoProducts, wasmBackend } from './wasm/wasm-backend.ts';

/** JavaScript that is asked for has no more terms: anything larger is WebAssembly all the same. */
const MOST_FORCED = 20_000;

/** A graph ready to run, and by which back end. */
export interface CompiledGraph {
  readonly backend: Exclude<BackendName, 'auto'>;
  readonly run: Executable;
  /** Why WebAssembly, which the graph calls for, is not used. */
  readonly off?: string;
}

/**
 * Makes a graph ready to run by `means`, whatever computes around it, and by the back end that its ops and shapes call for:
 * never by how often it ran.
 */
export const compileGraph = (graph: Graph, means: Means = runtimeOf()): CompiledGraph =>
  withKernels(means.kernels, () => compiledBy(graph, means));

function compiledBy(graph: Graph, { backend, kernels }: Means): CompiledGraph {
  const forced = backend === 'auto' ? undefined : backend;
  if (forced === 'interpreter' || isHollow(graph)) return { backend: 'interpreter', run: interpreted(graph, kernels) };
  if (forced !== 'wasm') {
    const run = straightLine(graph, forced ? MOST_FORCED : MOST_TERMS);
    if (run) return { backend: 'javascript', run: careful(graph, run, kernels) };
  }
  const { fma } = kernels;
  let off = unsoundness(fma);
  if (off === undefined) {
    try {
      return { backend: 'wasm', run: careful(graph, wasmBackend({ fma }).compile(graph), kernels) };
    } catch (error) {
      if (error instanceof NoProducts) off = 'its products of matrices are wrong';
      // An engine has its own limits to the size of a function.
      else if (error instanceof Error && error.name === 'CompileError') off = 'the code is too large for it';
      else throw error;
    }
  }
  return { backend: 'interpreter', run: interpreted(graph, kernels), off };
}

/** Arrays without entries have no loops: the interpreter knows what they give. */
const isHollow = (graph: Graph): boolean => graph.nodes.some((node) => sizeOf(node.shape) === 0);

const checked = new Map<boolean, string | undefined>();

/** Why WebAssembly is not used here; undefined where it is sound. Tried once, with a small graph. */
export function unsoundness(fma: boolean): string | undefined {
  if (!simd()) return 'this runtime has no vectors in WebAssembly';
  if (!checked.has(fma)) checked.set(fma, faultOf(wasmBackend({ fma })));
  return checked.get(fma);
}

function interpreted(graph: Graph, kernels: Kernels): Executable {
  const run = interpreter.compile(graph);
  return (inputs) => withKernels(kernels, () => run(inputs));
}

/**
 * With the kernels where it uses them. An op that fails is looked at again in the order in which it was recorded: the branch
 * may be another one, and then that is what counts.
 */
function careful(graph: Graph, run: Executable, kernels: Kernels): Executable {
  // No function of numbers fails.
  if (!run.usesKernels) return run;
  const execute: Executable = (inputs) =>
    withKernels(kernels, () =>
      attempt(
        () => run(inputs),
        () => interpreter.compile(graph)(inputs),
      ),
    );
  if (run.bytes) execute.bytes = run.bytes;
  return execute;
}

/** Executables are kept by what they compute: so many of them, with so much memory. */
const MOST_KEPT = 64;
const MOST_BYTES = 2 ** 28;

const kept = new Map<string, CompiledGraph>();

/** {@link compileGraph}, made once for graphs that compute the same. What it answers is copied before the next call. */
export function compiledGraph(graph: Graph, means: Means = runtimeOf()): CompiledGraph {
  const key = `${meansKey(means)}|${graphKey(graph)}`;
  const found = kept.get(key);
  if (found) {
    kept.delete(key);
    kept.set(key, found);
    return found;
  }
  const made = compileGraph(graph, means);
  kept.set(key, made);
  let bytes = 0;
  for (const { run } of kept.values()) bytes += run.bytes ?? 0;
  for (const [oldest, { run }] of kept) {
    if (kept.size <= MOST_KEPT && bytes <= MOST_BYTES) break;
    kept.delete(oldest);
    bytes -= run.bytes ?? 0;
  }
  return made;
}

const meansKey = ({ backend, kernels: { fma, own, system } }: Means): string =>
  `${backend} ${fma} ${own} ${typeof system === 'object' ? identityOf(system) : ''}`;

/** The graph's ops, shapes, numbers and branches as text; large constants by their identity. */
function graphKey(graph: Graph): string {
  const text = graph.nodes.map((node) => {
    if (node.kind === 'input') return `[${node.shape}]`;
    if (node.kind === 'constant') return `#${node.shape}:${contentOf(node.value)}`;
    return `${node.key}(${node.args})`;
  });
  const guards = graph.guards.map(({ ref, value }) => `${ref}=${contentOf(value)}`);
  return `${text.join('|')}>${graph.outputs}?${guards}`;
}

const contentOf = ({ data }: Tensor): string => (data.length <= 16 ? numbersText(data) : `@${identityOf(data)}`);

const identities = new WeakMap<object, number>();
let nextIdentity = 0;

function identityOf(thing: object): number {
  let id = identities.get(thing);
  if (id === undefined) identities.set(thing, (id = nextIdentity++));
  return id;
}
