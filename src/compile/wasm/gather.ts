import type { FunctionWriter, Local } from '../../wasm/function-writer.ts';
import type { Width } from './lanes.ts';

interface Mode {
  readonly width: Width;
  readonly slots: number;
}

/** What a loop gathers: values are added one by one, and the result is read when the loop has ended. */
export interface Gathering {
  /** Goes on from what `total` and `lost` push, in the width of the mode outside the loop. */
  resume(slot: number, total: () => void, lost?: () => void): void;
  add(mode: Mode, slot: number, value: () => void): void;
  /** Pushes the result, in the width of the mode outside the loop. */
  result(mode: Mode, slot: number): void;
  /** Ends the loop without a result, and answers what pushes the running total, and what was lost of it. */
  pause(slot: number): { readonly total: () => void; readonly lost: () => void };
}

/** A running sum with what rounding left off it, or a running maximum. */
interface Running {
  readonly width: Width;
  readonly total: Local;
  readonly lost: Local;
}

/**
 * Starts gathering. Outside the loop the mode is `outer`; if a vector loop lies inside, doubles are gathered there in
 * `inside` vectors side by side and put together in the end. Sums are compensated: TwoSum of each value into its running
 * sum (Knuth 1969), what is lost summed beside it.
 */
export function gathering(f: FunctionWriter, what: 'total' | 'greatest', outer: Mode, inside: number): Gathering {
  const start = what === 'total' ? 0 : Number.NEGATIVE_INFINITY;
  const running = (width: Width): Running => {
    const total = f.local(width === 2 ? 'v128' : 'f64');
    const lost = f.local(width === 2 ? 'v128' : 'f64');
    if (width === 2) f.splat(start).set(total).splat(0).set(lost);
    else f.f64(start).set(total).f64(0).set(lost);
    return { width, total, lost };
  };
  const wide = inside > 0 ? Array.from({ length: inside }, () => running(2)) : [];
  const own = Array.from({ length: outer.slots }, () => running(outer.width));
  const scratch = new Map<string, Local>();
  const temporary = (name: string, width: Width): Local => {
    const key = `${name}${width}`;
    let local = scratch.get(key);
    if (local === undefined) scratch.set(key, (local = f.local(width === 2 ? 'v128' : 'f64')));
    return local;
  };

  const include = ({ width, total, lost }: Running, value: () => void): void => {
    const p = width === 2 ? 'f64x2' : 'f64';
    if (what === 'greatest') {
      f.get(total);
      value();
      f.op(`${p}.max`).set(total);
      return;
    }
    const [x, sum, back] = [temporary('x', width), temporary('sum', width), temporary('back', width)];
    value();
    f.tee(x).get(total).op(`${p}.add`).tee(sum).get(total).op(`${p}.sub`).set(back);
    // lost += (total - (sum - back)) + (x - back)
    f.get(lost).get(total, sum, back).op(`${p}.sub`, `${p}.sub`).get(x, back).op(`${p}.sub`, `${p}.add`, `${p}.add`);
    f.set(lost).get(sum).set(total);
  };

  /** The lanes of the vectors, put into one double. */
  const together = (into: Running): void => {
    for (const { total, lost } of wide) {
      for (const lane of [0, 1] as const) {
        include(into, () => f.get(total).lane('f64x2.extract_lane', lane));
        if (what === 'total') f.get(into.lost).get(lost).lane('f64x2.extract_lane', lane).op('f64.add').set(into.lost);
      }
    }
  };

  return {
    resume: (slot, total, lost) => {
      total();
      f.set(own[slot]!.total);
      if (!lost) return;
      lost();
      f.set(own[slot]!.lost);
    },
    pause: (slot) => {
      const into = own[slot]!;
      if (wide.length > 0) together(into);
      return { total: () => void f.get(into.total), lost: () => void f.get(into.lost) };
    },
    add: (mode, slot, value) => include(mode.width === 2 && wide.length > 0 ? wide[slot]! : own[slot]!, value),
    result: (mode, slot) => {
      const into = own[slot]!;
      if (wide.length > 0) together(into);
      if (what === 'greatest') return void f.get(into.total);
      // Where the sum has overflowed, what was lost is NaN.
      if (mode.width === 2) {
        const sum = temporary('sum', 2);
        f.get(into.total, into.lost).op('f64x2.add').tee(sum).get(into.total).get(into.lost, into.lost);
        f.op('f64x2.eq', 'v128.bitselect');
      } else {
        f.get(into.total, into.lost).op('f64.add').get(into.total).get(into.lost, into.lost).op('f64.eq', 'select');
      }
    },
  };
}
