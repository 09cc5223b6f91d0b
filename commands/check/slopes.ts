import { extrapolated, type Slope } from '../../src/ad/differences.ts';
import type { Doubled } from '../../src/compile/doubled.ts';
import { difference, type Samples } from './samples.ts';

/** What differences tell of the slope of one output along one line. */
export interface Seen {
  /** Undefined where no step tells it. */
  readonly central: Slope | undefined;
  readonly sides: readonly [left: Slope, right: Slope] | undefined;
  /** What the output changes by at once on each side; 0 where it does not jump. */
  readonly jumps: readonly [below: number, above: number];
}

/** What the slopes along a line are held against: the derivative's entries, and what each may be off by. */
export interface Expected {
  readonly exact: Float64Array;
  readonly allowed: Float64Array;
}

/** All outputs along one line, and the least of the scales at which something was told of them; 0 if nothing was. */
export interface Line {
  readonly seen: readonly Seen[];
  readonly scale: number;
}

/** Steps at one scale: h, h/2, .., so many; and how far below the size of what moves the first of them is, as a power of two. */
interface Ladder {
  readonly levels: number;
  readonly start: number;
}
/** Few steps are enough where the values have digits to spare. */
const FINE: Ladder = { levels: 5, start: 4 };
const COARSE: Ladder = { levels: 8, start: 2 };
/** A slope whose error is below this, beside its size, is known; if there is none, one that is known to so much tells something. */
const [KNOWN, VAGUE] = [1e-9, 1e-5];
/** The same of the slopes of the sides, which are extrapolated from lower powers of the step. */
const SIDE_KNOWN = 1e-4;
/** Slopes of the two sides that differ by more than this, beside their size, are those of a kink. */
export const KINK = 1e-5;
/** The smallest scale, as a power of two. */
const SMALLEST = -1000;

/** A slope of 0 is known if its error is below this part of the quotients at the first scale, for it has no size of its own. */
const ZERO_KNOWN = 1e-6;
/** It is told by a scale only where the function is smooth there: the error is below this part of the quotients there. */
const SMOOTH = 1e-3;

/** The slopes at one scale. */
interface Rung {
  readonly scale: number;
  readonly central: Slope;
  readonly left: Slope;
  readonly right: Slope;
  readonly jumps: Seen['jumps'];
  /** The larger of the quotients of both sides at its first step. */
  readonly steepness: number;
  /** What rounding makes of the quotients at the finest step. */
  readonly rounding: number;
}

/**
 * The slopes of all outputs along a line, from the scale of `size` on. Where what is seen there is the derivative expected, it is
 * taken; else smaller and smaller scales are tried, for a function may be smooth at none but these, and the smallest one decides at
 * which the slope is known and another agrees. Where rounding hides it at all of them, larger ones up to `most` are tried.
 */
export function slopesAlong(
  at: (h: number) => Doubled | undefined,
  { noise, isFine }: Pick<Samples, 'noise' | 'isFine'>,
  { exact, allowed }: Expected,
  [size, most]: readonly [size: number, most: number],
  mayGoOn: () => boolean,
): Line {
  const values = new Map<number, Doubled | undefined>();
  const value = (h: number): Doubled | undefined => {
    if (!values.has(h)) values.set(h, at(h));
    return values.get(h);
  };
  const states = Array.from(exact, (): State => ({ rungs: [], floor: 0, told: undefined }));
  const open = new Set(states.keys());
  const { levels, start } = isFine ? FINE : COARSE;
  const first = Math.max(Math.floor(Math.log2(size)) - start, SMALLEST);
  /** Looks at one scale; whether rounding hides there all that is not told yet. A larger one than the first can tell, not contradict. */
  const look = (exponent: number): boolean => {
    let blind = true;
    for (const i of open) {
      const rung = rungOf(value, stepsFrom(2 ** exponent, levels), noise[i]!, i);
      const state = states[i]!;
      if (exponent <= first) state.rungs.push(rung);
      const { steepness = 0 } = state.rungs.find((one) => one.steepness > 0) ?? {};
      state.floor = exact[i] === 0 ? Math.max(allowed[i]!, ZERO_KNOWN * steepness) : allowed[i]!;
      const large = [exact[i]!, rung.central.value, rung.left.value, rung.right.value].map((x) => Math.abs(x) || 0);
      if (rung.rounding < Math.max(...large)) blind = false;
      if (!isTold(rung, exact[i]!, allowed[i]!, state.floor)) continue;
      state.told = rung;
      open.delete(i);
    }
    return blind;
  };
  look(first);
  for (const exponent of downFrom(first, isFine)) {
    if (open.size === 0 || !mayGoOn() || look(exponent)) break;
  }
  for (const i of open) if (centralOf(states[i]!)) open.delete(i);
  for (let exponent = first + 16; exponent <= Math.log2(most) && open.size > 0 && mayGoOn(); exponent += 16) {
    look(exponent);
  }
  const scales = states.flatMap((state) => (state.told ?? centralOf(state) ?? sidesOf(state))?.scale ?? []);
  return {
    seen: states.map((state, i) => conclusion(state, noise[i]!)),
    scale: scales.length > 0 ? Math.min(...scales) : 0,
  };
}

/** Scales below the first: closer where the values have no more than a double's digits, which leave few steps that tell. */
function* downFrom(first: number, isFine: boolean): Iterable<number> {
  for (let e = first; e >= SMALLEST;) {
    if (!isFine && e < first - 44) return;
    e -= isFine ? (e > first - 96 ? 16 : 32) : 4;
    yield Math.max(e, SMALLEST);
  }
}

const stepsFrom = (h: number, levels: number): readonly number[] =>
  Array.from({ length: levels }, (_, k) => h * 2 ** -k).filter((s) => s > 0);

/** What is known of one output. */
interface State {
  readonly rungs: Rung[];
  /** The error up to which a slope is known whatever its size. */
  floor: number;
  /** The rung at which the slope expected was seen. */
  told: Rung | undefined;
}

function rungOf(value: (h: number) => Doubled | undefined, steps: readonly number[], noise: number, i: number): Rung {
  const start = value(0);
  const rounding = (k: number): number => (4 * noise) / steps[k]!;
  const side = (sign: 1 | -1): Slope =>
    extrapolated(
      steps.map((s) => (sign * difference(value(sign * s), start, i)) / s),
      1,
      rounding,
    );
  const central = extrapolated(
    steps.map((s) => difference(value(s), value(-s), i) / (2 * s)),
    2,
    rounding,
  );
  const [h] = steps as [number];
  const jumps = [difference(value(-h), start, i), difference(value(h), start, i)] as const;
  const steepness = Math.max(...jumps.map((y) => Math.abs(y) || 0)) / h;
  return { scale: h, central, left: side(-1), right: side(1), jumps, rounding: rounding(steps.length - 1), steepness };
}

/** Whether slopes of a rung are known to a part of the larger, or better than `floor`. */
function areKnown(slopes: readonly Slope[], { steepness, rounding }: Rung, part: number, floor: number): boolean {
  const size = Math.max(...slopes.map(({ value }) => Math.abs(value)));
  const most = Math.max(part * size, Math.min(floor, Math.max(SMOOTH * steepness, 8 * rounding)));
  return slopes.every(({ error }) => error <= most);
}

/** Whether the slope is seen to be the one expected, and the same on both sides; or a zero is seen as well as can be. */
function isTold(rung: Rung, exact: number, allowed: number, floor: number): boolean {
  const { central, left, right, rounding } = rung;
  const slopes = [central, left, right];
  if (exact === 0 && slopes.every((s) => s.error <= 4 * rounding && Math.abs(s.value) <= s.error)) return true;
  const agrees = Math.abs(central.value - exact) <= 10 * central.error + allowed;
  const areToldSides = areKnown([left, right], rung, SIDE_KNOWN, floor) && !differ(left, right, floor);
  return agrees && areKnown([central], rung, KNOWN, floor) && areToldSides;
}

/** Whether the slopes of the two sides are apart. */
export const differ = (left: Slope, right: Slope, allowed: number): boolean =>
  Math.abs(left.value - right.value) >
  KINK * Math.max(Math.abs(left.value), Math.abs(right.value)) + 10 * (left.error + right.error) + allowed;

/** Scales so many times apart share no step. */
const APART = 2 ** COARSE.levels;

const isApart = (a: number, b: number): boolean => Math.max(a, b) >= APART * Math.min(a, b);

/** Of slopes at several scales those that one from other steps confirms: one alone may be chance, where a function is rough. */
const confirmed = (rungs: readonly Rung[], part: number, floor: number, slopes: (r: Rung) => readonly Slope[]) => {
  const usable = rungs.filter((rung) => areKnown(slopes(rung), rung, part, floor)).sort((a, b) => b.scale - a.scale);
  const agree = (a: Slope, b: Slope): boolean =>
    Math.abs(a.value - b.value) <= 10 * (a.error + b.error) + 1e-12 * Math.abs(a.value);
  return usable.filter((rung) =>
    usable.some(
      (other) => isApart(rung.scale, other.scale) && slopes(rung).every((slope, k) => agree(slope, slopes(other)[k]!)),
    ),
  );
};

/** The rung of the smallest scale at which the slope is known; else the one that knows most. */
function centralOf({ rungs, floor }: State): Rung | undefined {
  const slopes = ({ central }: Rung): readonly Slope[] => [central];
  const vague = confirmed(rungs, VAGUE, floor, slopes);
  const least = vague.toSorted((a, b) => a.central.error - b.central.error)[0];
  return confirmed(rungs, KNOWN, floor, slopes).at(-1) ?? least;
}

/** That of the smallest scale at which the slopes of both sides are known. */
const sidesOf = ({ rungs, floor }: State): Rung | undefined =>
  confirmed(rungs, SIDE_KNOWN, floor, ({ left, right }) => [left, right]).at(-1);

function conclusion(state: State, noise: number): Seen {
  const { told, rungs } = state;
  if (told) return { central: told.central, sides: [told.left, told.right], jumps: [0, 0] };
  const central = centralOf(state)?.central;
  const sided = sidesOf(state);
  const last = rungs.slice(-3);
  const jump = (side: 0 | 1): number => {
    const changes = last.map(({ jumps }) => jumps[side]);
    const [least = 0] = changes.slice(-1);
    const isJump = last.length === 3 && Math.abs(least) > 100 * noise;
    return isJump && changes.every((c) => Math.abs(c - least) <= 1e-3 * Math.abs(least)) ? least : 0;
  };
  return {
    central,
    sides: sided && [sided.left, sided.right],
    jumps: central ? [0, 0] : [jump(0), jump(1)],
  };
}
