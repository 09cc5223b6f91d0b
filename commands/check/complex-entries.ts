import { checkInterrupt } from '../../src/base/interrupt.ts';
import { prng } from '../../src/base/prng.ts';
import { type ComplexArray, complexStep } from '../../src/compile/complex-step.ts';
import { NotAnalytic } from '../../src/ops/numbers/complex.ts';
import type { Op } from '../../src/ops/op.ts';
import { present } from '../../src/graph/trace.ts';
import { sizeOf, type Tensor } from '../../src/tensor/tensor.ts';
import type { Local } from '../../src/evaluate/derivative/local.ts';
import type { Arrangement } from './arrangement.ts';
import type { Effort } from './effort.ts';

/** The entries of a derivative by complex steps, and what each may be off by. */
export interface ComplexEntries {
  readonly entries: Float64Array;
  readonly errors: Float64Array;
  /** How many columns there are, and of how many steps were taken. */
  readonly columns: number;
  readonly tried: number;
}

/**
 * Steps along an entry of size `x`: further ones are tried where rounding, or under- and overflow, leave less than digits enough. Each is
 * far smaller than the entry.
 */
const stepsAt = (x: number): readonly number[] => {
  const longest = x === 0 ? 2 ** -200 : Math.max(Math.abs(x) * 2 ** -60, Number.MIN_VALUE);
  return [2 ** -332, 2 ** -600, longest].filter((step) => step <= longest);
};
/** Every other run takes a step so many times shorter: what a step is too long for is seen in that, too. */
const SHORTER = 2 ** 10;
/** An error up to this, beside the value, is small enough. */
const ENOUGH = 1e-12;
/** What each result is moved by, at most: several units in the last place, for a few runs can look alike. */
const MOVED = 2 ** -49;
/** How often each step is taken to see how far rounding moves what it says. */
const RUNS = 4;

/** The entries of the derivative by complex steps, or why there are none. */
export function complexEntries(
  local: Local,
  { entries }: Arrangement,
  { complexSteps }: Effort,
): ComplexEntries | string {
  const point = local.inputs.map(present);
  const output = local.output.shape;
  const rows = sizeOf(output);
  const random = prng(1);
  const still = (_op: Op, { im }: ComplexArray, real: Tensor): ComplexArray => ({ re: real, ...(im && { im }) });
  const moved = (op: Op, value: ComplexArray, real: Tensor): ComplexArray => shaken(op, value, real, random);
  // Where the point is moved, too, what cancels within an op rounds otherwise.
  const unit = (x: number): number => x + x * 2 ** -52 * (2 * random() - 1);
  const valueAt = (isMoved: boolean, along: readonly (Tensor | undefined)[], step: number): Tensor => {
    checkInterrupt();
    const there = isMoved ? point.map(({ shape, data }) => ({ shape, data: data.map(unit) })) : point;
    return complexStep(local.graph, there, along, step, isMoved ? moved : still);
  };
  const all = local.by.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  const stride = Math.max(1, Math.ceil((all * RUNS * 2) / Math.max(complexSteps, 1)));
  let [column, tried, used] = [0, 0, 0];
  try {
    const parts = local.by.map(({ shape }, argument) => {
      const columns = sizeOf(shape);
      const [data, errors] = UNKNOWN.map((none) => new Float64Array(rows * columns).fill(none)) as [
        Float64Array,
        Float64Array,
      ];
      for (let j = 0; j < columns; j++, column++) {
        if (column % stride !== 0) continue;
        tried++;
        const one = new Float64Array(columns);
        one[j] = 1;
        const along = point.map((_, i) => (i === argument ? { shape, data: one } : undefined));
        const at = (i: number): number => i * columns + j;
        for (const step of stepsAt(point[argument]!.data[j]!)) {
          const runs = Array.from(
            { length: RUNS },
            (_, run) => valueAt(run > 0, along, step / SHORTER ** (run % 2)).data,
          );
          let isEnough = true;
          for (let i = 0; i < rows; i++) {
            const [value, error] = spread(runs.map((run) => run[i]!));
            // A zero may be what underflow has left.
            const isFirst = value !== 0 && data[at(i)] === 0 && error <= ENOUGH * Math.abs(value);
            if (error < errors[at(i)]! || isFirst) [data[at(i)], errors[at(i)]] = [value, error];
            isEnough &&= errors[at(i)]! < ENOUGH * Math.abs(data[at(i)]!);
          }
          used += RUNS;
          if (isEnough || used >= complexSteps) break;
        }
      }
      const whole = [...output, ...shape];
      return { value: { shape: whole, data }, error: { shape: whole, data: errors } };
    });
    return {
      entries: entries(parts.map(({ value }) => value)),
      errors: entries(parts.map(({ error }) => error)),
      columns: all,
      tried,
    };
  } catch (error) {
    if (error instanceof NotAnalytic) return error.message;
    throw error;
  }
}

type Known = readonly [value: number, error: number];
const UNKNOWN: Known = [Number.NaN, Number.POSITIVE_INFINITY];

/** What was computed first, and how far the others are from it. */
function spread([value = Number.NaN, ...moved]: readonly number[]): Known {
  const error = Math.max(...moved.map((v) => Math.abs(v - value)));
  return Number.isFinite(error) ? [value, 4 * error] : UNKNOWN;
}

/**
 * Both parts moved at random as far as they may be off: by some units in the last place, by as much as the real part is from what the op
 * itself computes, or by the smallest number.
 */
function shaken(op: Op, { re, im }: ComplexArray, real: Tensor, random: () => number): ComplexArray {
  if (op.exact || !im) return { re: real, ...(im && { im }) };
  const unit = (i: number): number => {
    const [own, other] = [real.data[i]!, re.data[i]!];
    const apart = Math.abs(own - other) / Math.abs(own);
    return MOVED + (apart < Number.POSITIVE_INFINITY ? apart : 0);
  };
  const movedEntry = (x: number, i: number): number =>
    x +
    x * unit(i) * (2 * random() - 1) +
    (Math.abs(x) > 2 ** -900 ? 0 : Number.MIN_VALUE * Math.round(16 * random() - 8));
  return {
    re: { shape: re.shape, data: real.data.map((x) => x + x * MOVED * (2 * random() - 1)) },
    im: { shape: im.shape, data: im.data.map(movedEntry) },
  };
}
