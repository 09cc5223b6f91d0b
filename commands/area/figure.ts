import { boundary, type PlanePoint, type PlaneMap, unitCorners } from './cell.ts';
import type { FigureResult, Table } from '../../src/answer/result.ts';

/** What a map of the plane does to a square cell. */
export interface CellPicture {
  /** The cell's lower left corner. */
  readonly corner: PlanePoint;
  readonly side: number;
  readonly map: PlaneMap;
  /** The derivative there, by rows. */
  readonly jacobian: readonly [PlanePoint, PlanePoint];
  /** Whether the map is the same as its linearisation on the cell. */
  readonly linear: boolean;
}

type Marks = FigureResult['marks'];

const PIECES = 32;
const letters = ['a', 'b', 'c', 'd'] as const;

/** The image of an offset by the linearisation at the corner. */
export function linearImage({ map, jacobian }: Pick<CellPicture, 'map' | 'jacobian'>, [x, y]: PlanePoint): PlanePoint {
  const [u, v] = map.image([0, 0]);
  const [[a, b], [c, d]] = jacobian;
  return [u + a * x + b * y, v + c * x + d * y];
}

const finite = ([x, y]: PlanePoint): boolean => Number.isFinite(x) && Number.isFinite(y);

/** The corners of the cell, of its image, and of its image by the linearisation. */
function cornersOf(picture: CellPicture) {
  const { corner, side, map } = picture;
  const offsets = unitCorners.map(([x, y]): PlanePoint => [side * x, side * y]);
  return {
    cell: offsets.map(([x, y]): PlanePoint => [corner[0] + x, corner[1] + y]),
    image: offsets.map((offset) => map.image(offset)),
    linear: offsets.map((offset) => linearImage(picture, offset)),
  };
}

/** One row for each corner, with where it goes. */
export function cornerTable(picture: CellPicture, inputs: readonly string[], outputs: readonly string[]): Table {
  const { cell, image, linear } = cornersOf(picture);
  return {
    columns: ['corner', ...inputs, ...outputs, ...(picture.linear ? [] : outputs.map((name) => `linear ${name}`))],
    rows: letters.map((letter, i) => [letter, ...cell[i]!, ...image[i]!, ...(picture.linear ? [] : linear[i]!)]),
  };
}

interface Box {
  readonly low: PlanePoint;
  readonly high: PlanePoint;
}

const boxOf = (points: readonly PlanePoint[]): Box => {
  const seen = points.filter(finite);
  const pick = (of: (...xs: number[]) => number): PlanePoint => [
    of(...seen.map((p) => p[0])),
    of(...seen.map((p) => p[1])),
  ];
  return { low: pick(Math.min), high: pick(Math.max) };
};

const extent = ({ low, high }: Box, axis: 0 | 1): number => high[axis] - low[axis];

/** How far to move the cell in the drawing: beside its image, where they lie too far apart to be seen together. */
function shiftOf(cell: Box, image: Box): PlanePoint {
  const all = boxOf([cell.low, cell.high, image.low, image.high]);
  const apart = ([0, 1] as const).some((i) => extent(all, i) > 2.5 * (extent(cell, i) + extent(image, i)));
  if (!apart) return [0, 0];
  const gap = 0.3 * Math.max(extent(cell, 0), extent(image, 0));
  return [image.low[0] - gap - cell.high[0], (image.low[1] + image.high[1] - cell.low[1] - cell.high[1]) / 2];
}

const plus = (a: PlanePoint, b: PlanePoint): PlanePoint => [a[0] + b[0], a[1] + b[1]];

/** A letter outside a corner: away from the middle of its figure. */
function lettered(corners: readonly PlanePoint[], text: (corner: number) => string, reach: number): Marks {
  const seen = corners.filter(finite);
  const middle: PlanePoint = [
    seen.reduce((sum, p) => sum + p[0], 0) / seen.length,
    seen.reduce((sum, p) => sum + p[1], 0) / seen.length,
  ];
  return corners.flatMap((corner, i): Marks => {
    if (!finite(corner) || text(i) === '') return [];
    const away: PlanePoint = [corner[0] - middle[0], corner[1] - middle[1]];
    const length = Math.hypot(...away) || 1;
    return [
      {
        kind: 'text',
        at: [corner[0] + (reach * away[0]) / length, corner[1] + (reach * away[1]) / length],
        text: text(i),
      },
    ];
  });
}

/** The cell, its image and the linearisation of that in one plane, and whether the cell was moved to be seen with them. */
export function cellMarks(picture: CellPicture): { readonly marks: Marks; readonly moved: boolean } {
  const { cell, image, linear } = cornersOf(picture);
  const curve = boundary(picture.map, picture.side, picture.linear ? 1 : PIECES);
  const shapes = picture.linear ? curve : [...curve, ...linear];
  const shift = shiftOf(boxOf(cell), boxOf(shapes));
  const shifted = cell.map((p) => plus(p, shift));
  const all = boxOf([...shifted, ...shapes]);
  const reach = 0.06 * Math.max(extent(all, 0), extent(all, 1));
  const fixed = image.map((p, i) => Math.hypot(p[0] - shifted[i]![0], p[1] - shifted[i]![1]) <= 1e-9 * reach);
  const closed = (points: readonly PlanePoint[]) => [...points, points[0]!];
  return {
    moved: shift[0] !== 0 || shift[1] !== 0,
    marks: [
      ...(picture.linear ? [] : [{ kind: 'line', role: 'linear', dashed: true, points: closed(linear) } as const]),
      { kind: 'line', role: 'cell', points: closed(shifted) },
      { kind: 'line', role: 'image', points: curve },
      ...lettered(image, (i) => `${fixed[i] ? `${letters[i]}=` : ''}${letters[i]}'`, reach),
      ...lettered(shifted, (i) => (fixed[i] ? '' : letters[i]!), reach),
    ],
  };
}
