import { type Pattern, rowSizes, rowsOf, symmetrise, transposePattern } from '../tensor/sparse.ts';
import { type Colouring, columnColouring, falling, starColouring, tallyOf } from './colouring.ts';
import type { Mode } from './jacobian.ts';

/** Which products with a matrix tell all its entries: few where its pattern is sparse. */
export interface Compression {
  readonly pattern: Pattern;
  /** Products with sums of columns, carried forward: the colour of each column, -1 where it is in none. */
  readonly forward: Colouring;
  /** Products of sums of rows, carried back. */
  readonly reverse: Colouring;
  /**
   * For each position of the pattern where its value stands: in the forward products [colours, rows] one after the other, or,
   * behind those, in the reverse ones [colours, columns].
   */
  readonly source: Int32Array;
}

/** How many products there are. */
export const passesOf = ({ forward, reverse }: Compression): number => forward.count + reverse.count;

/** Colouring goes through all pairs in a row; more than so many are too many. */
const MOST_PAIRS = 200_000_000;
/** A symmetric pattern's fullest rows are taken out until so many pairs are left. */
const MOST_STAR_PAIRS = 20_000_000;

/**
 * The products that tell all entries of a matrix with this pattern: of columns, of rows (as `mode` says, if it does), or most of
 * either and the fullest few of the other by themselves. Undefined where they would be more than `most`.
 *
 * Source: Gebremedhin, Manne & Pothen (2005), sections 3 and 4.
 */
export function compressionOf(pattern: Pattern, most: number, mode?: Mode): Compression | undefined {
  const { pattern: across } = transposePattern(pattern);
  const plans = (['forward', 'reverse'] as const).flatMap((side) => {
    if (mode && mode !== side) return [];
    const of = side === 'forward' ? pattern : across;
    const apart = fullest(of);
    return [0, ...(mode || apart === 0 ? [] : [apart])].map((count) => ({ side, ...taken(of, count) }));
  });
  plans.sort((a, b) => a.least - b.least || Number(a.apart > 0) - Number(b.apart > 0));
  let best: Compression | undefined;
  for (const { side, least, skipped, pairs } of plans) {
    if (least > most || pairs > MOST_PAIRS || (best && least >= passesOf(best))) continue;
    const [of, other] = side === 'forward' ? [pattern, across] : [across, pattern];
    const lines = columnColouring(of, other, skipped);
    const singles = numbered(skipped);
    const found =
      side === 'forward'
        ? located(pattern, lines, singles, (i) => skipped[i] === 1)
        : located(pattern, singles, lines, (_, j) => skipped[j] === 0);
    if (passesOf(found) <= most && (!best || passesOf(found) < passesOf(best))) best = found;
  }
  return best;
}

/** How many of the fullest rows are best told by themselves: each costs a product, and saves what it is fuller than the next. */
function fullest(pattern: Pattern): number {
  const { rows } = pattern;
  const sizes = rowSizes(pattern).sort();
  let best = 0;
  for (let k = 1; k < rows; k++) {
    if (k + sizes[rows - 1 - k]! < best + sizes[rows - 1 - best]!) best = k;
    if (k >= best + sizes[rows - 1 - best]!) break;
  }
  return best;
}

/** A pattern without its `apart` fullest rows: the fewest colours that its columns can need, and what finding them takes. */
function taken(pattern: Pattern, apart: number) {
  const sizes = rowSizes(pattern);
  const skipped = new Uint8Array(pattern.rows);
  if (apart > 0) for (const i of falling(sizes).subarray(0, apart)) skipped[i] = 1;
  let least = 0;
  let pairs = 0;
  for (let i = 0; i < sizes.length; i++) {
    if (skipped[i]) continue;
    least = Math.max(least, sizes[i]!);
    pairs += sizes[i]! ** 2;
  }
  return { apart, least: apart + least, skipped, pairs };
}

/** A colour of its own for each that is marked. */
function numbered(marked: Uint8Array): Colouring {
  let count = 0;
  return { colours: Int32Array.from(marked, (m) => (m ? count++ : -1)), count };
}

function located(
  pattern: Pattern,
  forward: Colouring,
  reverse: Colouring,
  inReverse: (i: number, j: number) => boolean,
): Compression {
  const { rows, columns, indices } = pattern;
  const behind = forward.count * rows;
  const source = rowsOf(pattern).map((i, k) => {
    const j = indices[k]!;
    return inReverse(i, j) ? behind + reverse.colours[i]! * columns + j : forward.colours[j]! * rows + i;
  });
  return { pattern, forward, reverse, source };
}

/**
 * The products that tell all entries of a symmetric matrix: each off the diagonal is told where either of its two places is. The
 * pattern, which must be square, is made symmetric. Undefined where they would be more than `most`.
 */
export function symmetricCompressionOf(given: Pattern, most: number): Compression | undefined {
  const pattern = symmetrise(given);
  const { rows, starts, indices } = pattern;
  const { apart, skipped: alone } = taken(pattern, hubs(pattern));
  if (apart > most) return undefined;
  const forward = starColouring(pattern, alone);
  if (forward.count > most) return undefined;
  const { colours } = forward;
  const around = tallyOf(starts);
  const down = rowsOf(pattern);
  down.forEach((i, k) => around.add(i, colours[indices[k]!]!));
  const source = down.map((i, k) => {
    const j = indices[k]!;
    return around.of(i, colours[j]!) === 1 ? colours[j]! * rows + i : colours[i]! * rows + j;
  });
  return { pattern, forward, reverse: { colours: new Int32Array(rows).fill(-1), count: 0 }, source };
}

/** How many of the fullest rows to take out so that the others have few enough pairs. */
function hubs(pattern: Pattern): number {
  const { rows } = pattern;
  const sizes = rowSizes(pattern).sort();
  let pairs = sizes.reduce((sum, d) => sum + d * d, 0);
  let count = 0;
  while (pairs > MOST_STAR_PAIRS) pairs -= sizes[rows - 1 - count++]! ** 2;
  return count;
}

/** The values at the pattern's positions, from the products one after the other. */
export function decompress({ source }: Compression, products: Float64Array): Float64Array {
  const out = new Float64Array(source.length);
  for (let k = 0; k < out.length; k++) out[k] = products[source[k]!]!;
  return out;
}
