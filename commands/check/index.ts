import { within } from '../../src/compile/runtime.ts';
import { fail } from '../../src/base/fault.ts';
import type { Code } from '../../src/base/codes/codes.ts';
import type { Apart, Note } from '../../src/base/note.ts';
import { present } from '../../src/graph/trace.ts';
import { blockAxes, namesText } from '../../src/derive/axes.ts';
import type { Mode } from '../../src/ad/jacobian.ts';
import { type Derivative, allEntries, matrixOf, denseEntries } from '../../src/evaluate/derivative/derivative.ts';
import { derivativeOf } from '../../src/evaluate/derivative/differentiate.ts';
import { arrangementOf } from './arrangement.ts';
import { complexEntries } from './complex-entries.ts';
import { type Allowance, floorOf, LEAST } from './agreement.ts';
import { quotients } from './difference-quotients.ts';
import { differenceSlopes } from './difference-slopes.ts';
import { effortFor } from './effort.ts';
import { nearby } from '../../src/derive/nearby.ts';
import { type FormulaValues, givenEntries, symbolicEntries } from './formula-values.ts';
import { remainder } from './remainder.ts';
import {
  beside,
  comparisonRow,
  complexRow,
  differencesRow,
  given as givenName,
  orderRow,
  type Row,
  sidesRow,
  verdictOf,
} from './rows.ts';
import { samplesOf } from './samples.ts';
import { sizeOf } from '../../src/tensor/tensor.ts';
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

/** What two ways of the same arithmetic may be apart by, what others may, and a formula of few digits; beside the entry. */
const [SAME, CLOSE, TYPED] = [1e-11, 1e-10, 1e-9];
/** A derivative that rounding has moved by more than this part of itself has no digits to be judged. */
const ALL = 0.5;
/** Notes of a point where a derivative is a convention. */
const EDGES: readonly Code[] = ['derivative/kink', 'derivative/branch-edge'];

/** `:check`: the same derivative computed in independent ways. */
export const check = command({
  name: 'check',
  group: 'understanding',
  summary: 'Computes the first derivative in independent ways, says whether they agree, and finds kinks.',
  details:
    'The ways: forward and reverse, a symbolic formula and a complex step where the function has them, extrapolated differences of values with twice the digits, and the remainder of the first-order Taylor polynomial, which must fall faster than the step. Each knows how far off it may be itself, and says nothing where that is too much. The steps of differences are looked for at smaller and smaller scales, until one shows the slope. Slopes from the left and from the right differ at a kink.\n\nThe verdict is agree, disagree, or undecided where nothing but forward and reverse could be told, or where one way alone that is made of differences speaks against the derivative.\n\nagainst= holds a formula of yours against them, in the names of the arguments: against=[2*x, 2*y]. The difference quotients that are shown have the step 1e-5 and are off by about as much; plot=yes draws their error against the step, which truncation and rounding share. In a script the verdict is held by #= "agree".',
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
    const heard: Note[] = [];
    const add = (note: Note): void => {
      heard.push(note);
      evaluator.notes.add(note);
    };
    const listening = { ...evaluator, notes: { ...evaluator.notes, add } };
    const inMode = (mode: Mode) => derivativeOf(listening, local, { order: 1, mode, storage: 'dense' });
    const derivative = inMode('reverse');
    const arrangement = arrangementOf(evaluator, derivative);
    const { ofMatrix, labels } = arrangement;
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
    const forward = allEntries(inMode('forward'));
    const symbolic = await symbolicEntries(context, point);
    return within(evaluator.runtime, () => {
      const matrix = matrixOf(derivative);
      const off = (of: (apart: Apart) => number): number =>
        Math.max(0, ...heard.map(({ apart }) => (apart ? of(apart) : 0)));
      const [lost, zeros] = [off(({ part }) => part), off((apart) => apart.zeros)];
      const least = matrix.data.map((x) => (x === 0 ? Math.max(LEAST, 4 * zeros) : LEAST));
      const floor = floorOf(matrix.data, matrix.shape[1]!).map((x, p) => Math.max(x, least[p]!));
      const allowance = (part: number): Allowance => ({ part: Math.max(part, 4 * lost), floor: ofMatrix(floor) });
      const compare = (name: string, { entries, apart }: FormulaValues, part: number): Row => {
        const own = ofMatrix(least).map((x, i) => (entries[i] === 0 ? Math.max(x, 4 * apart.zeros) : x));
        const alone = { ...allowance(Math.max(part, 4 * apart.part)), floor: own };
        return comparisonRow(name, labels, exact, entries, alone);
      };
      const checks = [comparisonRow('forward', labels, exact, forward, allowance(SAME))];
      if (given) checks.push(compare(givenName, given, TYPED));
      const near = nearby(evaluator, point, local);
      const effort = effortFor(local.graph);
      const rows = sizeOf(output);
      const samples = samplesOf(near, rows, effort.isDoubled);
      const allowed = matrix.data.map((x, p) => Math.max(CLOSE, 4 * lost) * Math.abs(x) + floor[p]!);
      const slopes = differenceSlopes(near, rows, samples, matrix.data, allowed, effort);
      const seen = Array.from(ofMatrix(Float64Array.from(slopes.seen.keys())), (p) => slopes.seen[p]);
      const differences = differencesRow(labels, exact, seen, slopes, allowance(CLOSE));
      if (typeof symbolic === 'string') left.push(`symbolic (${symbolic})`);
      else checks.push(beside(compare('symbolic', symbolic, CLOSE), differences));
      const complex = complexEntries(local, arrangement, effort);
      if (typeof complex === 'string') left.push(`complex step (${complex})`);
      else checks.push(beside(complexRow(labels, exact, complex, allowance(CLOSE)), differences));
      checks.push(
        differences,
        orderRow(remainder(samples, near.at, matrix, slopes.scales, allowed, effort)),
        sidesRow(labels, seen, ofMatrix(floor)),
      );

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
      const isNoted = evaluator.notes.list(() => []).some(({ code }) => EDGES.includes(code));
      const { verdict, words } = verdictOf(checks, exact, {
        isNoted,
        isLost: lost > ALL || (exact.every((x) => Math.abs(x) <= LEAST) && (zeros > 0 || exact.some((x) => x !== 0))),
      });
      return {
        result: {
          kind: 'checks',
          title: `Derivative of ${point.text} by ${namesText(local.by)}`,
          verdict,
          words,
          ...(shown.length > 0 && { parts: shown }),
          checks: checks.map(({ check: row }) => row),
          ...(facts.length > 0 && { facts }),
          ...(plot && { figure: stepFigure(near, output, arrangement, exact) }),
        },
      };
    });
  },
});
