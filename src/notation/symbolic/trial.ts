import { Fault } from '../../base/fault.ts';
import { prng } from '../../base/prng.ts';
import { present, tracer } from '../../graph/trace.ts';
import type { Expr } from '../../lang/ast.ts';
import { freeNames } from '../../lang/free.ts';
import { sameShape, scalar, type Tensor } from '../../tensor/tensor.ts';
import { constants } from '../../evaluate/constants.ts';
import { isNumeric } from '../../evaluate/datum.ts';
import { numeric } from '../../evaluate/evaluate.ts';
import { denseEntries } from '../../evaluate/derivative/derivative.ts';
import { derivativeOf } from '../../evaluate/derivative/differentiate.ts';
import { localise } from '../../evaluate/derivative/local.ts';
import { type Evaluator, withNames } from '../../evaluate/evaluator.ts';
import { notes } from '../../evaluate/notes.ts';
import type { Subject } from './subject.ts';

/** How a formula fared against the exact derivative: there may be no point where that is a number. */
export type Verdict = 'right' | 'wrong' | 'untried';

/** Points of these ranges are tried in turn: a logarithm wants positive numbers, an inverse sine small ones. */
const ranges = [
  [-3, 3],
  [0, 1],
  [1, 10],
  [-1, 1],
  [-100, 100],
] as const;
const tries = 60;
const wanted = 6;

/** Holds the formula of a derivative against the exact one at random points, always the same. */
export function holdFormula(evaluator: Evaluator, subject: Subject, derivative: Expr): Verdict {
  const quiet: Evaluator = { ...evaluator, $: tracer(() => {}), notes: notes() };
  const random = prng(1);
  const others = freeNames(subject.formula).read.filter((n) => !subject.params.includes(n) && isOpen(evaluator, n));
  let held = 0;
  for (let i = 0; i < tries && held < wanted; i++) {
    const [low, high] = ranges[i % ranges.length]!;
    const draw = (): Tensor => scalar(low + (high - low) * random());
    const args = subject.params.map(draw);
    const names = new Map(others.map((n) => [n, draw()]));
    const exact = attempt(() => exactAt(quiet, subject, args, names));
    if (!exact || !exact.data.every(Number.isFinite)) continue;
    // Where rounding of the point alone moves the derivative, as of cos(exp(x^2)) far out, nothing is told by it.
    const nudged = args.map(({ shape, data }) => ({ shape, data: data.map((x) => x * (1 + 1e-12)) }));
    const near = attempt(() => exactAt(quiet, subject, nudged, names));
    if (!near || !isClose(near, exact)) continue;
    const all = new Map([...names, ...subject.params.map((n, k) => [n, args[k]!] as const)]);
    const { inner, frame } = withNames(quiet, '', all);
    const value = attempt(() => present(numeric(inner, derivative, frame)));
    // Far out a formula may overflow where the derivative does not.
    if (high > 10 && !value?.data.every(Number.isFinite)) continue;
    if (!value || !isClose(value, exact)) return 'wrong';
    held++;
  }
  return held > 0 ? 'right' : 'untried';
}

const isOpen = (evaluator: Evaluator, name: string): boolean => {
  const value = evaluator.globals.get(name);
  return value === undefined ? !constants.has(name) : isNumeric(value);
};

function exactAt(evaluator: Evaluator, subject: Subject, args: readonly Tensor[], names: ReadonlyMap<string, Tensor>) {
  const indices = subject.by.map((n) => subject.params.indexOf(n));
  const local = localise(evaluator, {
    name: '',
    by: subject.by.map((name, i) => ({ name, value: args[indices[i]!]! })),
    body: (xs) => {
      const now = args.map((a, i) => xs[indices.indexOf(i)] ?? a);
      return subject.value(evaluator, now, names);
    },
  });
  const [only, another] = derivativeOf(evaluator, local, { order: 1, storage: 'dense' }).blocks;
  return another ? undefined : present(denseEntries(only!));
}

/** Formulas that lose some digits are right; a wrong one is off by more. */
const isClose = (value: Tensor, exact: Tensor): boolean =>
  sameShape(value.shape, exact.shape) &&
  value.data.every((x, i) => Math.abs(x - exact.data[i]!) <= 1e-6 * Math.abs(exact.data[i]!) + 1e-9);

/** What a body answers, unless it cannot be evaluated there. */
function attempt<T>(body: () => T): T | undefined {
  try {
    return body();
  } catch (error) {
    if (error instanceof Fault && error.data.code !== 'interrupted') return undefined;
    throw error;
  }
}
