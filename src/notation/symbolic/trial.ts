import type { Code } from '../../base/codes/codes.ts';
import { attempt } from '../../base/fault.ts';
import { prng } from '../../base/prng.ts';
import { present, tracer } from '../../graph/trace.ts';
import type { Expr } from '../../lang/ast.ts';
import { freeNames } from '../../lang/free.ts';
import { rewrite } from '../../lang/rewrite.ts';
import { sameShape, scalar, type Tensor } from '../../tensor/tensor.ts';
import { constants } from '../../evaluate/constants.ts';
import { isNumeric } from '../../evaluate/datum.ts';
import { numeric } from '../../evaluate/evaluate.ts';
import { denseEntries } from '../../evaluate/derivative/derivative.ts';
import { derivativeOf } from '../../evaluate/derivative/differentiate.ts';
import { localise } from '../../evaluate/derivative/local.ts';
import { type Evaluator, withNames } from '../../evaluate/evaluator.ts';
import { notes } from '../../evaluate/notes.ts';
import { asOperand, constant, decisions, product } from './formula.ts';
import type { Subject } from './subject.ts';

/** How a formula fared against the exact derivative: there may be no point where that is a number. */
export type Verdict = 'right' | 'wrong' | 'untried';

/** Points of these ranges are tried in turn: a logarithm wants positive numbers, an inverse sine small ones. */
export const ranges = [
  [-3, 3],
  [0, 1],
  [1, 10],
  [-1, 1],
  [-100, 100],
] as const;
const tries = 60;
const wanted = 6;

/** Where (x^2)^(1/2) is not x, and (x^n)^(1/4) not x^(n/4): at whole exponents, halves, and negative numbers. */
export const simple = [-3, -2, -1, -0.5, 0.25, 0.5, 1, 2, 3, 4] as const;
const simpleTries = 60;

/** Numbers of a formula that are this far from 1 set a scale, at which it is tried, too. */
const FAR = 1000;
const scaledTries = 6;
const mostScales = 8;

/** How a point is drawn, and what is asked of it. */
interface Draw {
  readonly number: () => number;
  /** A formula may overflow there where the derivative does not. */
  readonly far: boolean;
  /** There may be ties there, and a move of an exponent leaves its domain: neither says anything. */
  readonly whole: boolean;
}

/** Holds the formula of a derivative against the exact one at random points, always the same. */
export function holdFormula(evaluator: Evaluator, subject: Subject, derivative: Expr): Verdict {
  const random = prng(1);
  const others = openNames(evaluator, subject);
  const at = (draw: Draw): Verdict => {
    const number = (): Tensor => scalar(draw.number());
    const args = subject.params.map(number);
    return holdAt(evaluator, subject, derivative, { args, names: new Map(others.map((n) => [n, number()])) }, draw);
  };
  let held = 0;
  for (let i = 0; i < tries && held < wanted; i++) {
    const [low, high] = ranges[i % ranges.length]!;
    const verdict = at({ number: () => low + (high - low) * random(), far: high > 10, whole: false });
    if (verdict === 'wrong') return verdict;
    if (verdict === 'right') held++;
  }
  const simplest = (): number => simple[Math.floor(simple.length * random())]!;
  const draws = [
    ...Array.from({ length: simpleTries }, () => ({ number: simplest, far: true, whole: true })),
    ...scalesOf(subject.formula).map((scale) => ({
      number: () => (random() < 0.5 ? -scale : scale) * 100 ** (random() - 0.5),
      far: true,
      whole: false,
    })),
  ];
  for (const draw of draws) {
    const verdict = at(draw);
    if (verdict === 'wrong') return verdict;
    if (verdict === 'right') held++;
  }
  return held > 0 ? 'right' : 'untried';
}

/** The sizes of a formula's very small and very large numbers, each as often as it is tried. */
function scalesOf(formula: Expr): readonly number[] {
  const found = new Set<number>();
  const visit = (e: Expr): Expr => {
    const size = e.kind === 'number' ? Math.abs(e.value) : 1;
    if (size > 0 && (size > FAR || size < 1 / FAR)) found.add(size);
    return rewrite(e, visit);
  };
  visit(formula);
  return [...found].slice(0, mostScales).flatMap((scale) => Array.from({ length: scaledTries }, () => scale));
}

/** A point: the arguments of a subject, and the values of the other names that it reads. */
export interface Place {
  readonly args: readonly Tensor[];
  readonly names: ReadonlyMap<string, Tensor>;
}

function holdAt(evaluator: Evaluator, subject: Subject, derivative: Expr, place: Place, draw: Draw): Verdict {
  const quiet = (): Evaluator => ({ ...evaluator, $: tracer(() => {}), notes: notes() });
  const here = quiet();
  const exact = attempt(() => exactAt(here, subject, place));
  if (!exact || !exact.data.every(Number.isFinite)) return 'untried';
  if (
    here.notes
      .list(() => [exact.data])
      .some(({ code }) => code === 'precision/loss' || (draw.whole && ties.includes(code)))
  )
    return 'untried';
  // Where rounding of the point alone moves the derivative, as of cos(exp(x^2)) far out, nothing is told by it.
  const nudge = (data: Float64Array): Float64Array => data.map((x) => x * (1 + 1e-12));
  const nudgedAll = place.args.map(({ shape, data }) => ({ shape, data: nudge(data) }));
  const nudged = draw.whole ? nudgedAll.map((arg, i) => place.args.with(i, arg)) : [nudgedAll];
  for (const args of nudged) {
    const beside = attempt(() => exactAt(quiet(), subject, { ...place, args }));
    const defined = beside?.data.every(Number.isFinite) === true;
    if (beside && defined ? !isClose(beside, exact) : !draw.whole) return 'untried';
  }
  const all = new Map([...place.names, ...subject.params.map((n, k) => [n, place.args[k]!] as const)]);
  const { inner, frame } = withNames(quiet(), '', all);
  const valueOf = (expr: Expr): Tensor | undefined => attempt(() => present(numeric(inner, expr, frame)));
  const value = valueOf(derivative);
  if (draw.far && !value?.data.every(Number.isFinite)) return 'untried';
  if (!value || !sameShape(value.shape, exact.shape)) return 'wrong';
  if (isClose(value, exact)) return 'right';
  const random = prng(2);
  const runs = [1, 2, 3].map(() => valueOf(moved(derivative, random)));
  const rounding = (x: number, i: number): number =>
    Math.max(...runs.map((run) => Math.abs((run?.data[i] ?? x) - x) || 0));
  const explained = value.data.every(
    (x, i) => Math.abs(x - exact.data[i]!) <= near(exact.data[i]!) + 4 * rounding(x, i),
  );
  return explained ? 'right' : 'wrong';
}

/** Notes of points at which the exact derivative is a convention; random points meet them only where every point does. */
const ties: readonly Code[] = ['derivative/kink', 'derivative/branch-edge'];

/** The formula with every result moved by more than it is rounded: what it moves by in all is what rounding may do. */
function moved(expr: Expr, random: () => number): Expr {
  const part = (e: Expr): Expr => moved(e, random);
  const result = (e: Expr): Expr => asOperand(product(constant(1 + 2e-14 * (random() - 0.5)), e));
  switch (expr.kind) {
    case 'binary':
      if (decisions.includes(expr.op)) return expr;
      return result(expr.op === '^' ? { ...expr, left: part(expr.left) } : rewrite(expr, part));
    case 'conditional':
      return { ...expr, then: part(expr.then), otherwise: part(expr.otherwise) };
    case 'call':
    case 'postfix':
      return result(rewrite(expr, part));
    case 'chain':
      return expr;
    default:
      return rewrite(expr, part);
  }
}

/** The names that a subject's formula reads and that stand for any number. */
export const openNames = (evaluator: Evaluator, { formula, params }: Subject): readonly string[] =>
  freeNames(formula).read.filter((n) => !params.includes(n) && isOpen(evaluator, n));

const isOpen = (evaluator: Evaluator, name: string): boolean => {
  const value = evaluator.globals.get(name);
  return value === undefined ? !constants.has(name) : isNumeric(value);
};

function exactAt(evaluator: Evaluator, subject: Subject, { args, names }: Place) {
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
const near = (exact: number): number => 1e-6 * Math.abs(exact);

const isClose = (value: Tensor, exact: Tensor): boolean =>
  sameShape(value.shape, exact.shape) &&
  value.data.every((x, i) => Math.abs(x - exact.data[i]!) <= near(exact.data[i]!));
