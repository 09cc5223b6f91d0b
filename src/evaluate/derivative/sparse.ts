import { compressionOf, symmetricCompressionOf } from '../../ad/compression.ts';
import { cheaperMode, type Mode } from '../../ad/jacobian.ts';
import { gradientGraph } from '../../ad/products.ts';
import { isFilled, patternOf } from '../../ad/sparsity.ts';
import { counted } from '../../base/counted.ts';
import { fail } from '../../base/fault.ts';
import type { Graph } from '../../graph/graph.ts';
import { MAX_ENTRIES } from '../../tensor/limits.ts';
import type { Pattern } from '../../tensor/sparse.ts';
import { shapeText, sizeOf, sizeOfAll } from '../../tensor/tensor.ts';
import { inputIndices, type Local } from './local.ts';
import type { SparsePlan } from './sparse-products.ts';

/** How a derivative is wanted: where no word is given, the graph and the shapes decide. */
export interface Wanted {
  readonly mode?: Mode | undefined;
  readonly storage?: 'sparse' | 'dense' | undefined;
}

/** Derivatives of no more entries are answered dense. */
const DENSE_ENOUGH = 250_000;
/** A sparse derivative has at most this part of its entries. */
const DENSEST = 0.1;
/** And takes at most this part of the passes that the dense one takes. */
const FEWER = 1 / 4;
/** Patterns of more entries are given up, and those that take more steps to find. */
const MOST_FOUND = 5_000_000;
const MOST_WORK = 200_000_000;

/** The products for a derivative by the mode that they are taken in; undefined where it has none in that mode. */
type Plans = (mode: Mode | undefined) => SparsePlan | undefined;

/** The products for a derivative, of which there are some as it is wanted; undefined where the dense way is the better one, or the only one. */
export function plansOf(order: 1 | 2, local: Local, wanted: Wanted): Plans | undefined {
  const planned = order === 1 ? jacobianPlans(local, wanted) : hessianPlans(local, wanted);
  const plan = planned?.(wanted.mode);
  return planned && plan && ((mode) => (mode === wanted.mode ? plan : planned(mode)));
}

function jacobianPlans(local: Local, wanted: Wanted): Plans | undefined {
  const { graph } = local;
  const by = inputIndices(local);
  const extents = jacobianExtents(local);
  if (!isEligible(extents, wanted)) return undefined;
  const instead = (wanted.mode ?? cheaperMode(graph, by)) === 'forward' ? extents.columns : extents.rows;
  const pattern = patternWithin(graph, by, extents, wanted);
  if (typeof pattern === 'string') return declined(pattern, extents, wanted);
  return (mode) => {
    const plan = compressionOf(pattern, mostPasses(extents, instead, wanted), mode);
    if (!plan) return mode === wanted.mode ? declined(tooMany(instead), extents, wanted) : undefined;
    const effort = { forward: plan.forward.count, reverse: plan.reverse.count, instead };
    return { graph, by, plan, pattern, back: false, effort };
  };
}

/** Products with the gradient of a scalar function. */
function hessianPlans(local: Local, wanted: Wanted): Plans | undefined {
  const by = inputIndices(local);
  if (local.output.shape.length > 0 || wanted.mode === 'forward') {
    return wanted.storage === 'sparse' ? notSparse('only that of a scalar function is, by its gradient') : undefined;
  }
  const extents = hessianExtents(local);
  if (!isEligible(extents, wanted)) return undefined;
  const instead = extents.rows;
  const graph = gradientGraph(local.graph, by.length);
  const pattern = patternWithin(graph, by, extents, wanted);
  if (typeof pattern === 'string') return declined(pattern, extents, wanted);
  const plan = symmetricCompressionOf(pattern, mostPasses(extents, instead, wanted));
  if (!plan) return declined(tooMany(instead), extents, wanted);
  const back = wanted.mode === 'reverse';
  const { count } = plan.forward;
  const effort = { forward: back ? 0 : count, reverse: back ? count : 0, over: 'reverse' as const, instead };
  return (mode) => (mode === wanted.mode ? { graph, by, plan, pattern: plan.pattern, back, effort } : undefined);
}

/** A derivative as a matrix: its extents, and the shapes of its parts in words. */
interface Extents {
  readonly rows: number;
  readonly columns: number;
  readonly text: string;
}

function jacobianExtents(local: Local): Extents {
  const output = local.output.shape;
  const inputs = local.by.map(({ shape }) => shape);
  const together = inputs.every((s) => s.length === 0);
  const parts = together ? [[...output, inputs.length]] : inputs.map((s) => [...output, ...s]);
  return { rows: sizeOf(output), columns: sizeOfAll(local.by), text: parts.map(shapeText).join(' and ') };
}

function hessianExtents({ by }: Local): Extents {
  const n = sizeOfAll(by);
  const [only, another] = by;
  return { rows: n, columns: n, text: shapeText(only && !another ? [...only.shape, ...only.shape] : [n, n]) };
}

function isEligible({ rows, columns }: Extents, { storage }: Wanted): boolean {
  if (storage === 'dense') return false;
  const isMatrix = rows > 1 && columns > 1;
  if (storage === undefined) return isMatrix && rows * columns > DENSE_ENOUGH;
  return isMatrix || notSparse(`it has ${counted(rows, 'row')} and ${counted(columns, 'column')}`);
}

/** The pattern, or why it is not worth going on with. */
function patternWithin(
  graph: Graph,
  by: readonly number[],
  { rows, columns }: Extents,
  { storage }: Wanted,
): Pattern | string {
  const most = storage === 'sparse' ? MOST_FOUND : Math.min(MOST_FOUND, DENSEST * rows * columns);
  const pattern = patternOf(graph, by, { entries: most, work: MOST_WORK });
  if (isFilled(pattern)) return `its pattern fills up at ${pattern.filled}`;
  const count = pattern.indices.length;
  return count <= most ? pattern : `${count} of its entries can be other than 0`;
}

const mostPasses = ({ rows, columns }: Extents, dense: number, { storage }: Wanted): number =>
  Math.min(storage === 'sparse' ? Infinity : dense * FEWER, Math.floor(MAX_ENTRIES / Math.max(rows, columns)));

const tooMany = (passes: number): string => `it takes hardly fewer than ${passes} passes`;

/** Whether a derivative could be answered dense. */
export const isInReach = (order: 1 | 2, local: Local): boolean =>
  fitsDense(order === 1 ? jacobianExtents(local) : hessianExtents(local));

const fitsDense = ({ rows, columns }: Extents): boolean => rows * columns <= MAX_ENTRIES;

/** Goes on with the dense way, unless that is out of reach or was not asked for. */
function declined(reason: string, extents: Extents, { storage }: Wanted): undefined {
  const { rows, columns, text } = extents;
  if (storage === 'sparse') return notSparse(reason);
  if (fitsDense(extents)) return undefined;
  fail('limit/size', `a derivative ${text} of ${rows * columns} entries is too large, and not sparse: ${reason}`, {
    help: `Up to ${MAX_ENTRIES} entries are answered. Products with it are not too large: :jvp, :vjp, :hvp.`,
  });
}

const notSparse = (reason: string): never =>
  fail('sparse/full', `this derivative is not answered sparse: ${reason}`, { help: 'Leave form=sparse out.' });
