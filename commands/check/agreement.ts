/** How far two ways to compute the same entries are apart. */
export interface Agreement {
  readonly ok: boolean;
  /** The largest relative error, absolute where the reference is 0; nothing that is allowed beside other entries counts. */
  readonly error: number;
  /** The worst entry, counted from 0, and both values. */
  readonly worst: { readonly entry: number; readonly reference: number; readonly other: number };
}

/** What entries may be apart by: a part of the reference, and what is as good as nothing beside other entries. */
export interface Allowance {
  readonly part: number;
  readonly floor: Float64Array;
}

/** Compares entries; `errors` is what the others may be off by themselves. */
export function agreement(
  reference: Float64Array,
  other: Float64Array,
  { part, floor }: Allowance,
  errors?: Float64Array,
): Agreement {
  let error = 0;
  let worst = { entry: 0, reference: reference[0] ?? 0, other: other[0] ?? 0 };
  let ok = true;
  reference.forEach((x, i) => {
    const y = other[i]!;
    const same = x === y || (Number.isNaN(x) && Number.isNaN(y));
    const apart = same ? 0 : Math.abs(x - y);
    const size = Number.isFinite(y) ? Math.max(Math.abs(x), Math.abs(y)) : Math.abs(x);
    const isExcused = apart <= floor[i]! && apart > part * size;
    const e = same || isExcused ? 0 : apart / (x === 0 ? 1 : Math.abs(x));
    if (!same && !(apart <= part * size + floor[i]! + (errors?.[i] ?? 0))) ok = false;
    if (e > error || (Number.isNaN(e) && !Number.isNaN(error))) {
      [error, worst] = [e, { entry: i, reference: x, other: y }];
    }
  });
  return { ok, error, worst };
}

/** What is nothing beside the largest entry of its row and that of its column: rounding, where both have some. */
const NOTHING = 1e-13;
/** Below this doubles have lost digits. */
export const LEAST = 2 ** -1022;

/** What each entry of a matrix [m,n], row by row, may be off by beside the others. */
export function floorOf(entries: Float64Array, n: number): Float64Array {
  const [rows, columns] = [new Float64Array(n && entries.length / n), new Float64Array(n)];
  entries.forEach((x, p) => {
    const [i, j, size] = [Math.floor(p / n), p % n, Number.isFinite(x) ? Math.abs(x) : 0];
    if (size > rows[i]!) rows[i] = size;
    if (size > columns[j]!) columns[j] = size;
  });
  return entries.map((_, p) => Math.max(LEAST, NOTHING * Math.min(rows[Math.floor(p / n)]!, columns[p % n]!)));
}
