import { compressionOf, symmetricCompressionOf, passesOf } from '../../src/ad/compression.ts';
import { cheaperMode } from '../../src/ad/jacobian.ts';
import { gradientGraph } from '../../src/ad/products.ts';
import { isFilled, patternOf } from '../../src/ad/sparsity.ts';
import { fail } from '../../src/base/fault.ts';
import { symmetrise } from '../../src/tensor/sparse.ts';
import { type Shape, sizeOfAll } from '../../src/tensor/tensor.ts';
import { axesOf, namesText } from '../../src/derive/axes.ts';
import { inputIndices, type Local } from '../../src/evaluate/derivative/local.ts';
import type { Point } from '../../src/evaluate/derivative/point.ts';
import type { Axis, Effort, PatternResult } from '../../src/answer/result.ts';

/** Patterns of more entries, or that take more steps to find, are not drawn. */
const MOST = { entries: 10_000_000, work: 400_000_000 };

/**
 * Where the Jacobian of a function can have entries other than 0, or its Hessian if its value is a number: from its operations
 * alone, whatever the values are; and how many passes would tell it.
 */
export function derivativePattern(point: Point, local: Local): PatternResult {
  const { output } = local;
  const by = inputIndices(local);
  const isSecond = output.shape.length === 0;
  const graph = isSecond ? gradientGraph(local.graph, by.length) : local.graph;
  const found = patternOf(graph, by, MOST);
  if (isFilled(found)) {
    fail('sparse/filled', `the pattern of this derivative fills up at ${found.filled}: it is not sparse`, {
      help: 'Its entries depend on too many inputs to be drawn one by one.',
    });
  }
  const pattern = isSecond ? symmetrise(found) : found;
  const { rows, columns } = pattern;
  const plan = isSecond ? symmetricCompressionOf(pattern, rows) : compressionOf(pattern, Math.min(rows, columns));
  const instead = isSecond || cheaperMode(graph, by) === 'forward' ? columns : rows;
  const effort: Effort | undefined = plan && {
    forward: plan.forward.count,
    reverse: plan.reverse.count,
    ...(isSecond && ({ over: 'reverse' } as const)),
    instead,
  };
  const inputs = sideOf(local);
  const side = isSecond ? inputs : { shape: output.shape, axes: axesOf(output) };
  const name = isSecond ? 'Hessian' : 'Jacobian';
  return {
    kind: 'pattern',
    shape: [...side.shape, ...inputs.shape],
    pattern,
    axes: [...side.axes, ...inputs.axes],
    title: `Pattern of the ${name} of ${point.text} by ${namesText(local.by)}`,
    ...(plan && passesOf(plan) < instead && { effort: effort! }),
  };
}

/** The inputs' side of a derivative: the axes of one array, else one axis of all their entries. */
function sideOf({ by }: Local): { readonly shape: Shape; readonly axes: readonly Axis[] } {
  const [only] = by;
  if (by.length === 1 && only!.shape.length > 0) return { shape: only!.shape, axes: axesOf(only!) };
  const size = sizeOfAll(by);
  return { shape: [size], axes: [{ name: by.map(({ name }) => name).join(',') }] };
}
