import { checkInterrupt } from '../base/interrupt.ts';
import { counting, type Pattern, rowSizes } from '../tensor/sparse.ts';
import { type Shape, sizeOf, type Tensor } from '../tensor/tensor.ts';

/** Colours from 0; -1 where a vertex has none, because it was left out. */
export interface Colouring {
  readonly colours: Int32Array;
  readonly count: number;
}

/** Vertices after which an interrupt is looked for. */
const STRIDE = 1024;

/**
 * Colours the columns of a pattern so that no two with an entry in the same row are alike: one product for each colour then
 * tells all entries. `across` is the transposed pattern; rows in `skipped` are told in another way. Columns without an
 * entry in the other rows have no colour.
 *
 * Greedy, in the order of the columns and, where that takes more colours than the fullest row has entries, in that of falling
 * degree; the better of both. Source: Gebremedhin, Manne & Pothen, What color is your Jacobian?, SIAM Review 47 (2005), algorithm 3.2.
 */
export function columnColouring(pattern: Pattern, across: Pattern, skipped?: Uint8Array): Colouring {
  const { rows, columns, starts } = pattern;
  let least = 0;
  const degrees = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    if (skipped?.[i]) continue;
    const size = starts[i + 1]! - starts[i]!;
    least = Math.max(least, size);
    for (let k = starts[i]!; k < starts[i + 1]!; k++) degrees[pattern.indices[k]!]! += size;
  }
  const natural = counting(new Int32Array(columns), 0);
  const first = greedy(pattern, across, natural, degrees, skipped);
  if (first.count <= least) return first;
  const second = greedy(pattern, across, falling(degrees), degrees, skipped);
  return second.count < first.count ? second : first;
}

function greedy(
  pattern: Pattern,
  across: Pattern,
  order: Int32Array,
  degrees: Float64Array,
  skipped: Uint8Array | undefined,
): Colouring {
  const colours = new Int32Array(pattern.columns).fill(-1);
  /** By colour, the column that may not have it. */
  const forbidden = new Int32Array(pattern.columns + 1).fill(-1);
  let count = 0;
  for (const [at, j] of order.entries()) {
    if (at % STRIDE === 0) checkInterrupt();
    if (degrees[j] === 0) continue;
    for (let p = across.starts[j]!; p < across.starts[j + 1]!; p++) {
      const i = across.indices[p]!;
      if (skipped?.[i]) continue;
      for (let k = pattern.starts[i]!; k < pattern.starts[i + 1]!; k++) {
        const c = colours[pattern.indices[k]!]!;
        if (c >= 0) forbidden[c] = j;
      }
    }
    let colour = 0;
    while (forbidden[colour] === j) colour++;
    colours[j] = colour;
    count = Math.max(count, colour + 1);
  }
  return { colours, count };
}

/** Vertices by falling degree, equal ones in their order. */
export const falling = (degrees: Float64Array | Int32Array): Int32Array =>
  counting(new Int32Array(degrees.length), 0).sort((a, b) => degrees[b]! - degrees[a]! || a - b);

/**
 * Colours the rows and columns of a symmetric pattern alike, so that neighbours differ and every path of four vertices has
 * three colours: of each pair of neighbours one is then the other's only neighbour of its colour, and a product with
 * that colour tells their entry. Vertices in `alone` have a colour that no other has.
 *
 * Source: Gebremedhin, Manne & Pothen (2005), section 5; the greedy way is that of Gebremedhin, Tarafdar, Manne & Pothen, New
 * acyclic and star coloring algorithms, SIAM J. Sci. Comput. 29 (2007), algorithm 4.1.
 */
export function starColouring(pattern: Pattern, alone?: Uint8Array): Colouring {
  const natural = stars(pattern, counting(new Int32Array(pattern.rows), 0), alone);
  const largestFirst = stars(pattern, falling(rowSizes(pattern)), alone);
  return largestFirst.count < natural.count ? largestFirst : natural;
}

function stars({ rows, starts, indices }: Pattern, order: Int32Array, alone: Uint8Array | undefined): Colouring {
  const colours = new Int32Array(rows).fill(-1);
  const tally = tallyOf(starts);
  const forbidden = new Int32Array(rows + 1).fill(-1);
  /** By colour, the vertex in hand that has a neighbour of it, and that neighbour. */
  const met = new Int32Array(rows).fill(-1);
  const first = new Int32Array(rows);
  let count = 0;
  for (const [at, v] of order.entries()) {
    if (at % STRIDE === 0) checkInterrupt();
    if (alone?.[v]) continue;
    const forbidAround = (w: number): void => {
      for (let p = starts[w]!; p < starts[w + 1]!; p++) {
        const c = colours[indices[p]!]!;
        if (c >= 0) forbidden[c] = v;
      }
    };
    for (let k = starts[v]!; k < starts[v + 1]!; k++) {
      const w = indices[k]!;
      const c = colours[w]!;
      if (c < 0 || w === v) continue;
      forbidden[c] = v;
      if (met[c] === v) {
        // Two neighbours of one colour: v must not have that of a vertex beyond either.
        forbidAround(first[c]!);
        forbidAround(w);
        continue;
      }
      met[c] = v;
      first[c] = w;
      for (let p = starts[w]!; p < starts[w + 1]!; p++) {
        const x = indices[p]!;
        // v - w - x - y with y of w's colour: x has two neighbours of it.
        if (x !== v && colours[x]! >= 0 && tally.of(x, c) > 1) forbidden[colours[x]!] = v;
      }
    }
    let colour = 0;
    while (forbidden[colour] === v) colour++;
    colours[v] = colour;
    count = Math.max(count, colour + 1);
    for (let k = starts[v]!; k < starts[v + 1]!; k++) if (indices[k] !== v) tally.add(indices[k]!, colour);
  }
  alone?.forEach((isAlone, v) => {
    if (isAlone) colours[v] = count++;
  });
  return { colours, count };
}

/** How many neighbours of each colour a vertex has. */
export interface Tally {
  add(vertex: number, colour: number): void;
  of(vertex: number, colour: number): number;
}

/** An empty tally; a vertex has no more colours around it than neighbours, so that its counts fit beside its row. */
export function tallyOf(starts: Int32Array): Tally {
  const colours = new Int32Array(starts.at(-1)!);
  const counts = new Int32Array(starts.at(-1)!);
  const used = new Int32Array(starts.length);
  const find = (vertex: number, colour: number): number => {
    const start = starts[vertex]!;
    for (let k = start; k < start + used[vertex]!; k++) if (colours[k] === colour) return k;
    return -1;
  };
  return {
    add: (vertex, colour) => {
      let k = find(vertex, colour);
      if (k < 0) {
        k = starts[vertex]! + used[vertex]!++;
        colours[k] = colour;
      }
      counts[k]!++;
    },
    of: (vertex, colour) => {
      const k = find(vertex, colour);
      return k < 0 ? 0 : counts[k]!;
    },
  };
}

/** For colours from..to-1 the sum of the unit vectors of each: [to - from, ...shape] for each of the shapes, one after the other. */
export function seedsOf(
  { colours }: Pick<Colouring, 'colours'>,
  from: number,
  to: number,
  shapes: readonly Shape[],
): readonly Tensor[] {
  let start = 0;
  return shapes.map((shape) => {
    const size = sizeOf(shape);
    const data = new Float64Array((to - from) * size);
    for (let j = 0; j < size; j++) {
      const c = colours[start + j]!;
      if (c >= from && c < to) data[(c - from) * size + j] = 1;
    }
    start += size;
    return { shape: [to - from, ...shape], data };
  });
}
