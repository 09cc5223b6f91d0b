import { within } from '../../src/compile/runtime.ts';
import { fail } from '../../src/base/fault.ts';
import { checkInterrupt } from '../../src/base/interrupt.ts';
import { present } from '../../src/graph/trace.ts';
import { blockAxes, namesText } from '../../src/derive/axes.ts';
import type { Mode } from '../../src/ad/jacobian.ts';
import { type Derivative, allEntries, matrixOf, denseEntries } from '../../src/evaluate/derivative/derivative.ts';
import { derivativeOf } from '../../src/evaluate/derivative/differentiate.ts';
import { arrangementOf } from './arrangement.ts';
import { complexEntries } from './complex-entries.ts';
import { centralDifferences, quotients } from './difference-quotients.ts';
import { nearby } from '../../src/derive/nearby.ts';
import { givenEntries, symbolicEntries } from './formula-values.ts';
import { remainder } from './remainder.ts';
import { type Check, comparisonRow, given as givenName, orderCheck, sidesCheck, wordsOf } from './rows.ts';
import { stepFigure } from './step-figure.ts';
import { command } from '../../src/command/declaration.ts';
import { wrt } from '../../src/command/options.ts';
import { values as formulas, yes } from '../../src/command/option.ts';
import { localise } from '../../src/evaluate/derivative/local.ts';
import { functionAtPoint } from '../../src/derive/point.ts';
import type { Fact, TensorPart } from '../../src/answer/result.ts';

/** Differences of functions with more entries in their Jacobian would take too long to be an answer. */
const MOST = 4000;
/** So many entries are shown beside their difference quotients. */
const SHOWN = 36;
/** The step of the difference quotients that are shown. */
const STEP = 1e-5;

/** `:check`: the same derivative computed in independent ways. */
export const check = command({
  name: 'check',
  group: 'understanding',
  summary: 'Computes the first derivative in independent ways, says whether they agree, and finds kinks.',
  details:
    'The ways: forward and reverse, a symbolic formula and a complex step where the function has them, extrapolated differences, and the remainder of the first-order Taylor polynomial, which must fall like the square of the step. Slopes from the left and from the right differ at a kink.\n\nagainst= holds a formula of yours against them, in the names of the arguments: against=[2*x, 2*y]. The difference quotients that are shown have the step 1e-5 and are off by about as much; plot=yes draws their error against the step, which truncation and rounding share. In a script the verdict is held by #= "agree".',
  takes: functionAtPoint(),
  options: {
    wrt,
    against: formulas({
      usage: 'FORMULA',
      range: 'values of the shape of the derivative, in the names of the arguments',
      summary: 'A formula of yours that is held against the derivative, as in against=[2*x, y].',
      otherwise: 'no formula',
    }),
    plot: yes({ summary: 'Whether the error of difference quotients is drawn against their step.' }),
  },
  examples: [
    { lines: ['f(x, y) = [x^2 + y^2, sin(x*y)]', ':check f(1, 2)'], answers: '"agree"' },
    { lines: [':check x^2*y at x=3, y=2 against=[2*x*y, x^2]'], answers: '"agree"' },
    { lines: [':check x^2*y at x=3, y=2 against=[2*x*y, x]'], answers: '"disagree"' },
    { lines: [':check x^2*y at x=3, y=2 against=[x, y, 1]'], fault: 'shape/mismatch' },
    { lines: [':check abs(x) at x=0 plot=yes'], note: 'derivative/kink' },
  ],
  run: async (point, { against, plot }, context) => {
    const { evaluator } = context;
    const local = localise(evaluator, point);
    const output = local.output.shape;
    const inMode = (mode: Mode) => derivativeOf(evaluator, local, { order: 1, mode, storage: 'dense' });
    const derivative = inMode('reverse');
    const arrangement = arrangementOf(evaluator, derivative);
    const { entries, labels } = arrangement;
    const exact = allEntries(derivative);
    if (exact.length > MOST) {
      fail('limit/check', `this derivative has ${exact.length} entries; :check takes up to ${MOST}`, {
        span: point.operand.span,
        help: 'Name fewer with wrt=..',
      });
    }
    const given = givenEntries(
      context,
      against,
      point,
      derivative.blocks.map(({ shape }) => shape),
    );
    const left: string[] = [];
    const compare = (name: string, other: Float64Array, tolerance: (i: number) => number): Check =>
      comparisonRow(name, labels, exact, other, tolerance);

    const checks = [compare('forward', allEntries(inMode('forward')), () => 1e-12)];
    if (given) checks.push(compare(givenName, given, () => 1e-9));
    const symbolic = await symbolicEntries(context, point);
    return within(evaluator.runtime, () => {
      if (typeof symbolic === 'string') left.push(`symbolic (${symbolic})`);
      else checks.push(compare('symbolic', symbolic, () => 1e-9));
      const complex = complexEntries(local, arrangement);
      if (typeof complex === 'string') left.push(`complex step (${complex})`);
      else checks.push(compare('complex step', complex, () => 1e-9));

      const near = nearby(evaluator, point, local);
      const central = centralDifferences(near, output);
      const errors = entries(central.errors);
      checks.push(
        compare('differences', entries(central.parts), (i) =>
          Math.max(1e-6, (100 * errors[i]!) / (Math.abs(exact[i]!) || 1)),
        ),
      );
      checkInterrupt();
      checks.push(orderCheck(remainder(near, matrixOf(derivative))), sidesCheck(near, output, arrangement));

      const facts: Fact[] = left.length > 0 ? [['left out', left.join('; ')]] : [];
      const shownPart = (name: string, { blocks: [only, another] }: Derivative): TensorPart[] =>
        another ? [] : [{ name: [name], ...present(denseEntries(only!)), axes: blockAxes(derivative.output, only!) }];
      const shown =
        exact.length > SHOWN
          ? []
          : [
              ...shownPart('exact, in reverse', derivative),
              ...shownPart(
                'difference quotients, step 1e-5: approximate',
                arrangement.like(quotients(near, output, STEP)),
              ),
            ];
      const agree = checks.every((c) => c.ok);
      const unsure = checks.some((c) => Number.isNaN(c.error));
      const verdict = agree ? 'agree' : unsure ? 'undecided' : 'disagree';
      return {
        result: {
          kind: 'checks',
          title: `Derivative of ${point.text} by ${namesText(local.by)}`,
          verdict,
          words: wordsOf(verdict, checks, exact),
          ...(shown.length > 0 && { parts: shown }),
          checks,
          ...(facts.length > 0 && { facts }),
          ...(plot && { figure: stepFigure(near, output, arrangement, exact) }),
        },
      };
    });
  },
});
