// @ts-check
import { direct } from '../contender.mjs';
import { array, compiled } from '../nabla.mjs';
import { objectives, repeated } from '../objectives.mjs';
import { pythons } from '../python.mjs';

export const name = 'Gradients of objective functions by others';

/** @type {readonly [title: string, objective: keyof typeof objectives, n: number][]} */
const functions = [
  ["Powell's singular function", 'powell', 4],
  ["Wood's function", 'wood', 4],
  ["Beale's function", 'beale', 2],
  ['the trigonometric function', 'trigonometric', 100],
  ["Broyden's tridiagonal function", 'broyden', 1000],
];

export async function* prepare() {
  for (const [title, objective, n] of functions) {
    const { text, pattern, gradient } = objectives[objective];
    const x = repeated(pattern, n);
    const out = new Float64Array(n);
    yield {
      title: `${title}, n = ${n.toLocaleString('en')}`,
      contenders: [
        direct('by hand', () => gradient(x, out)),
        ...(await compiled([`f(x) = ${text}`], ':grad f(x)', { x: array(x) })),
        ...pythons(['torch', 'jax', 'casadi'], 'gradient', { objective, n, pattern }),
      ],
    };
  }
}
