import { checkInterrupt } from '../base/interrupt.ts';
import { counting } from '../tensor/sparse.ts';

/** For each entry of a value, which entries of the inputs lead there: compressed rows, each input once, in no order. */
export interface Reach {
  readonly starts: Int32Array;
  readonly indices: Int32Array;
}

/** When to give up a pattern: at so many entries for one value, or at so many steps in all. */
export interface Limits {
  readonly entries: number;
  readonly work: number;
}

/** Rows after which an interrupt is looked for. */
const STRIDE = 4096;

/** A pattern grew beyond its limits. */
export class Overfull extends Error {}

/** Adds a row of an operand's reach to the row that is being collected. */
export type Add = (from: Reach, row: number) => void;

/** Collects the reach of a value of so many entries: `fill` adds to row i all that leads there. */
export type Collect = (rows: number, fill: (i: number, add: Add) => void) => Reach;

/** Starts to collect among `columns` inputs; memory grows with what is found only. */
export function collecting(columns: number, limits: Limits): Collect {
  /** By input, the row that it was last added to. */
  const seen = new Int32Array(columns);
  let row = 0;
  let work = 0;
  return (rows, fill) => {
    const starts = new Int32Array(rows + 1);
    let indices = new Int32Array(Math.max(16, rows));
    let count = 0;
    const add: Add = (from, r) => {
      const end = from.starts[r + 1]!;
      const start = from.starts[r]!;
      work += 1 + end - start;
      for (let k = start; k < end; k++) {
        const j = from.indices[k]!;
        if (seen[j] === row) continue;
        seen[j] = row;
        if (count === indices.length) indices = grown(indices);
        indices[count++] = j;
      }
    };
    for (let i = 0; i < rows; i++) {
      if (i % STRIDE === 0) checkInterrupt();
      row++;
      fill(i, add);
      starts[i + 1] = count;
      if (count > limits.entries || work > limits.work) throw new Overfull();
    }
    return { starts, indices: indices.slice(0, count) };
  };
}

function grown(from: Int32Array): Int32Array<ArrayBuffer> {
  const out = new Int32Array(2 * from.length);
  out.set(from);
  return out;
}

/** The reach of an input itself: entry i is reached by the input's entry i, which is entry `start` + i of all. */
export const ownReach = (start: number, size: number): Reach => ({
  starts: counting(new Int32Array(size + 1), 0),
  indices: counting(new Int32Array(size), start),
});
