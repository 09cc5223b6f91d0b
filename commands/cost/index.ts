import { counted } from '../../src/base/counted.ts';
import { dependents } from '../../src/ad/depends.ts';
import { jacobian } from '../../src/ad/jacobian.ts';
import { command } from '../../src/command/declaration.ts';
import { wrt } from '../../src/command/options.ts';
import { inputIndices, localise } from '../../src/evaluate/derivative/local.ts';
import { chainCost, expandedOperations, type Operations, operationsOf } from './operation-count.ts';
import { functionAtPoint } from '../../src/derive/point.ts';
import { namesText } from '../../src/derive/axes.ts';
import { sizeOf, tensor } from '../../src/tensor/tensor.ts';

/** `:cost`: what a derivative takes. */
export const cost = command({
  name: 'cost',
  group: 'understanding',
  summary: 'What a value and its derivative take in each mode: sweeps, operations, and what reuse saves.',
  details:
    'A function of n numbers with m numbers as its value takes n forward sweeps or m reverse sweeps. Operations are those of the graphs that Nabla runs: the sums, products, quotients and elementary functions of each value, one at least; moving entries is free. Below, the chain rule by the sum over all paths of the graph is set against one sweep that reuses each adjoint. The answer holds a matrix: a row each for the value, forward and reverse, with sweeps and operations.',
  takes: functionAtPoint(),
  options: { wrt },
  examples: [
    { lines: ['p(x, y, z) = x*y*z + sin(x)', 'c = :cost p(1, 2, 3)', 'c[:, 1]'], answers: '[1, 3, 1]' },
    { lines: ['q(t) = [t, t^2, t^3]', 'c = :cost q(2)', 'c[:, 1]'], answers: '[1, 1, 3]' },
    { lines: [':cost sqrt(x^2 + exp(x^2)) + cos(x^2 + exp(x^2)) at x=1'], shows: 'table' },
  ],
  run: (point, _options, context) => {
    const local = localise(context.evaluator, point);
    const { graph } = local;
    const by = inputIndices(local);
    const n = local.by.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
    const m = sizeOf(local.output.shape);
    const value = operationsOf(graph);
    const expanded = expandedOperations(graph);
    const forward = operationsOf(jacobian(graph, by, 'forward'));
    const reverse = operationsOf(jacobian(graph, by, 'reverse'));
    const { paths, naive, reuse } = chainCost(graph, dependents(graph, by));
    const row = (name: string, sweeps: number | '', work: Operations): (string | number)[] => [
      name,
      sweeps,
      work.total,
      work.total / Math.max(1, value.total),
      functionsText(work),
    ];
    const cheaper = reverse.total < forward.total ? 'reverse' : 'forward';
    return {
      value: tensor([3, 2], [1, value.total, n, forward.total, m, reverse.total]),
      result: {
        kind: 'table',
        title: `Cost of ${point.text} by ${namesText(local.by)}: ${counted(n, 'input')}, ${counted(m, 'output')}`,
        columns: ['', 'sweeps', 'operations', 'times the value', 'functions'],
        rows: [
          row('value', 1, value),
          row('value, written out', '', expanded),
          row('derivative, forward', n, forward),
          row('derivative, reverse', m, reverse),
        ],
        facts: [
          ['cheaper', forward.total === reverse.total ? 'both the same' : cheaper],
          ['paths to the outputs', paths],
          ['path by path', workText(naive)],
          ['with reuse', workText(reuse)],
        ],
      },
    };
  },
});

const workText = ({ multiplications, additions }: { multiplications: number; additions: number }): string =>
  `${counted(multiplications, 'multiplication')}, ${counted(additions, 'addition')}`;

const functionsText = ({ functions }: Operations): string =>
  [...functions].map(([name, count]) => `${count} ${name}`).join(', ');
