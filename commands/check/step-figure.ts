import type { Shape, Tensor } from '../../src/tensor/tensor.ts';
import type { Fact, FigureResult } from '../../src/answer/result.ts';
import { agreement } from './agreement.ts';
import type { Arrangement } from './arrangement.ts';
import { centralQuotients, quotients } from './difference-quotients.ts';
import type { Nearby } from '../../src/derive/nearby.ts';

/** Steps are powers of 10, two to a decade. */
const steps = Array.from({ length: 31 }, (_, i) => 10 ** (-i / 2));
/** What is drawn for no error at all: logarithms have no place for 0. */
const none = 1e-17;

type Quotients = (near: Nearby, output: Shape, h: number) => readonly Tensor[];

/**
 * The error of difference quotients against their step, both on log scales: it falls with the step as long as
 * truncation rules, like h one-sided and like h^2 central, and rises again, like 1/h, where rounding does.
 */
export function stepFigure(
  near: Nearby,
  output: Shape,
  { entries }: Arrangement,
  reference: Float64Array,
): FigureResult {
  const curve = (how: Quotients) =>
    steps
      .map(
        (h) =>
          [
            h,
            agreement(reference, entries(how(near, output, h)), { part: 0, floor: reference.map(() => 0) }).error,
          ] as const,
      )
      .filter(([, error]) => Number.isFinite(error));
  const curves = [
    ['one-sided', curve(quotients)],
    ['central', curve(centralQuotients)],
  ] as const;
  const dot = ([h, error]: readonly [number, number]) => [h, Math.max(error, none)] as const;
  const facts = curves.flatMap(([name, points]): Fact[] => {
    const [first] = points;
    if (!first) return [];
    const [h, error] = points.reduce((a, b) => (b[1] < a[1] ? b : a), first);
    return [
      [`${name}: best step`, h],
      [`${name}: its error`, error],
    ];
  });
  return {
    kind: 'figure',
    title: 'Relative error (up) against the step (to the right), both by powers of ten',
    scales: { x: { kind: 'log' }, y: { kind: 'log' } },
    marks: [
      ...curves.map(([role, points]) => ({ kind: 'line' as const, role, points: points.map(dot) })),
      ...curves.flatMap(([text, points]) => {
        const first = points.find(([h]) => h <= 0.1);
        return first ? [{ kind: 'text' as const, at: dot(first), text }] : [];
      }),
    ],
    facts,
  };
}
