import { hessian } from '../../ad/hessian.ts';
import { jacobian, type Mode } from '../../ad/jacobian.ts';
import type { Graph } from '../../graph/graph.ts';
import { type Numeric, present } from '../../graph/trace.ts';
import { concat } from '../../ops/array/moves.ts';
import { reshape } from '../../ops/core.ts';
import { where } from '../../ops/scalar/choice.ts';
import { subpattern } from '../../tensor/sparse.ts';
import { sameShape, type Shape, sizeOf, tensor } from '../../tensor/tensor.ts';
import type { Evaluator } from '../evaluator.ts';
import { type Block, type Derivative, formsOf, type Order, type Subject } from './derivative.ts';
import { inputIndices, isRecorded, type Local, run } from './local.ts';
import { isInReach, plansOf, type Wanted } from './sparse.ts';
import { type SparsePlan, valuesBy } from './sparse-products.ts';
import { withStructuralZeros } from './structural.ts';
import { withMirrored } from './symmetry.ts';

/** A derivative from its parts by each argument, or each pair, of shapes [..output, ..input] or [..output, ..input i, ..input j]. */
export function fromParts({ $ }: Evaluator, of: Subject, parts: readonly Numeric[]): Derivative {
  const shaped = (shape: Shape, part: Numeric): Numeric =>
    sameShape($.shape(part), shape) ? part : $(reshape(shape), part);
  const forms = formsOf(of);
  const each = parts.length / forms.length;
  const blocks = forms.map((form, k): Block => {
    const own = parts.slice(k * each, (k + 1) * each);
    const column = (part: Numeric): Numeric => shaped([sizeOf(of.output.shape), 1], part);
    return { ...form, entries: shaped(form.shape, each === 1 ? own[0]! : $(concat(1), ...own.map(column))) };
  });
  return { ...of, blocks };
}

/** A derivative from the values at the positions of its pattern, that of the whole as one matrix. */
function fromPlan(evaluator: Evaluator, of: Subject, local: Local, plan: SparsePlan): Derivative {
  const { pattern, effort } = plan;
  const values = valuesBy(evaluator, local, plan);
  const forms = formsOf(of);
  const blocks = forms.map((form, _, { length }): Block => {
    const { shape, rows, columns } = form;
    if (length === 1) return { ...form, entries: { shape, pattern, values } };
    const { data } = present(values);
    const part = subpattern(pattern, rows, columns);
    const own = Float64Array.from(part.from, (i) => data[i]!);
    return { ...form, entries: { shape, pattern: part.pattern, values: tensor([own.length], own) } };
  });
  return { ...of, blocks, effort };
}

/** The parts of a dense derivative, by each argument or each pair of them. */
function denseParts(evaluator: Evaluator, order: Order, local: Local, mode: Mode | undefined): readonly Numeric[] {
  const { graph, inputs } = local;
  const by = inputIndices(local);
  if (order === 1) {
    const parts = run(evaluator, mode ? jacobian(graph, by, mode) : jacobian(graph, by), inputs);
    return withStructuralZeros(() => graph, by, inputs, parts);
  }
  const parts = hessian(graph, by, mode).flatMap((second, i) => {
    const first = () => {
      const all = jacobian(graph, by, mode ?? 'reverse');
      return { ...all, outputs: [all.outputs[i]!] };
    };
    return withStructuralZeros(first, by, inputs, run(evaluator, second, inputs));
  });
  return withOwn(evaluator, local, mode, withMirrored(parts, inputs, sizeOf(local.output.shape)));
}

/**
 * Second derivatives, those that are NaN taken once more with all arguments held but the one or two of them: what stands still then is
 * no 0 that an infinite slope is multiplied by.
 */
function withOwn(
  evaluator: Evaluator,
  local: Local,
  mode: Mode | undefined,
  parts: readonly Numeric[],
): readonly Numeric[] {
  const { graph, inputs } = local;
  const by = inputIndices(local);
  if (by.length < 2 || isRecorded(inputs)) return parts;
  return parts.map((part, k) => {
    const [i, j] = [Math.floor(k / by.length), k % by.length];
    const { shape, data } = present(part);
    const those = i === j ? [by[i]!] : [by[i]!, by[j]!];
    if (those.length === by.length || !data.some(Number.isNaN)) return part;
    const own = present(run(evaluator, hessian(graph, those, mode)[0]!, inputs).at(-1)!).data;
    return { shape, data: data.map((v, at) => (Number.isNaN(v) ? own[at]! : v)) };
  });
}

/**
 * The derivative of a recorded function: sparse where few products tell all of it, or where that is wanted, else dense. In the
 * mode that is wanted; else in that of its own choice, or forward where that says more: backwards, the branch that an entry
 * did not take can leave 0 times NaN, while forward its tangents are not looked at.
 */
export function derivativeOf(
  evaluator: Evaluator,
  local: Local,
  { order, ...wanted }: Wanted & { readonly order: Order },
): Derivative {
  const of: Subject = { order, output: local.output, by: local.by };
  const dense = (mode: Mode | undefined): Derivative =>
    fromParts(evaluator, of, denseParts(evaluator, order, local, mode));
  const planned = plansOf(order, local, wanted);
  const take = (mode: Mode | undefined): Derivative | undefined => {
    if (!planned) return dense(mode);
    const plan = planned(mode);
    if (plan) return fromPlan(evaluator, of, local, plan);
    return wanted.storage === undefined && isInReach(order, local) ? dense(mode) : undefined;
  };
  const found = take(wanted.mode)!;
  if (wanted.mode || !chooses(local.graph) || found.effort?.reverse === 0 || countNaN(found) === 0) return found;
  const forward = take('forward');
  return forward && countNaN(forward) < countNaN(found) ? forward : found;
}

/** Whether entries are chosen: backwards, those that were not taken leave 0 times what they are. */
const chooses = (graph: Graph): boolean => graph.nodes.some((node) => node.kind === 'op' && node.op === where.name);

const countNaN = ({ blocks }: Derivative): number =>
  blocks.reduce(
    (n, { entries }) => n + present('values' in entries ? entries.values : entries).data.filter(Number.isNaN).length,
    0,
  );
