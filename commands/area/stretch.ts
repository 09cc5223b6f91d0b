import { fail } from '../../src/base/fault.ts';
import type { Note } from '../../src/base/note.ts';
import type { Span } from '../../src/base/span.ts';
import { det, logabsdet } from '../../src/tensor/linear/determinant.ts';
import { tensor } from '../../src/tensor/tensor.ts';
import { cellMarks, cornerTable, linearImage } from './figure.ts';
import { boundary, folds, imageArea, type PlanePoint, type PlaneMap, withoutRounding, unitCorners } from './cell.ts';
import type { Fact, FigureResult, Table } from '../../src/answer/result.ts';

/** A map of R^n to R^n near a point, with its derivative there. */
export interface Stretch {
  /** What a title calls it: `f at x=1, y=2`, or `A`. */
  readonly text: string;
  readonly n: number;
  /** n x n, row-major. */
  readonly jacobian: Float64Array;
  /** What the determinant is called: `det J` of a function, `det` of a matrix. */
  readonly symbol: string;
  /** In the plane: the cell's corner, the map about it, and the names of its coordinates. */
  readonly plane?: {
    readonly corner: PlanePoint;
    readonly map: PlaneMap;
    readonly inputs: readonly string[];
    readonly outputs: readonly string[];
  };
}

/** A drawing of what a map does to a cell, with its signed factor. */
export interface StretchPicture {
  readonly factor: number;
  readonly figure: FigureResult;
  readonly notes: readonly Note[];
}

const measures = ['', 'length', 'area', 'volume'];

/** What becomes of left and right. The sign of a determinant stands where its value is beyond the range of doubles. */
const orientation = (sign: number, symbol: string): string =>
  sign > 0 ? 'preserved' : sign < 0 ? 'reversed' : `lost: the image is flat where ${symbol} = 0`;

/** The factor by which a map stretches lengths, areas or volumes at a point; in the plane with the picture of a cell. */
export function stretch(of: Stretch, side: number, span: Span): StretchPicture {
  const { n, jacobian, symbol } = of;
  if (!jacobian.every(Number.isFinite)) {
    fail('area/undefined', `${of.text}: the derivative does not exist or is infinite there`, {
      span,
      help: 'Choose a point where the function is defined and smooth.',
    });
  }
  const matrix = tensor([n, n], jacobian);
  const factor = det(matrix).data[0]!;
  const { sign, log } = logabsdet(matrix);
  const beyond = sign.data[0]! !== 0 && (factor === 0 || !Number.isFinite(factor));
  const measure = measures[n] ?? `${n}-dimensional volume`;
  const facts: readonly Fact[] = [
    [symbol, factor],
    [`|${symbol}|`, Math.abs(factor)],
    ...(beyond ? [[`log |${symbol}|`, log.data[0]!] as const] : []),
    ['orientation', orientation(sign.data[0]!, symbol)],
  ];
  const range: readonly Note[] = beyond
    ? [{ code: 'area/range', message: `${symbol} is beyond the range of doubles; its logarithm is exact`, span }]
    : [];
  if (!of.plane) {
    const title = `${of.text}: the factor of ${measure}`;
    return { factor, figure: { kind: 'figure', title, marks: [], facts }, notes: range };
  }
  const { figure, notes } = planePicture(of, of.plane, factor, side, facts, span);
  return { factor, figure, notes: [...range, ...notes] };
}

function planePicture(
  of: Stretch,
  plane: NonNullable<Stretch['plane']>,
  factor: number,
  side: number,
  facts: readonly Fact[],
  span: Span,
): Omit<StretchPicture, 'factor'> {
  const [a, b, c, d] = Array.from(of.jacobian) as [number, number, number, number];
  const { corner, map, inputs, outputs } = plane;
  const jacobian = [
    [a, b],
    [c, d],
  ] as const;
  const linear = isLinear(map, jacobian, side);
  const picture = { corner, side, map, jacobian, linear };
  const { marks, moved } = cellMarks(picture);
  const whole = linear ? { value: factor * side * side, error: 0 } : imageArea(map, side);
  const notes: Note[] = [];
  const note = (code: Note['code'], message: string): number => notes.push({ code, message, span });
  if (Number.isNaN(whole.value))
    note('area/undefined', `${of.text}: the cell of side ${side} leaves where it is defined`);
  else if (whole.error > 1e-6) {
    note(
      'area/rough',
      `the area of the image is known to about ${whole.error.toExponential(0)} only: its edge is rough or jumps`,
    );
  }
  if (!linear && folds(map, side)) {
    note(
      'area/fold',
      'the determinant changes its sign in the cell: the image folds over itself and counts partly negative',
    );
  }
  const legend = [
    `cell abcd${moved ? ' (drawn beside its image)' : ''}`,
    "image a'b'c'd'",
    ...(linear ? [] : ['its linearisation dashed']),
  ];
  return {
    figure: {
      kind: 'figure',
      title: `${of.text}, side ${side}: ${legend.join(', ')}`,
      marks,
      facts: [['cell area', side * side], ['signed image area', whole.value], ...facts],
      tables: [cornerTable(picture, inputs, outputs), ...(linear ? [] : [shrinking(map, factor, side)])],
    },
    notes,
  };
}

/** Whether a map is its own linearisation on a cell, up to rounding. */
function isLinear(map: PlaneMap, jacobian: readonly [PlanePoint, PlanePoint], side: number): boolean {
  const seen = boundary(map, side, 8);
  const size = Math.max(...seen.flat().map(Math.abs));
  const expected = boundary({ ...map, image: (offset) => linearImage({ map, jacobian }, offset) }, side, 8);
  return seen.every(([u, v], i) => {
    const [p, q] = expected[i]!;
    return Math.abs(u - p) <= 1e-13 * size && Math.abs(v - q) <= 1e-13 * size;
  });
}

/** How the ratio of the areas nears |det J| as the cell shrinks. */
function shrinking(map: PlaneMap, factor: number, side: number): Table {
  return {
    title: 'As the cell shrinks, the ratio of the areas nears |det J|',
    columns: ['side', 'signed area', 'ratio', 'ratio-|det J|'],
    rows: [1, 10, 100, 1000].map((divisor) => {
      const h = side / divisor;
      const { value } = imageArea(map, h);
      const exact = Math.abs(value) / (h * h);
      const ratio = withoutRounding(exact, exact, 1e-12);
      return [h, value, ratio, withoutRounding(ratio - Math.abs(factor), exact, 1e-11)];
    }),
  };
}

/** The map x -> A x of the plane. */
export const matrixMap = (matrix: Float64Array): PlaneMap => {
  const image = ([x, y]: PlanePoint): PlanePoint => [matrix[0]! * x + matrix[1]! * y, matrix[2]! * x + matrix[3]! * y];
  return { image, along: (_offset, direction) => image(direction) };
};

/** The unit square's corner at the origin, where a matrix is drawn. */
export const origin: PlanePoint = unitCorners[0]!;
