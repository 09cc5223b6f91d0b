import type { Pattern } from '../tensor/sparse.ts';
import type { Drawing, Frame, Place, Stroke } from './pen.ts';

/** All that a kind of mark is, besides its data. */
interface MarkKind<M> {
  /** Points that a picture must have room for. */
  extent(mark: M): readonly Place[];
  draw(mark: M, on: Drawing): void;
  /** One within the square from (0, -8) to (16, 0), which every pen is tried with. */
  readonly example: M;
}

const mark = <M>(kind: MarkKind<M>): MarkKind<M> => kind;

/** Every kind of mark. */
export const markKinds = {
  /** Bars side by side, each one unit wide, from the lower end of the picture up to its value; NaN: unknown. */
  bars: mark<{ readonly values: readonly number[] }>({
    extent: ({ values }) =>
      values.flatMap((value, i): Place[] => [
        [i, value],
        [i + 1, value],
      ]),
    draw: ({ values }, { pen, place }) => {
      const low = values.reduce((a, b) => (b < a ? b : a), Infinity);
      values.forEach((value, i) => pen.bar(place([i, value]), place([i + 1, low])));
    },
    example: { values: [-8, -4, Number.NaN, 0] },
  }),

  /** A frame with a text in it, around a point: something that others are linked with. */
  box: mark<Frame & { readonly at: Place; readonly width: number; readonly height: number; readonly text: string }>({
    extent: corners,
    draw: (box, { pen, place }) => {
      const [topLeft, bottomRight] = corners(box);
      pen.box(place(topLeft), place(bottomRight), box);
      pen.text(place(box.at), box.text, 'middle');
    },
    example: { at: [8, -4], width: 14, height: 6, text: 'f', round: true, heavy: true },
  }),

  /** Which entries of a matrix can be other than 0: a square of side 1 for each, the first row from (0, 0) to the right. */
  cells: mark<{ readonly pattern: Pattern }>({
    extent: ({ pattern }) => [
      [0, 0],
      [pattern.columns, -pattern.rows],
    ],
    draw: ({ pattern }, { pen, place }) => {
      const { rows, columns, starts, indices } = pattern;
      const cell = (i: number, j: number, filled: boolean): void =>
        pen.cell(place([j, -i]), place([j + 1, -i - 1]), filled);
      for (let i = 0; i < rows; i++) {
        const filled = indices.subarray(starts[i], starts[i + 1]);
        for (const j of filled) cell(i, j, true);
        if (rows * columns <= SMALL) for (let j = 0; j < columns; j++) if (!filled.includes(j)) cell(i, j, false);
      }
    },
    example: { pattern: { rows: 2, columns: 2, starts: Int32Array.of(0, 1, 2), indices: Int32Array.of(1, 0) } },
  }),

  /** A line through points. */
  line: mark<Stroke & { readonly role: string; readonly points: readonly Place[] }>({
    extent: ({ points }) => points,
    draw: (line, { pen, place }) => pen.line(line.points.map(place), line),
    example: {
      role: 'r',
      points: [
        [0, 0],
        [Number.NaN, 0],
        [4, -4],
        [16, -4],
      ],
    },
  }),

  /** A smooth curve with an arrowhead at its end, that leaves and meets all its points downwards. */
  link: mark<{ readonly points: readonly Place[] }>({
    extent: ({ points }) => points,
    draw: ({ points }, { pen, place }) => {
      const curve = points.flatMap((point, i) => (i === 0 ? [point] : upright(points[i - 1]!, point)));
      pen.curve(curve.map(place), { arrow: true });
    },
    example: {
      points: [
        [0, 0],
        [16, -8],
      ],
    },
  }),

  /** A text that begins at a point. */
  text: mark<{ readonly at: Place; readonly text: string }>({
    extent: ({ at }) => [at],
    draw: ({ at, text }, { pen, place }) => pen.text(place(at), text, 'start'),
    example: { at: [2, -4], text: 'a < b' },
  }),
};

/** Larger matrices are drawn by their filled entries alone. */
const SMALL = 4096;

interface Box {
  readonly at: Place;
  readonly width: number;
  readonly height: number;
}

function corners({ at: [x, y], width, height }: Box): readonly [topLeft: Place, bottomRight: Place] {
  return [
    [x - width / 2, y + height / 2],
    [x + width / 2, y - height / 2],
  ];
}

/** The control points and the end of a cubic with vertical tangents between two points. */
function upright([x0, y0]: Place, [x1, y1]: Place): readonly Place[] {
  const half = (y0 + y1) / 2;
  return [
    [x0, half],
    [x1, half],
    [x1, y1],
  ];
}

type Kinds = typeof markKinds;

/** Something drawn in the plane, as plain data. */
export type Mark = {
  [K in keyof Kinds]: Kinds[K] extends MarkKind<infer M> ? { readonly kind: K } & M : never;
}[keyof Kinds];

const kindOf = ({ kind }: Mark): MarkKind<Mark> => markKinds[kind] as MarkKind<Mark>;

/** The points that marks must have room for. */
export const extentOf = (marks: readonly Mark[]): readonly Place[] =>
  marks.flatMap((each) => kindOf(each).extent(each));

/** Draws marks, the later over the earlier. */
export function drawMarks(marks: readonly Mark[], on: Drawing): void {
  for (const each of marks) kindOf(each).draw(each, on);
}
