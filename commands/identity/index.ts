import { command } from '../../src/command/declaration.ts';
import { seed } from '../../src/command/options.ts';
import { whole } from '../../src/command/option.ts';
import { compareSides, instanceOf, twoSides } from './trials.ts';
import type { ChecksResult } from '../../src/answer/result.ts';
import { sameShape, scalar, shapeText, sizeOf } from '../../src/tensor/tensor.ts';

const MOST_TRIALS = 1000;
// Sides of more entries are compared and not shown.
const SHOWN = 36;
const LARGEST_SEED = 2 ** 31;

/** `:identity`: both sides of an identity, held against each other at matrices. */
export const identity = command({
  name: 'identity',
  group: 'understanding',
  summary: 'Evaluates both sides of an identity at given or random arrays and shows the largest difference.',
  details:
    'Names take their values from at, in order, or else from the session; at X=randn(3, 3) draws a random matrix, anew in each of ' +
    'the trials, and seed= draws the same ones again. Shapes must agree, except that a vector also stands for a row or a ' +
    'column. The value is the largest difference; up to 1e-10 of the largest entry it counts as rounding, or up to 1e-12 beside a side that is 0.',
  takes: twoSides,
  options: {
    trials: whole({
      least: 1,
      most: MOST_TRIALS,
      default: 1,
      usage: '10',
      summary: 'How often random values are drawn anew.',
    }),
    seed: seed({ most: LARGEST_SEED, otherwise: 'the random numbers of the session' }),
  },
  examples: [
    { lines: [':identity trace(A*B) == trace(B*A) at A=[1, 2; 3, 4], B=[0, 1; 5, -2]'], answers: '0' },
    { lines: ["q(x) = x'*[1, 2; 3, 4]*x", ":identity grad(q)(x) == 2*x'*[1, 2; 3, 4] at x=[5, 6]"], answers: '6' },
    {
      lines: ['f(X) = det(X)', ":identity jac(f)(X) == det(X)*inv(X)' at X=randn(3, 3) trials=5 seed=2"],
      shows: 'checks',
    },
    { lines: [':identity [1, 2] == [1, 2, 3]'], fault: 'shape/mismatch' },
  ],
  run: (sides, { trials, seed: given }, context) => {
    const runs = Array.from({ length: trials }, (_, trial) => {
      const instance = instanceOf(context, sides, given === undefined ? undefined : { seed: given, trial });
      return { instance, found: compareSides(instance) };
    });
    const badness = ({ found: { ok: isEqual, relative } }: (typeof runs)[0]): number =>
      Number.isNaN(relative) ? Infinity : isEqual ? relative - 1 : relative;
    const worst = runs.reduce((a, b) => (badness(b) > badness(a) ? b : a));
    const { instance, found } = worst;
    const undecided = Number.isNaN(found.difference);
    const { ok } = found;
    const { left, right } = instance;
    const count = sizeOf(left.shape);
    const where = count === 1 ? '' : ` at [${found.at.join(', ')}]`;
    const differing = count === 1 ? '' : `; ${found.count} of ${count} entries differ`;
    const drawn = trials > 1 ? `, the worst of ${trials} trials` : '';
    const result: ChecksResult = {
      kind: 'checks',
      title: sameShape(left.shape, right.shape)
        ? `Both sides: ${shapeText(left.shape)}`
        : `Left side ${shapeText(left.shape)}, right side ${shapeText(right.shape)}`,
      ...(count <= SHOWN && {
        parts: [
          { name: ['left side'], shape: left.shape, data: left.data },
          { name: ['right side'], shape: right.shape, data: right.data },
        ],
      }),
      verdict: undecided ? 'undecided' : ok ? 'agree' : 'disagree',
      checks: [
        {
          name: 'sides',
          ok,
          error: found.relative,
          detail: ok
            ? `largest difference ${found.difference} over ${count === 1 ? 'the value' : `${count} entries`}${drawn}`
            : `largest difference ${found.difference}${where}: ${found.left} left, ${found.right} right${differing}${drawn}`,
          worst: {
            entry: count === 1 ? 'the value' : `[${found.at.join(', ')}]`,
            reference: found.left,
            other: found.right,
          },
        },
      ],
    };
    return { value: scalar(found.difference), result };
  },
});
