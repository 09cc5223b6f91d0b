import { exactness } from '../ops/exactness.ts';
import type { Op } from '../ops/op.ts';
import type { Tensor } from '../tensor/tensor.ts';
import type { Doubled } from './doubled.ts';

/** Results moved as rounding may have moved them: what the estimate of lost digits runs graphs with. */

/** How far a result is moved, the next random number: within (-1, 1), but not near 0. */
export type Move = (value?: number) => number;

/** A move has at least this size: one that leaves a result where it was shows nothing. */
const LEAST_MOVE = 1 / 8;

/** Moves to either side, or all up. */
export const moves =
  (random: () => number, up: boolean): Move =>
  () => {
    const u = up ? random() : 2 * random() - 1;
    return u < 0 ? (1 - LEAST_MOVE) * u - LEAST_MOVE : (1 - LEAST_MOVE) * u + LEAST_MOVE;
  };

const words = new Uint32Array(2);
const double = new Float64Array(words.buffer);

/**
 * Moves of the entries of one result of which one half is alike for those that are equal, as the roundings are that made them: many
 * add up, where moves of their own would come to nothing beside one another.
 */
export function together(random: () => number): Move {
  const move = moves(random, false);
  const salt = Math.floor(random() * 2 ** 32);
  return (value = 0) => {
    double[0] = value;
    let mixed = Math.imul(words[0]! ^ salt, 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 15) ^ words[1]!, 0xc2b2ae35);
    return (move() + (mixed ^ (mixed >>> 13)) / 2 ** 31) / 2;
  };
}

/**
 * A result moves by up to this part of itself: four to eight units in its last place, where rounding took half a unit and functions
 * one or two, so that a few moves of different sizes make up for the few runs.
 */
const FARTHEST = 2 ** -50;

/** A result moved by more than its rounding can have been; what is exact stays. */
export function jitter(op: Op, args: readonly Tensor[], value: Tensor, move: Move): Tensor {
  if (op.exact) return value;
  const exact = exactness(op, args, value);
  const vanishes = vanishing(op, args);
  let isMoved = false;
  const data = value.data.map((v, i) => {
    if (exact(i)) return v;
    isMoved = true;
    return inRange(v) ? v + v * FARTHEST * move(v) : beyondRange(v, args, vanishes, i, move);
  });
  return isMoved ? { shape: value.shape, data } : value;
}

/** What is known to an uncertainty moves by up to so many of it: this makes up for the few runs. */
const MARGIN = 2;

/** A result of twice the digits moved by what it is uncertain by. */
export function jitterDoubled(
  op: Op,
  args: readonly Doubled[],
  value: Doubled,
  uncertainty: (i: number) => number,
  move: Move,
): Doubled {
  if (op.exact) return value;
  const his = args.map((a) => a.hi);
  const vanishes = vanishing(op, his);
  const plain = args.every((a) => !a.lo);
  const exact = plain ? exactness(op, his, value.hi) : () => false;
  const hi = value.hi.data.map((v, i) => (inRange(v) ? v : beyondRange(v, his, vanishes, i, move)));
  const lo = hi.map((v, i) => {
    const tail = value.lo?.[i] ?? 0;
    return !Number.isFinite(v) || exact(i) ? tail : tail + MARGIN * uncertainty(i) * move();
  });
  return { hi: { shape: value.hi.shape, data: hi }, lo };
}

const LEAST_NORMAL = 2 ** -1022;

/** Whether a result has all its digits: it is neither infinite nor below the normal numbers. */
const inRange = (v: number): boolean => Math.abs(v) >= LEAST_NORMAL && v - v === 0;

/** Whether the op can answer 0 for operands that are not, because the result is too small for a double. */
const vanishing = (op: Op, args: readonly Tensor[]): boolean =>
  op.algebra !== 'linear' &&
  op.structure.kind !== 'product' &&
  args.every((a) => a.data.every((x) => x !== 0 && Number.isFinite(x)));

/** What overflowed may be any large number, and what vanished any small one: it matters only if the outputs move. */
function beyondRange(v: number, args: readonly Tensor[], vanishes: boolean, i: number, move: Move): number {
  if (Number.isNaN(v)) return v;
  if (Math.abs(v) < LEAST_NORMAL) return vanishes ? v + Number.MIN_VALUE * Math.round(8 * move()) : v;
  const began = args.every((a) => Number.isFinite(a.data.length === 1 ? a.data[0]! : (a.data[i] ?? 0)));
  return began ? Math.sign(v) * (Number.MAX_VALUE / 2) * (1 + move()) : v;
}
