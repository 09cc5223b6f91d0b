/** How far two ways to compute the same entries are apart. */
export interface Agreement {
  readonly ok: boolean;
  /** The largest relative error, absolute where the reference is 0. */
  readonly error: number;
  /** The worst entry, counted from 0, and both values. */
  readonly worst: { readonly entry: number; readonly reference: number; readonly other: number };
}

/** Compares entries; `tolerance` is the relative error allowed at each. */
export function agreement(reference: Float64Array, other: Float64Array, tolerance: (i: number) => number): Agreement {
  let error = 0;
  let worst = { entry: 0, reference: reference[0] ?? 0, other: other[0] ?? 0 };
  let ok = true;
  reference.forEach((x, i) => {
    const y = other[i]!;
    const same = x === y || (Number.isNaN(x) && Number.isNaN(y));
    const e = same ? 0 : Math.abs(x - y) / (x === 0 ? 1 : Math.abs(x));
    if (!(e <= tolerance(i))) ok = false;
    if (e > error || (Number.isNaN(e) && !Number.isNaN(error))) {
      [error, worst] = [e, { entry: i, reference: x, other: y }];
    }
  });
  return { ok, error, worst };
}
