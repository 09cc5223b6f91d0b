import { describe, expect, it } from 'vitest';
import { graphOf } from '../../src/graph/builder.ts';
import { check } from '../../src/graph/check.ts';
import { larger } from '../../src/ops/scalar/comparison.ts';
import { literal, mul, reshape, sub, sum } from '../../src/ops/core.ts';
import { exp } from '../../src/ops/scalar/exponential.ts';
import { matmul } from '../../src/ops/matrix/matrix.ts';

import { plainKernels } from '../../src/tensor/kernels.ts';
import { full, scalar, type Tensor, tensor } from '../../src/tensor/tensor.ts';
import { curve } from '../../src/train/curve.ts';
import type { Progress, TrainingJob, TrainingOutcome } from '../../src/train/job.ts';
import { lossAndStep, optimise } from '../../src/train/loop.ts';
import { optimiserOf, type OptimiserChoice } from '../../src/train/optimisers.ts';

/** |Phi theta - y|^2, with theta first and Phi and y as constants. */
const leastSquares = graphOf([[2], [3, 2], [3]], ($, [theta, phi, y]) => {
  const prediction = $(reshape([3]), $(matmul, phi!, $(reshape([2, 1]), theta!)));
  const residual = $(sub, prediction, y!);
  return [$(sum([0]), $(mul, residual, residual))];
});

const by = (lr: number): OptimiserChoice => ({ name: 'descent', options: { lr } });

const job = (steps: number, more: Partial<TrainingJob> = {}): TrainingJob => ({
  graph: leastSquares,
  names: ['theta'],
  params: [tensor([2], [0.5, 1.5])],
  constants: [tensor([3, 2], [1, 2, 1, 3, 1, 4]), tensor([3], [1, 2, 3])],
  steps,
  optimiser: by(0.01),
  backend: 'auto',
  kernels: { fma: true, blas: false },
  ...more,
});

/** Runs a job so many steps at a time. */
function runBy(pace: number, work: TrainingJob): TrainingOutcome {
  const loop = optimise(work, plainKernels, () => pace);
  for (;;) {
    const { done, value } = loop.next(false);
    if (done) return value;
  }
}

/** Runs a job; is asked to end before the step `until`. */
function run(work: TrainingJob, until = Infinity): { outcome: TrainingOutcome; seen: Progress[] } {
  const loop = optimise(work);
  const seen: Progress[] = [];
  for (;;) {
    const { done, value } = loop.next(seen.length > until);
    if (done) return { outcome: value, seen };
    seen.push(value);
  }
}

describe('gradient descent', () => {
  it('takes the steps that one takes by hand', () => {
    // L = 27.5 at (0.5, 1.5), gradient (18, 56); then 3.906 at (0.32, 0.94), gradient (6.84, 20.28); then 0.7817904.
    const graph = check(lossAndStep(leastSquares, 1, optimiserOf(by(0.01))));
    expect(graph.outputs).toHaveLength(2);
    const { outcome, seen } = run(job(2));
    const wanted = [27.5, 3.906, 0.7817904];
    expect(seen.map((p) => p.step)).toEqual([0, 1]);
    [...seen.map((p) => p.loss), outcome.loss.end].forEach((loss, k) => expect(loss).toBeCloseTo(wanted[k]!, 12));
    expect(outcome).toMatchObject({ steps: 2, stopped: 'steps', loss: { start: 27.5 } });
    expect(outcome.params[0]!.data[0]).toBeCloseTo(0.2516, 12);
    expect(outcome.params[0]!.data[1]).toBeCloseTo(0.7372, 12);
  });

  it('leaves the tensors that it was given alone', () => {
    const given = job(5);
    run(given);
    expect(given.params).toEqual([tensor([2], [0.5, 1.5])]);
  });

  it('ends where it is asked to, with the parameters of the last loss', () => {
    const { outcome } = run(job(100), 1);
    expect(outcome).toMatchObject({ steps: 1, stopped: 'interrupted' });
    expect(outcome.loss.end).toBeCloseTo(3.906, 12);
    expect(outcome.params[0]!.data[0]).toBeCloseTo(0.32, 14);
  });

  it('of no steps answers the loss', () => {
    const { outcome } = run(job(0));
    expect(outcome).toMatchObject({ steps: 0, stopped: 'steps', loss: { start: 27.5, end: 27.5 }, curve: [[0, 27.5]] });
  });

  it('that leaves the numbers goes back to where the loss was one', () => {
    const { outcome } = run(job(10_000, { optimiser: by(1) }));
    expect(outcome.stopped).toBe('diverged');
    expect(outcome.loss.end).toSatisfy(Number.isFinite);
    const again = run({ ...job(0), params: outcome.params });
    expect(again.outcome.loss.end).toBe(outcome.loss.end);
  });

  it('that starts out of the numbers says so', () => {
    const graph = graphOf([[]], ($, [x]) => [$(exp, x!)]);
    const { outcome } = run({ ...job(3), graph, params: [scalar(1000)], constants: [] });
    expect(outcome).toMatchObject({ steps: 0, stopped: 'diverged', loss: { start: Infinity, end: Infinity } });
  });

  it('ends where the loss takes another branch than the one that it was recorded on', () => {
    const graph = graphOf([[]], ($, [x]) => {
      $.guard($(larger, x!, literal($, 1)), scalar(1));
      return [$(mul, x!, x!)];
    });
    const { outcome } = run({ ...job(50), graph, params: [scalar(3)], constants: [], optimiser: by(0.25) });
    // 3, 1.5, 0.75: the loss of the last is not known on this branch.
    expect(outcome).toMatchObject({ steps: 2, stopped: 'branch', loss: { start: 9, end: 2.25 } });
    expect(outcome.params).toEqual([scalar(0.75)]);
    expect(outcome.before).toEqual({ params: [scalar(1.5)], state: [], t: 1 });
  });

  it('goes on where it knows the branch that the loss takes next', () => {
    const on = (above: number) =>
      graphOf([[]], ($, [x]) => {
        $.guard($(larger, x!, literal($, 1)), scalar(above));
        return [above === 1 ? $(mul, x!, x!) : $(mul, literal($, 2), x!)];
      });
    const work = { ...job(4), graph: on(1), others: [on(0)], params: [scalar(3)], constants: [], optimiser: by(0.25) };
    // 3, 1.5, 0.75 by x^2, then 0.25 and -0.25 by 2 x.
    const { outcome } = run(work);
    expect(outcome).toMatchObject({ steps: 4, stopped: 'steps', loss: { start: 9, end: -0.5 } });
    expect(outcome.params).toEqual([scalar(-0.25)]);
    // And back: from -3 up to where x^2 begins.
    const upwards = run({ ...work, params: [scalar(0.5)], optimiser: by(-0.5), steps: 3 });
    expect(upwards.outcome.curve.map(([, l]) => l)).toEqual([1, 2.25, 9, 36]);
  });

  it.each([
    ['of many steps', job(1000, { optimiser: by(0.001) })],
    ['of a few more than are taken at once', job(4100, { optimiser: by(0.001) })],
    ['that leaves the numbers', job(10_000, { optimiser: by(1) })],
    [
      'that takes another branch',
      {
        ...job(500),
        graph: graphOf([[]], ($, [x]) => {
          $.guard($(larger, x!, literal($, 1)), scalar(1));
          return [$(mul, x!, x!)];
        }),
        params: [scalar(3)],
        constants: [],
      },
    ],
    [
      'that swings between branches it knows',
      {
        ...job(60),
        graph: graphOf([[]], ($, [x]) => {
          $.guard($(larger, x!, literal($, 0)), scalar(1));
          return [$(mul, x!, x!)];
        }),
        others: [
          graphOf([[]], ($, [x]) => {
            $.guard($(larger, x!, literal($, 0)), scalar(0));
            return [$(mul, literal($, 3), $(mul, x!, x!))];
          }),
        ],
        params: [scalar(3)],
        constants: [],
        optimiser: by(0.2),
      },
    ],
  ])('%s answers the same whatever its pace', (_, work) => {
    const one = runBy(1, work);
    for (const pace of [2, 16, 1000, 100_000]) expect(runBy(pace, work)).toEqual(one);
  });

  it('leaves parameters that the loss does not read where they are', () => {
    const graph = graphOf([[], [2]], ($, [x]) => [$(mul, x!, x!)]);
    const idle: Tensor = full([2], 5);
    const { outcome } = run({ ...job(3), graph, names: ['x', 'w'], params: [scalar(1), idle], constants: [] });
    expect(outcome.params[1]).toEqual(idle);
  });
});

describe('the curve', () => {
  const after = (steps: number, most?: number) => {
    const kept = curve(most);
    for (let step = 0; step <= steps; step++) kept.add(step, 1 / (step + 1));
    return kept.points();
  };

  it('keeps all of a few steps', () => {
    expect(after(3)).toEqual([0, 1, 2, 3].map((step) => [step, 1 / (step + 1)]));
  });

  it.each([100, 399, 400, 1000, 12_345, 100_000])(
    'of %d steps is evenly thinned, with the first and the last',
    (steps) => {
      const points = after(steps);
      expect(points.length).toBeLessThanOrEqual(401);
      expect(points.length).toBeGreaterThan(Math.min(steps, 199));
      expect(points[0]).toEqual([0, 1]);
      expect(points.at(-1)).toEqual([steps, 1 / (steps + 1)]);
      const strides = points.slice(1, -1).map(([step], i) => step - points[i]![0]);
      expect(new Set(strides).size).toBeLessThanOrEqual(1);
    },
  );

  it('of nothing is empty', () => {
    expect(curve().points()).toEqual([]);
  });
});
