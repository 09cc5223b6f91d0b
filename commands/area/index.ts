import { counted } from '../../src/base/counted.ts';
import { attempt, fail } from '../../src/base/fault.ts';
import { present } from '../../src/graph/trace.ts';
import type { Expr } from '../../src/lang/ast.ts';
import { matrixMap, origin, type Stretch, stretch } from './stretch.ts';
import { arrayText } from '../../src/notation/array-text.ts';
import { planeMap } from './cell.ts';
import type { RecordContext, Takes } from '../../src/command/command.ts';
import { command } from '../../src/command/declaration.ts';
import { type Matrix, titleText } from '../../src/command/operands.ts';
import { wrt } from '../../src/command/options.ts';
import { number } from '../../src/command/option.ts';
import { entryNames } from '../../src/derive/axes.ts';
import { noteIndependence } from '../../src/derive/independence.ts';
import { type Evaluator, topFrame } from '../../src/evaluate/evaluator.ts';
import { numeric } from '../../src/evaluate/evaluate.ts';
import { matrixOf } from '../../src/evaluate/derivative/derivative.ts';
import { derivativeOf } from '../../src/evaluate/derivative/differentiate.ts';
import { localise } from '../../src/evaluate/derivative/local.ts';
import { nearby } from '../../src/derive/nearby.ts';
import { aboutPoint } from './offsets.ts';
import { type By, functionAtPoint } from '../../src/derive/point.ts';
import type { Point } from '../../src/evaluate/derivative/point.ts';
import { shapeText, scalar, sizeOf, type Tensor } from '../../src/tensor/tensor.ts';

const point = functionAtPoint();

/** A matrix, or a map at a point. */
const matrixOrPoint: Takes<Matrix | Point, By> = {
  usage: `A or ${point.usage}`,
  operands: 'expressions',
  read: (call, context, options) => {
    const [operand, extra] = call.operands;
    const direct = operand && !extra && call.at.length === 0 && !options.wrt;
    return (direct ? givenMatrix(operand, context) : undefined) ?? point.read(call, context, options);
  },
};

/** `:area`: how a map stretches area. */
export const area = command({
  name: 'area',
  group: 'understanding',
  summary: 'Draws a square cell and its image under a map of the plane, with the signed factor of area det J.',
  details:
    'The answer holds det J, whose sign says whether orientation is kept. A matrix is drawn with the unit square; a function with the cell behind its point, its curved image beside that of the linear map there, and a table of how the ratio of areas nears |det J| as the cell shrinks. The area of the image is integrated along its boundary. Maps of other dimensions answer the factor of length or volume without a drawing.',
  takes: matrixOrPoint,
  options: { wrt, side: number({ above: 0, default: 1, summary: 'The side of the square cell that is mapped.' }) },
  examples: [
    { lines: [':area [-2, 1; 1, 1]'], answers: '-3' },
    { lines: ['f(x, y) = [x^2 + y^2, x*y]', ':area f(1, 2)'], answers: '-6' },
    { lines: ['f(x, y) = [x^2 + y^2, x*y]', ':area f(1, 2) side=0.1'], answers: '-6' },
    { lines: [':area [r*s, r + s, t^3] at r=1, s=3, t=2'], answers: '24' },
    { lines: [':area [x*y, x, y] at x=1, y=2'], fault: 'shape/not-square' },
    { lines: [':area [sqrt(x), y] at x=0, y=1'], fault: 'area/undefined' },
  ],
  run: (found, { side }, { evaluator }) => {
    const of = 'value' in found ? matrixStretch(found) : functionStretch(found, evaluator);
    const { factor, figure, notes } = stretch(of, side, found.operand.span);
    for (const note of notes) evaluator.notes.add(note);
    return { value: scalar(factor), result: figure };
  },
});

/** The operand where it is a matrix, which then is the map itself. */
function givenMatrix(operand: Expr, { evaluator, source }: RecordContext): Matrix | undefined {
  // What is wrong with it as a function at a point is said there.
  const value = attempt(() => present(numeric(evaluator, operand, topFrame(evaluator, source))));
  return value?.shape.length === 2 ? { value, text: titleText(source, operand), operand } : undefined;
}

function matrixStretch({ value: { shape, data }, text, operand: { span } }: Matrix): Stretch {
  const [rows, columns] = shape as [number, number];
  if (rows === 0) fail('shape/empty', 'an empty matrix has no area to stretch', { span });
  if (rows !== columns) {
    fail('shape/not-square', `a matrix ${shapeText(shape)} stretches no area: it needs as many rows as columns`, {
      span,
    });
  }
  return {
    text,
    n: rows,
    jacobian: data,
    symbol: 'det',
    ...(rows === 2 && {
      plane: { corner: origin, map: matrixMap(data), inputs: ['x', 'y'], outputs: ['image x', 'image y'] },
    }),
  };
}

function functionStretch(point: Point, evaluator: Evaluator): Stretch {
  const local = localise(evaluator, point);
  const { by: inputs, output } = local;
  const at = local.inputs.slice(0, inputs.length).map(present);
  const text = `${point.text} at ${inputs.map(({ name }, i) => `${name}=${placeText(at[i]!)}`).join(', ')}`;
  const n = inputs.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  const m = sizeOf(output.shape);
  if (n !== m || n === 0) {
    const [out, by] = [counted(m, 'output'), counted(n, 'input')];
    fail(
      'shape/not-square',
      `${point.text} has ${out} and ${by}: a factor of area needs as many of one as of the other`,
      {
        span: point.operand.span,
        help:
          m > n
            ? `Between different dimensions, the factor is sqrt(det(J' * J)) with the Jacobian J.`
            : 'Name as many inputs as there are outputs with wrt=..',
      },
    );
  }
  const near = aboutPoint(nearby(evaluator, point, local));
  const offset = new Float64Array(n);
  if (!near.value(offset)?.every(Number.isFinite)) {
    fail('area/undefined', `${text}: the value is not finite there`, {
      span: point.operand.span,
      help: 'Choose a point where the function is defined.',
    });
  }
  noteIndependence(evaluator, local, point);
  const jacobian = derivativeOf(evaluator, local, { order: 1, storage: 'dense' });
  return {
    text,
    n,
    jacobian: matrixOf(jacobian).data,
    symbol: 'det J',
    ...(n === 2 && {
      plane: {
        corner: at.flatMap(({ data }) => Array.from(data)) as [number, number],
        map: planeMap(near),
        inputs: jacobian.by.flatMap((input) => entryNames(input)),
        outputs: entryNames(jacobian.output),
      },
    }),
  };
}

/** A value in a title. */
const placeText = (value: Tensor): string => {
  const text = arrayText({ ...value, data: value.data.map((x) => Number(x.toPrecision(6))) });
  return text.length <= 30 ? text : '..';
};
