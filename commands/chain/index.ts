import { command } from '../../src/command/declaration.ts';
import { wrt } from '../../src/command/options.ts';
import { composition } from './steps.ts';
import { chainRule } from './rule.ts';

const fg = ['f(x) = exp(x[1]*x[2]^2)', 'g(t) = [t*cos(t), t*sin(t)]', 'h(t) = f(g(t))'];

/** `:chain`: the chain rule, factor by factor. */
export const chain = command({
  name: 'chain',
  group: 'understanding',
  summary: 'The chain rule factor by factor: each derivative with its shape and value, their product, and both sweeps.',
  details:
    'A function whose body calls a function of a function is taken apart, and so are the functions within; an expression stands for an inner function. Each factor is a matrix with a row for each entry of its value and a column for each entry of its arguments (arrays row by row), so that the factors multiply. The answer holds the derivative of the whole.',
  takes: composition,
  options: { wrt },
  examples: [
    { lines: [...fg, ':chain h(1)'], answers: 'jac(h)(1)' },
    { lines: [...fg, ':chain f(g(1))'], answers: 'jac(h)(1)' },
    { lines: [':chain sin(x^2) at x=3'], answers: '6*cos(9)' },
    { lines: ['p(u, v) = u*v', ':chain p(sin(t), t^2) at t=2'], answers: '4*cos(2) + 4*sin(2)' },
    { lines: ['g(t) = [t, t^2]', ':chain g(1)'], fault: 'chain/single' },
  ],
  run: (composed, _options, { evaluator }) => {
    const { result, value } = chainRule(evaluator, composed);
    return { result, ...(value && { value }) };
  },
});
