import { blockAxes, namesText, ownAxes } from '../src/derive/axes.ts';
import { denominatorOrder } from '../src/derive/derivative.ts';
import { formsOf } from '../src/evaluate/derivative/derivative.ts';
import { command } from '../src/command/declaration.ts';
import { wrt } from '../src/command/options.ts';
import { word } from '../src/command/option.ts';
import { casesOf, dimensionTable, reasonOf } from '../src/evaluate/derivative/shape.ts';
import { localise } from '../src/evaluate/derivative/local.ts';
import { functionAtPoint } from '../src/derive/point.ts';
import type { Axis, Fact } from '../src/answer/result.ts';
import { type Shape, shapeText, tensor } from '../src/tensor/tensor.ts';

/** `:shape`: the shape that a derivative will have. */
export const shape = command({
  name: 'shape',
  group: 'understanding',
  summary: 'Which shape a derivative will have and why, in both layouts, before it is computed.',
  details:
    'The function is only recorded, not differentiated. The answer holds the extents in numerator layout, which are none for a number; the table of dimensions marks the case. Arguments of different kinds give one part each. order=2 answers for the Hessian.',
  takes: functionAtPoint(),
  options: {
    wrt,
    order: word({ words: ['1', '2'], default: '1', summary: 'Which derivative, the first or the second.' }),
  },
  examples: [
    { lines: ['g(x, y) = [x*y, sin(x), exp(y)]', ':shape g(1, 2)'], answers: '[3, 2]' },
    { lines: [':shape x1*x2*x3 at x1=1, x2=2, x3=3'], answers: '[1, 3]' },
    { lines: [':shape [t, t^2, t^3] at t=2'], answers: '[3, 1]' },
    { lines: [':shape x^2 at x=3'], answers: '[]' },
    { lines: ['X = [1, 2; 3, 4]', ':shape X*X wrt=X'], answers: '[2, 2, 2, 2]' },
    { lines: ['f(x) = sum(x.^2)', ':shape f([1, 2, 3]) order=2'], answers: '[3, 3]' },
  ],
  run: (point, { order: nth }, context) => {
    const order = nth === '1' ? 1 : 2;
    const local = localise(context.evaluator, point);
    const { by, output: value } = local;
    const inputs = by.map(({ shape }) => shape);
    const output = value.shape;
    const cases = casesOf(output, inputs);
    const parts = formsOf({ order, output: value, by }).map((form): Part => ({
      name: form.by.map(([first]) => first!.name).join(', '),
      shape: form.shape,
      axes: blockAxes(value, form),
      own: ownAxes(value, form),
    }));
    const title = `Shape of the ${order === 1 ? 'derivative' : 'second derivative'} of ${point.text} by ${namesText(by)} (> marks the case)`;
    const facts: readonly Fact[] = [
      ['input', by.map((n) => `${n.name} ${shapeWords(n.shape)}`).join(', ')],
      ['output', `${point.text} ${shapeWords(output)}`],
      ...parts.flatMap((part): readonly Fact[] => {
        const by = parts.length > 1 ? ` by ${part.name}` : '';
        return [
          [`numerator${by}`, layoutText(part)],
          [`denominator${by}`, layoutText(denominatorPart(part))],
        ];
      }),
      [
        'why',
        reasonOf(output, inputs, cases) + (order === 2 ? '; a second derivative has the axes of the input twice' : ''),
      ],
    ];
    return {
      ...(parts.length === 1 && { value: tensor([parts[0]!.shape.length], parts[0]!.shape) }),
      result: { kind: 'table', title, ...dimensionTable(order, cases), facts },
    };
  },
});

interface Part {
  readonly name: string;
  readonly shape: Shape;
  readonly axes: readonly Axis[];
  /** How many of the axes are the output's. */
  readonly own: number;
}

const shapeWords = (s: Shape): string =>
  s.length === 0 ? '(a number)' : `(${['vector', 'matrix'][s.length - 1] ?? 'array'} ${shapeText(s)})`;

/** The same part in denominator layout. */
function denominatorPart(part: Part): Part {
  const rank = part.shape.length;
  if (part.own === 0 || part.own === rank) return part;
  const order = denominatorOrder(rank, part.own);
  return {
    ...part,
    shape: order.map((i) => part.shape[i]!),
    axes: part.axes.length === rank ? order.map((i) => part.axes[i]!) : [],
  };
}

function layoutText({ shape: s, axes }: Part): string {
  if (s.length === 0) return 'a number';
  const names = axes.map(({ name }) => name);
  if (names.length !== s.length) return shapeText(s);
  if (s.length === 2) return `${shapeText(s)}, rows ${names[0]}, columns ${names[1]}`;
  return `${shapeText(s)}, axes ${names.join('; ')}`;
}
