// @ts-check
import { compile } from 'mathjs';
import { direct } from '../contender.mjs';
import { coefficients, longGradient, longGradientScript, longScript, longText, longValue, place } from '../formula.mjs';
import { array, compiled } from '../nabla.mjs';
import { pythons } from '../python.mjs';

export const name = 'A scalar formula of 10,000 operations, per call';

const [x, y, z] = place;

/** Scalars as inputs. */
const inputs = Object.fromEntries(
  Object.entries({ x, y, z }).map(([name, value]) => [name, { ...array(Float64Array.of(value)), shape: [] }]),
);

export async function* prepare() {
  const terms = coefficients(10_000);
  const text = longText(terms);
  const [value, gradient] = [longValue(terms), longGradient(terms)];
  const [valueScript, gradientScript] = [`return ${longScript(terms)};`, longGradientScript(terms)].map(
    (body) => new Function('x', 'y', 'z', body),
  );
  const byMathjs = compile(text);
  yield {
    title: 'value',
    contenders: [
      direct('by hand, a loop over coefficients', () => [value(x, y, z)]),
      ...(await compiled([], text, inputs)),
      direct('JavaScript, the text as a function', () => [valueScript?.(x, y, z)]),
      direct('mathjs', () => [byMathjs.evaluate({ x, y, z })]),
    ],
  };
  yield {
    title: 'gradient',
    contenders: [
      direct('by hand, a loop over coefficients', () => gradient(x, y, z)),
      ...(await compiled([`f(x, y, z) = ${text}`], ':grad f(x, y, z)', inputs)),
      direct('JavaScript, straight-line', () => gradientScript?.(x, y, z)),
      ...pythons(['casadi'], 'formula', { terms, at: place }),
    ],
  };
}
