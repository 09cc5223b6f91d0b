import { describe, expect, it } from 'vitest';
import { graphOf } from '../../src/graph/builder.ts';
import { larger } from '../../src/ops/scalar/comparison.ts';
import { literal, mul, sub, sum } from '../../src/ops/core.ts';
import { plainKernels } from '../../src/tensor/kernels.ts';
import { scalar, tensor } from '../../src/tensor/tensor.ts';
import type { TrainingJob, TrainingOutcome } from '../../src/train/job.ts';
import { lossAndStep, optimise } from '../../src/train/loop.ts';
import { adamByHand } from './adam-by-hand.ts';
import { optimiserOf, optimisers, type OptimiserChoice } from '../../src/train/optimisers.ts';

/** sum_i c_i (x_i - 1)^2, with x first and c as a constant. */
const valley = graphOf([[2], [2]], ($, [x, c]) => {
  const off = $(sub, x!, literal($, 1));
  return [$(sum([0]), $(mul, c!, $(mul, off, off)))];
});

const job = (optimiser: OptimiserChoice, more: Partial<TrainingJob> = {}): TrainingJob => ({
  graph: valley,
  names: ['x'],
  params: [tensor([2], [3, -2])],
  constants: [tensor([2], [1, 10])],
  steps: 60,
  optimiser,
  backend: 'auto',
  kernels: { fma: true, blas: false },
  ...more,
});

function run(work: TrainingJob, pace = 1): TrainingOutcome {
  const loop = optimise(work, plainKernels, () => pace);
  for (;;) {
    const { done, value } = loop.next(false);
    if (done) return value;
  }
}

describe.each(Object.keys(optimisers) as OptimiserChoice['name'][])('%s', (name) => {
  const work = job({ name, options: { lr: 0.05 } });

  it('is known by its name', () => {
    expect(optimiserOf({ name }).options).toHaveProperty('lr');
  });

  it('makes a loss smaller', () => {
    const { loss, steps, stopped } = run(work);
    expect({ steps, stopped }).toEqual({ steps: 60, stopped: 'steps' });
    expect(loss.end).toBeLessThan(loss.start / 10);
  });

  it('answers what it remembers in the shapes that it says', () => {
    const { state } = optimiserOf(work.optimiser);
    expect(run(work).state.map((s) => s.shape)).toEqual(state([2]));
  });

  it.each([7, 60])('goes on from where it was stopped after %i steps as if it had not been', (steps) => {
    const whole = run(work);
    const first = run({ ...work, steps });
    const rest = run({ ...work, ...first, steps: 60 - steps });
    expect([rest.params, rest.state, rest.t, rest.loss.end]).toEqual([
      whole.params,
      whole.state,
      whole.t,
      whole.loss.end,
    ]);
  });

  it('takes the same steps in every back end, and however many at once', () => {
    const one = run(work);
    for (const pace of [16, 1000]) expect(run(work, pace)).toEqual(one);
    for (const backend of ['interpreter', 'wasm', 'javascript'] as const) {
      const { params } = run({ ...work, backend });
      expect([...params[0]!.data]).toEqual([...one.params[0]!.data].map((x) => expect.closeTo(x, 13)));
    }
  });
});

describe('adam', () => {
  it('takes the steps that one takes by hand', () => {
    const { params } = run(job({ name: 'adam', options: { lr: 0.1 } }));
    const wanted = [adamByHand((w) => 2 * (w - 1), 3, 60, 0.1), adamByHand((w) => 20 * (w - 1), -2, 60, 0.1)];
    expect([...params[0]!.data]).toEqual(wanted.map((x) => expect.closeTo(x, 14)));
  });

  it('remembers where it was before a branch ended it', () => {
    const graph = graphOf([[]], ($, [x]) => {
      $.guard($(larger, x!, literal($, 1)), scalar(1));
      return [$(mul, x!, x!)];
    });
    const work = job({ name: 'adam', options: { lr: 0.5 } }, { graph, params: [scalar(3)], constants: [], steps: 50 });
    const { stopped, steps, before, t, params, state } = run(work);
    expect({ stopped, t }).toEqual({ stopped: 'branch', t: steps });
    expect(before).toMatchObject({ t: steps - 1 });
    // One step from before on, on the same branch, is where it ended.
    const again = run({ ...work, ...before, steps: 1 });
    expect(again).toMatchObject({ stopped: 'branch', params, state });
  });
});

it('gradient descent carries nothing but the parameters', () => {
  const graph = lossAndStep(valley, 1, optimiserOf({ name: 'descent' }));
  expect(graph.outputs).toHaveLength(2);
});
