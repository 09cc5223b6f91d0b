import type { Mode } from '../../src/ad/jacobian.ts';
import { type Numeric, present } from '../../src/graph/trace.ts';
import { reshape } from '../../src/ops/core.ts';
import { slice } from '../../src/ops/array/moves.ts';
import { map1 } from '../../src/tensor/dense.ts';
import { matmul } from '../../src/tensor/matmul.ts';
import { sizeOf, type Tensor } from '../../src/tensor/tensor.ts';
import { atom, entryNames, isName } from '../../src/derive/axes.ts';
import type { Chain, Link } from './steps.ts';
import { type Derivative, matrixOf, namedValue, denseEntries } from '../../src/evaluate/derivative/derivative.ts';
import { derivativeOf } from '../../src/evaluate/derivative/differentiate.ts';
import { type Local, localise } from '../../src/evaluate/derivative/local.ts';
import type { Evaluator } from '../../src/evaluate/evaluator.ts';
import type { Axis, ChecksResult, TensorPart } from '../../src/answer/result.ts';

/** The chain rule for a composition: its factors, and the derivative in the form in which `:jac` answers it. */
export interface ChainRule {
  readonly result: ChecksResult;
  /** The derivative; absent where the variables are of different kinds, so that it is no one array. */
  readonly value?: Tensor;
}

const TOLERANCE = 1e-12;

const jacobianOf = (evaluator: Evaluator, local: Local, mode?: Mode): Derivative =>
  derivativeOf(evaluator, local, { order: 1, mode, storage: 'dense' });

/** The composition of all links, as a function of the innermost one's variables. */
function compose({ $ }: Evaluator, links: readonly Link[], xs: readonly Numeric[]): Numeric {
  const [innermost, ...others] = links.toReversed() as [Link, ...Link[]];
  return others.reduce((y, link) => {
    if (link.by.length === 1) return link.body([$(reshape($.shape(link.by[0]!.value)), y)]);
    let start = 0;
    const args = link.by.map(({ value }) => {
      const shape = $.shape(value);
      const part = $(reshape(shape), $(slice(0, start, sizeOf(shape)), y));
      start += sizeOf(shape);
      return part;
    });
    return link.body(args);
  }, innermost.body(xs));
}

/** The largest difference, relative to the size of the terms that the entries are sums of. */
function checkProduct(name: string, product: Tensor, other: Tensor, size: number): ChecksResult['checks'][number] {
  const apart = product.data.reduce((most, x, i) => Math.max(most, Math.abs(x - other.data[i]!)), 0);
  const same = product.data.every((x, i) => Object.is(x, other.data[i]) || x === other.data[i]);
  const error = same ? 0 : apart / (size || 1);
  const detail = same
    ? 'the product of the factors to the last bit'
    : `the largest difference is ${apart.toPrecision(2)}`;
  return { name, ok: error <= TOLERANCE, error, detail };
}

/** Works out the factors of a composition, their product, and the derivative of the whole in both modes. */
export function chainRule(evaluator: Evaluator, { text: typed, links }: Chain): ChainRule {
  const written = compositionText(links);
  const text = isName(typed) ? typed : (written ?? typed);
  const locals = links.map((link) => localise(evaluator, link));
  const factors = locals.map((local) => matrixOf(jacobianOf(evaluator, local)));
  const product = factors.reduce((a, b) => matmul(a, b));
  const size = Math.max(0, ...factors.map((f) => map1(f, Math.abs)).reduce((a, b) => matmul(a, b)).data);
  const innermost = links.at(-1)!;
  const whole = localise(evaluator, { name: text, by: innermost.by, body: (xs) => compose(evaluator, links, xs) });

  const variables = innermost.by.map(({ name }) => name).join(',');
  const axes = (k: number): readonly Axis[] => {
    const link = links[k]!;
    const next = links[k + 1];
    const own = link.by.flatMap(({ name, value }) => {
      const { shape } = present(value);
      return entryNames(next && link.by.length === 1 ? namedValue(next.name, shape) : { name, shape });
    });
    const columns = next?.labels ?? own;
    return [
      { name: link.name, labels: link.labels ?? entryNames(locals[k]!.output) },
      { name: next?.name ?? variables, labels: columns },
    ];
  };
  const d = (of: string, by: string): string => `d${atom(of)}/d${atom(by)}`;
  const by = innermost.by.length === 1 ? variables : `(${variables})`;
  const names = links.map(({ name }, k) => d(name, links[k + 1]?.name ?? by));
  const points = links.slice(1).map((link): TensorPart => {
    const value = present(link.body(link.by.map((b) => b.value)));
    return { name: [`value of ${link.name}`], ...value };
  });
  const parts: TensorPart[] = links.flatMap((_, k) => [
    ...(points[k] ? [points[k]] : []),
    { name: [names[k]!], ...factors[k]!, axes: axes(k) },
  ]);
  const total: TensorPart = {
    name: [`${d(text, by)} = ${names.join(' * ')}`],
    ...product,
    axes: [{ name: text, labels: entryNames(whole.output) }, axes(links.length - 1)[1]!],
  };
  const modes = (['forward', 'reverse'] as const).map((mode) =>
    checkProduct(
      mode === 'forward' ? 'forward sweep' : 'reverse sweep',
      product,
      matrixOf(jacobianOf(evaluator, whole, mode)),
      size,
    ),
  );
  const unsure = modes.some(({ error }) => Number.isNaN(error));
  const agree = modes.every(({ ok }) => ok);
  const [only, another] = jacobianOf(evaluator, whole).blocks;
  return {
    result: {
      kind: 'checks',
      title: `Chain rule for ${written === undefined || written === text ? text : `${text} = ${written}`}`,
      verdict: agree ? 'agree' : unsure ? 'undecided' : 'disagree',
      parts: [...parts, total],
      checks: modes,
    },
    ...(!another && { value: present(denseEntries(only!)) }),
  };
}

/** `f(g(t))`: the links applied to one another; undefined where that does not say all. */
function compositionText(links: readonly Link[]): string | undefined {
  const innermost = links.at(-1)!;
  const variables = innermost.by.map(({ name }) => name).join(', ');
  const start = isName(innermost.name) ? `${innermost.name}(${variables})` : innermost.name;
  const outer = links.slice(0, -1);
  if (links.some(({ isPartial }) => isPartial) || !outer.every(({ name }) => isName(name))) return undefined;
  return outer.reduceRight((inner, { name }) => name + (/^\(.*\)$/.test(inner) ? inner : `(${inner})`), start);
}
