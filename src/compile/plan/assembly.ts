import type { Assembly } from '../../ops/structure.ts';

/** An assembly's axis cut into stretches at every place where a part begins or ends. */
export interface Stretches {
  /** Where stretches begin, ascending from 0, and the extent behind the last. */
  readonly bounds: readonly number[];
  /** The parts that cover each stretch, in order. */
  readonly parts: readonly (readonly number[])[];
}

const known = new WeakMap<object, Stretches>();

/** The stretches of an assembly of parts with the given extents along its axis; worked out once for each list of operands. */
export function stretchesOf(
  { starts, extent }: Assembly,
  operands: object,
  extents: (part: number) => number,
): Stretches {
  const found = known.get(operands);
  if (found) return found;
  const ends = starts.map((start, part) => start + extents(part));
  const bounds = [...new Set([0, extent, ...starts, ...ends])].sort((a, b) => a - b);
  const at = new Map(bounds.map((bound, i) => [bound, i]));
  const parts: number[][] = bounds.slice(1).map(() => []);
  starts.forEach((start, part) => {
    for (let i = at.get(start)!; bounds[i]! < ends[part]!; i++) parts[i]!.push(part);
  });
  const made = { bounds, parts };
  known.set(operands, made);
  return made;
}

/** Which stretch holds a place. */
export function stretchAt({ bounds }: Stretches, place: number): number {
  let [low, high] = [0, bounds.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (bounds[middle]! <= place) low = middle;
    else high = middle;
  }
  return low;
}
