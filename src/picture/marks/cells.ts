import type { Pattern } from '../../tensor/sparse.ts';
import type { MarkKind } from '../pen.ts';

/** Which entries of a matrix can be other than 0: a square of side 1 for each, the first row from (0, 0) to the right. */
export interface CellsMark {
  readonly kind: 'cells';
  readonly pattern: Pattern;
}

/** Larger matrices are drawn by their filled entries alone. */
const SMALL = 4096;

export const cells: MarkKind<CellsMark> = {
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
};
