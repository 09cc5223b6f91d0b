import type { Code } from '../../src/base/codes/codes.ts';
import type { Iterate, NewtonPath } from './iteration.ts';

/** How a run of Newton's method ended, in words; with a code where it is no strict minimum. */
export interface Ending {
  readonly words: string;
  readonly code?: Code;
}

/** Steps that each say something of the way: so many ratios of their lengths are looked at. */
const RATIOS = 3;
/** Steps that shrink by no more than this do not add up to a finite way. */
const UNSHRUNK = 0.95;
/** Steps of one direction: the cosine of the angle between them. */
const ALIGNED = 0.9;

/** What the run has come to. */
export function endingOf({ iterates, stopped }: NewtonPath): Ending {
  const last = iterates.at(-1)!;
  const way = wayOf(iterates);
  switch (stopped) {
    case 'slope':
      if (way) return { code: 'newton/not-a-minimum', words: `the slope is 0 by underflow alone: ${way}` };
      return reached(last, 'the slope is 0');
    case 'slope of rounding':
      return reached(last, 'the slope is no more than rounding');
    case 'step':
      return reached(last, 'the next step is below the rounding of the point');
    case 'rounding':
      return reached(last, 'rounding lets the steps shrink no more');
    case 'steps': {
      const slope = `after ${iterates.length - 1} steps the slope is still ${last.slope.toPrecision(2)}`;
      return { code: 'newton/steps', words: way ? `${slope}: ${way}` : slope };
    }
    case 'cycle': {
      const [first, second] = [last.returns!, iterates.length - 1];
      return { code: 'newton/steps', words: `step ${second} is back at step ${first}: a cycle of ${second - first}` };
    }
    case 'singular':
      return {
        code: 'newton/singular',
        words: way
          ? `${way}; the Hessian is no more than its rounding there`
          : 'the Hessian is singular, as far as its rounding tells: there is no Newton step',
      };
    case 'left the numbers': {
      const what = Number.isNaN(last.value) ? 'left the domain' : 'a value or a derivative is not finite';
      return { code: 'newton/not-finite', words: `${what} at step ${iterates.length - 1}${way ? `: ${way}` : ''}` };
    }
  }
}

function reached({ definiteness }: Iterate, why: string): Ending {
  if (definiteness.startsWith('positive') && !definiteness.endsWith('semidefinite')) {
    return { words: `at a minimum: ${why}` };
  }
  const isOpen = definiteness === 'undecided' || definiteness === '';
  const is = isOpen ? 'the Hessian has no certain class here' : `the Hessian is ${definiteness} here`;
  return { code: 'newton/not-a-minimum', words: `${is}: this is ${placeOf(definiteness)}` };
}

/** What a point without slope is, by the class of its Hessian. */
function placeOf(definiteness: string): string {
  if (definiteness === 'indefinite') return 'a saddle';
  if (definiteness === 'negative' || definiteness === 'negative definite') return 'a maximum';
  return 'no strict minimum, as far as second derivatives tell';
}

/** Where the last steps lead; undefined if they are few, or lead nowhere in particular. */
function wayOf(iterates: readonly Iterate[]): string | undefined {
  const path = iterates.filter(({ x, slope }) => Number.isFinite(slope) && x.every(Number.isFinite));
  const steps = path.slice(1).map(({ x }, k) => x.map((v, i) => v - path[k]!.x[i]!));
  const lengths = steps.map((step) => Math.hypot(...step));
  const after = <T>(all: readonly T[]): readonly (readonly [T, T])[] =>
    all
      .slice(1)
      .map((b, k) => [all[k]!, b] as const)
      .slice(-RATIOS);
  const ratios = after(lengths).map(([a, b]) => b / a);
  if (ratios.length < RATIOS || !ratios.every(Number.isFinite)) return undefined;
  const isStraight = after(steps).every(([a, b]) => cosine(a, b) > ALIGNED);
  const falls = after(path.map(({ slope }) => slope)).every(([a, b]) => b < a);
  if (isStraight && falls && ratios.every((r) => r >= UNSHRUNK)) {
    const lower = after(path.map(({ value }) => value)).every(([a, b]) => b < a);
    return lower
      ? 'the value falls on in one direction without end, and its minimum lies at infinity'
      : 'the slope falls on in one direction without end, and is 0 at infinity alone';
  }
  if (ratios.every((r) => r > 1.5)) return 'each step is longer than the one before, and the points go away';
  const [least, most] = [Math.min(...ratios), Math.max(...ratios)];
  const isLinear = most < UNSHRUNK && least > 0.05 && most - least < 0.05 * most;
  return isLinear
    ? `each step is ${most.toPrecision(2)} of the one before, as where the Hessian turns singular`
    : undefined;
}

/** The cosine of the angle between two steps, of any length. */
function cosine(a: Float64Array, b: Float64Array): number {
  const unit = (v: Float64Array): Float64Array => {
    const most = v.reduce((m, x) => Math.max(m, Math.abs(x)), 0);
    const scaled = v.map((x) => x / most);
    return scaled.map((x) => x / Math.hypot(...scaled));
  };
  const [u, v] = [unit(a), unit(b)];
  return u.reduce((sum, x, i) => sum + x * v[i]!, 0);
}
