import type { Command } from '../src/session/command.ts';
import { apart, instanceOf, ROUNDING, sidesOf } from '../src/session/identity.ts';
import { wholeOption } from '../src/session/option.ts';
import type { ChecksResult } from '../src/session/result.ts';
import { scalar, shapeText, sizeOf } from '../src/tensor/tensor.ts';

const MOST_TRIALS = 1000;
const LARGEST_SEED = 2 ** 31;

/** `:identity`: both sides of an identity, held against each other at matrices. */
export const identity: Command = {
  name: 'identity',
  group: 'understanding',
  usage: ':identity LEFT == RIGHT [at X=[1, 2; 3, 4], a=[1, -1]] [trials=10] [seed=1]',
  summary: 'Evaluates both sides of an identity at given or random arrays and shows the largest difference.',
  details:
    'Names take their values from at, in order, or else from the session; at X=randn(3, 3) draws a random matrix, anew in each of ' +
    'the trials, and seed= draws the same ones again. Shapes must agree, except that a vector also stands for a row or a ' +
    'column. The value is the largest difference; up to 1e-10 of the largest entry it counts as rounding.',
  options: ['trials', 'seed'],
  operands: 'expressions',
  examples: [
    { lines: [':identity trace(A*B) == trace(B*A) at A=[1, 2; 3, 4], B=[0, 1; 5, -2]'], answers: '0' },
    { lines: ["q(x) = x'*[1, 2; 3, 4]*x", ":identity grad(q)(x) == 2*x'*[1, 2; 3, 4] at x=[5, 6]"], answers: '6' },
    { lines: ['f(X) = det(X)', ":identity jac(f)(X) == det(X)*inv(X)' at X=randn(3, 3) trials=5 seed=2"] },
    { lines: [':identity [1, 2] == [1, 2, 3]'], fault: 'shape/mismatch' },
  ],
  run: (call, context) => {
    const sides = sidesOf(call);
    const trials = wholeOption(call, 'trials', 1, MOST_TRIALS) ?? 1;
    const seed = wholeOption(call, 'seed', 0, LARGEST_SEED);
    const runs = Array.from({ length: trials }, (_, trial) => {
      const instance = instanceOf(context, call, sides, seed === undefined ? undefined : { seed, trial });
      return { instance, found: apart(instance) };
    });
    const worst = runs.reduce((a, b) =>
      b.found.relative > a.found.relative || Number.isNaN(b.found.relative) ? b : a,
    );
    const { instance, found } = worst;
    const undecided = Number.isNaN(found.difference);
    const ok = found.relative <= ROUNDING;
    const typed = (span: readonly [number, number]): string => context.source.slice(...span).replace(/\s+/g, ' ');
    const [left, right] = [typed(sides.left.span), typed(sides.right.span)];
    const shape =
      instance.left.shape.length >= instance.right.shape.length ? instance.left.shape : instance.right.shape;
    const size = sizeOf(shape);
    const place = shape.length === 0 ? 'the value' : `entry [${found.at.join(', ')}]`;
    const values = `${place} is ${found.left} on the left and ${found.right} on the right`;
    const differing = shape.length === 0 ? '' : `; ${found.count} of ${size} entries differ`;
    const equal = `both sides ${shapeText(shape)}, largest difference ${found.difference}`;
    const result: ChecksResult = {
      kind: 'checks',
      title: `${left} == ${right}${atText(call.at, typed)}`,
      verdict: undecided ? 'undecided' : ok ? 'agree' : 'disagree',
      checks: [
        {
          name: trials > 1 ? `worst of ${trials} trials` : 'left against right',
          ok,
          error: found.relative,
          detail: ok ? equal : `largest difference ${found.difference}: ${values}${differing}`,
        },
      ],
    };
    return { value: scalar(found.difference), result };
  },
};

const atText = (
  at: readonly {
    readonly name: { readonly name: string };
    readonly value: { readonly span: readonly [number, number] };
  }[],
  typed: (span: readonly [number, number]) => string,
): string =>
  at.length === 0 ? '' : ` at ${at.map(({ name, value }) => `${name.name}=${typed(value.span)}`).join(', ')}`;
