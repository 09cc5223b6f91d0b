import { fail } from '../../src/base/fault.ts';
import { type Numeric, present } from '../../src/graph/trace.ts';
import type { Option } from '../../src/lang/ast.ts';
import { concat, transpose } from '../../src/ops/array/moves.ts';
import { reshape } from '../../src/ops/core.ts';
import { type Shape, sizeOf, shapeText, type Tensor } from '../../src/tensor/tensor.ts';
import { axesOf, entriesAxis, entryNames, laidOut, type Named, namedValue } from '../../src/derive/axes.ts';
import type { CommandContext, Outcome, RecordContext, Recording } from '../../src/command/command.ts';
import { layoutOf, namedInputs } from '../../src/derive/derivative-result.ts';
import { firstParts, type Manner, recordingOf } from '../../src/derive/differentiation.ts';
import type { Point } from '../../src/derive/point.ts';
import { assemble, type Local, shapesOf } from '../../src/evaluate/derivative/local.ts';
import type { Evaluator } from '../../src/evaluate/evaluator.ts';
import { arrayResult, type TensorPart } from '../../src/answer/result.ts';

/** How a derivative of arrays by arrays is arranged: slice by slice, or as a matrix in a stated order of entries. */
export type Form = 'collate' | 'rows' | 'columns';

/** Whether a `form=` asks for an arrangement; others say how entries are kept. */
export const isForm = (word: string | undefined): word is Form =>
  word === 'collate' || word === 'rows' || word === 'columns';

const MOST_SLICES = 200;

const reversed = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => to - 1 - i);

/** One part [..output, ..input] as a matrix: output entries down, input entries across, both in the same order. */
function flattened({ $ }: Evaluator, part: Numeric, output: Shape, input: Shape, form: Form): Numeric {
  const [p, q] = [output.length, output.length + input.length];
  const ordered = form === 'columns' ? $(transpose([...reversed(0, p), ...reversed(p, q)]), part) : part;
  return $(reshape([sizeOf(output), sizeOf(input)]), ordered);
}

/** The derivative as one matrix, or one per argument where they are of different kinds. */
function flattenedParts(evaluator: Evaluator, parts: readonly Numeric[], local: Local, form: Form): readonly Numeric[] {
  const { output, inputs } = shapesOf(local);
  const flat = parts.map((part, i) => flattened(evaluator, part, output, inputs[i]!, form));
  const scalars = inputs.every((s) => s.length === 0);
  return scalars && flat.length > 1 ? [evaluator.$(concat(1), ...flat)] : flat;
}

const orders = { rows: 'row by row (row-major)', columns: 'column by column (column-major)' } as const;

/** What `:jac` with a form answers. */
export function formed(
  context: CommandContext,
  point: Point,
  form: Form,
  { mode, layout: own }: Manner,
  turned: Option | undefined,
): Outcome {
  const { evaluator } = context;
  const { local, parts } = firstParts(context, point, mode);
  const { output, inputs } = shapesOf(local);
  const named = namedInputs(local);
  const out = namedValue(point.name, output);
  const by = local.by.join(', ');
  if (form === 'collate') {
    if (turned) {
      fail('option/conflict', 'collated slices have the shape of the output, in no layout', {
        span: turned.span,
        help: 'Leave layout= out, or flatten with form=rows or form=columns.',
      });
    }
    const count = inputs.reduce((n, s) => n + sizeOf(s), 0);
    if (count > MOST_SLICES) {
      fail(
        'limit/slices',
        `${count} slices, one for each input entry, are too many to show; up to ${MOST_SLICES} are`,
        {
          span: point.span,
          help: 'form=rows or form=columns gives a matrix.',
        },
      );
    }
    const slices = parts.flatMap((part, i) => collated(named[i]!, present(part), out));
    const title = `Jacobian of ${point.text} by ${by}, collated: a slice ${shapeText(output)} for each input entry`;
    const whole = assemble(evaluator, parts, output, inputs);
    const value = whole.kind === 'one' ? { value: present(whole.value) } : {};
    return { ...value, result: { kind: 'array', parts: slices, title } };
  }
  const layout = layoutOf(context, own);
  const values = flattenedParts(evaluator, parts, local, form).map(present);
  const order = form === 'columns' ? 'column-major' : 'row-major';
  const rows = entriesAxis([out], order);
  const drawn = values.map((value, i) => {
    const across = values.length < inputs.length ? named : [named[i]!];
    return laidOut(value, [rows, entriesAxis(across, order)], 1, layout);
  });
  const title = `Jacobian of ${point.text} by ${by}`;
  if (drawn.length > 1) {
    const drawnParts = drawn.map((d, i): TensorPart => ({ name: [local.by[i]!], ...d.value, axes: d.axes }));
    return { result: { kind: 'array', parts: drawnParts, layout, title: `${title}, flattened ${orders[form]}` } };
  }
  const [one] = drawn as [(typeof drawn)[0]];
  const back = inputs.length === 1 && layout === 'numerator' ? wayBack([...output, ...inputs[0]!], form) : '';
  const remark = `flattened ${orders[form]}${back}`;
  return {
    value: values[0]!,
    result: arrayResult(one.value, { axes: one.axes, layout, title, remark }),
  };
}

/** The value of `:jac` with a form that flattens, recorded. */
export function recordFormed(context: RecordContext, point: Point, form: Form, mode: Manner['mode']): Recording {
  const { local, parts } = firstParts(context, point, mode);
  const { output, inputs } = shapesOf(local);
  const all = form === 'collate' ? undefined : flattenedParts(context.evaluator, parts, local, form);
  const whole = all ? undefined : assemble(context.evaluator, parts, output, inputs);
  if (all?.length === 1) return { kind: 'one', value: all[0]! };
  return recordingOf(whole ?? { kind: 'parts', values: all! }, local);
}

/** How a matrix becomes an array of three or more axes again. */
const wayBack = (shape: Shape, form: 'rows' | 'columns'): string => {
  if (shape.length < 3) return '';
  const sizes = shape.join(', ');
  return `; ${form === 'rows' ? `reshape(this, [${sizes}])` : `unvec(vec(this), ${sizes})`} is the array ${shapeText(shape)} again`;
};

/** The slices of [..output, ..input] with one input entry held. */
function collated(input: Named, part: Tensor, output: Named): readonly TensorPart[] {
  const count = sizeOf(input.shape);
  const size = sizeOf(output.shape);
  return entryNames(input).map((entry, j) => ({
    name: [entry],
    shape: output.shape,
    data: Float64Array.from({ length: size }, (_, i) => part.data[i * count + j]!),
    axes: axesOf(output),
  }));
}
