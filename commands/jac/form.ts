import { fail } from '../../src/base/fault.ts';
import { type Numeric, present } from '../../src/graph/trace.ts';
import type { Option } from '../../src/lang/ast.ts';
import { transpose } from '../../src/ops/array/moves.ts';
import { reshape } from '../../src/ops/core.ts';
import { type Shape, sizeOf, sizeOfAll, shapeText } from '../../src/tensor/tensor.ts';
import { axesOf, entriesAxis, entryNames, namesText } from '../../src/derive/axes.ts';
import { laidOut, recordingOf } from '../../src/derive/derivative.ts';
import type { CommandContext, Outcome, RecordContext, Recording } from '../../src/command/command.ts';
import { layoutOf, type Manner } from '../../src/derive/differentiation.ts';
import type { Point } from '../../src/evaluate/derivative/point.ts';
import { localise } from '../../src/evaluate/derivative/local.ts';
import { type Block, type Named, denseEntries } from '../../src/evaluate/derivative/derivative.ts';
import { derivativeOf } from '../../src/evaluate/derivative/differentiate.ts';
import type { Evaluator } from '../../src/evaluate/evaluator.ts';
import { arrayResult, type TensorPart } from '../../src/answer/result.ts';

/** How a derivative of arrays by arrays is arranged: slice by slice, or as a matrix in a stated order of entries. */
export type Form = 'collate' | 'rows' | 'columns';

/** Whether a `form=` asks for an arrangement; others say how entries are kept. */
export const isForm = (word: string | undefined): word is Form =>
  word === 'collate' || word === 'rows' || word === 'columns';

const MOST_SLICES = 200;

const reversed = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => to - 1 - i);

/** A block as a matrix: output entries down, input entries across, both in the same order. */
function flattened({ $ }: Evaluator, output: Shape, block: Block, form: Form): Numeric {
  const input = inputShape(block);
  const entries = denseEntries(block);
  const [p, q] = [output.length, output.length + input.length];
  const ordered =
    form === 'columns'
      ? $(transpose([...reversed(0, p), ...reversed(p, q)]), $(reshape([...output, ...input]), entries))
      : entries;
  return $(reshape([sizeOf(output), sizeOf(input)]), ordered);
}

/** The shape of what a block is by: numbers together are a vector. */
const inputShape = ({ by: [side] }: Block): Shape => (side!.length === 1 ? side![0]!.shape : [side!.length]);

/** The first derivative at a point, all its entries; where they are flattened, its blocks are matrices. */
function taken({ evaluator }: RecordContext, point: Point, form: Form, mode: Manner['mode']) {
  const local = localise(evaluator, point);
  const found = derivativeOf(evaluator, local, { order: 1, mode, storage: 'dense' });
  if (form === 'collate') return found;
  const flat = found.blocks.map((block) => ({
    ...block,
    entries: flattened(evaluator, found.output.shape, block, form),
  }));
  return { ...found, blocks: flat };
}

const orders = { rows: 'row by row (row-major)', columns: 'column by column (column-major)' } as const;

/** What `:jac` with a form answers. */
export function formOutcome(
  context: CommandContext,
  point: Point,
  form: Form,
  { mode, layout: own }: Manner,
  turned: Option | undefined,
): Outcome {
  const derivative = taken(context, point, form, mode);
  const { output, by, blocks } = derivative;
  const names = namesText(by);
  if (form === 'collate') {
    if (turned) {
      fail('option/conflict', 'collated slices have the shape of the output, in no layout', {
        span: turned.span,
        help: 'Leave layout= out, or flatten with form=rows or form=columns.',
      });
    }
    const count = sizeOfAll(by);
    if (count > MOST_SLICES) {
      fail(
        'limit/slices',
        `${count} slices, one for each input entry, are too many to show; up to ${MOST_SLICES} are`,
        {
          span: point.operand.span,
          help: 'form=rows or form=columns gives a matrix.',
        },
      );
    }
    const slices = blocks.flatMap((block) => collated(output, block));
    const title = `Jacobian of ${point.text} by ${names}, collated: a slice ${shapeText(output.shape)} for each input entry`;
    const value = blocks.length === 1 ? { value: present(denseEntries(blocks[0]!)) } : {};
    return { ...value, result: { kind: 'array', parts: slices, title } };
  }
  const layout = layoutOf(context, own);
  const order = form === 'columns' ? 'column-major' : 'row-major';
  const rows = entriesAxis([output], order);
  const shown = blocks.map((block) => {
    const value = present(denseEntries(block));
    return { name: [block.by[0]![0]!.name], ...laidOut(value, [rows, entriesAxis(block.by[0]!, order)], 1, layout) };
  });
  const title = `Jacobian of ${point.text} by ${names}`;
  const [only, another] = shown;
  if (another) return { result: { kind: 'array', parts: shown, layout, title: `${title}, flattened ${orders[form]}` } };
  const back = by.length === 1 && layout === 'numerator' ? wayBack([...output.shape, ...by[0]!.shape], form) : '';
  const remark = `flattened ${orders[form]}${back}`;
  return {
    value: present(denseEntries(blocks[0]!)),
    result: arrayResult(only!, { axes: only!.axes, layout, title, remark }),
  };
}

/** The value of `:jac` with a form, recorded. */
export const recordFormed = (context: RecordContext, point: Point, form: Form, mode: Manner['mode']): Recording =>
  recordingOf(taken(context, point, form, mode));

/** How a matrix becomes an array of three or more axes again. */
const wayBack = (shape: Shape, form: 'rows' | 'columns'): string => {
  if (shape.length < 3) return '';
  const sizes = shape.join(', ');
  return `; ${form === 'rows' ? `reshape(this, [${sizes}])` : `unvec(vec(this), ${sizes})`} is the array ${shapeText(shape)} again`;
};

/** The slices of a block with one input entry held. */
function collated(output: Named, block: Block): readonly TensorPart[] {
  const { data } = present(denseEntries(block));
  const names = block.by.flat().flatMap((input) => entryNames(input));
  return names.map((name, j) => ({
    name: [name],
    shape: output.shape,
    data: Float64Array.from({ length: sizeOf(output.shape) }, (_, i) => data[i * names.length + j]!),
    axes: axesOf(output),
  }));
}
