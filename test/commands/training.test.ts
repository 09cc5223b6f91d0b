import { describe, expect, it } from 'vitest';
import { commandTable } from '../../commands/index.ts';
import { trainRetracing } from '../../commands/train/training.ts';
import { functionAtPoint } from '../../src/derive/point.ts';
import { scalarLocal } from '../../src/derive/differentiation.ts';
import type { Command } from '../../src/command/command.ts';
import { createStop } from '../../src/command/stop.ts';
import { createEngine } from '../../src/session/engine.ts';
import type { TrainingOutcome } from '../../src/train/job.ts';
import { adamByHand } from '../train/adam-by-hand.ts';
import { answerOf, engine, faultOf, notesOf, ports, valueOf } from '../session/engine-fixture.ts';

/** What a training answers. */
async function training(...lines: readonly string[]) {
  const answer = await answerOf(...lines);
  if (!answer.ok || answer.result?.kind !== 'training') throw new Error(JSON.stringify(answer));
  return { ...answer.result, notes: answer.notes.map((n) => n.code) };
}

describe('least squares', () => {
  const setting = [
    'Phi = [1, 2; 1, 3; 1, 4]',
    'y = [1, 2, 3]',
    'theta = [0.5, 1.5]',
    'L(theta) = sum((Phi*theta - y).^2)',
  ];

  it('by gradient descent takes the steps that one takes by hand', async () => {
    const { loss, curve } = await training(...setting, ':train L(theta) steps=2 lr=0.01');
    expect(loss.start).toBe(27.5);
    expect(curve.map(([, l]) => l)).toEqual([27.5, expect.closeTo(3.906, 12), expect.closeTo(0.7817904, 12)]);
    const theta = (await valueOf(...setting, ':train L(theta) steps=2 lr=0.01', 'theta')) as number[];
    expect(theta).toEqual([expect.closeTo(0.2516, 12), expect.closeTo(0.7372, 12)]);
  });

  it('is the loop that a user would write', async () => {
    const step = 'theta = theta - 0.01 * flatten(grad(L)(theta))';
    const byHand = await valueOf(...setting, step, step, step, 'theta');
    const wanted = (byHand as number[]).map((x) => expect.closeTo(x, 14));
    expect(await valueOf(...setting, ':train L(theta) steps=3 lr=0.01', 'theta')).toEqual(wanted);
  });
});

describe('a net of 2, 2 and 1 logistic neurons', () => {
  // Weights, input and target of a worked example of back-propagation; values in 34 digits by arbitrary precision.
  const setting = [
    'W1 = [0.5, 0.2; 0.3, 0.7]',
    'b1 = [0.1, 0.2]',
    'W2 = [0.6, 0.9]',
    'b2 = 0.3',
    'x = [0.5, 0.8]',
    'net(W1, b1, W2, b2) = sigmoid(W2 * sigmoid(x * W1 + b1) + b2)',
    'loss(W1, b1, W2, b2) = (1 - net(W1, b1, W2, b2))^2 / 2',
  ];
  const train = (steps: number): string => `:train loss(W1, b1, W2, b2) steps=${steps} lr=0.05`;
  const output = 'net(W1, b1, W2, b2)';

  it('answers what it should before training', async () => {
    expect(await valueOf(...setting, output)).toBeCloseTo(0.78891766253061387777, 15);
  });

  it('has the gradients of back-propagation', async () => {
    const wanted = {
      W1: [
        [-0.0024195691463396957843, -0.0033048062233307327228],
        [-0.0038713106341435132549, -0.0052876899573291723564],
      ],
      b1: [[-0.0048391382926793915687, -0.0066096124466614654455]],
      W2: [[-0.022614812855301963372, -0.024699098645822700821]],
      b2: -0.035150820660160524873,
    };
    const close = (v: unknown): unknown => (Array.isArray(v) ? v.map(close) : expect.closeTo(v as number, 16));
    const gradient = (await valueOf(...setting, ':grad loss(W1, b1, W2, b2)')) as Record<keyof typeof wanted, unknown>;
    for (const [name, value] of Object.entries(wanted))
      expect(gradient[name as keyof typeof wanted]).toEqual(close(value));
  });

  it.each([
    [1, 0.78950547340243191932],
    [10, 0.79462663669944233414],
    [100, 0.83320764115406085478],
    [1000, 0.92815283206386173728],
  ])('after %d steps answers %d', async (steps, wanted) => {
    expect(Math.abs(((await valueOf(...setting, train(steps), output)) as number) - wanted)).toBeLessThan(1e-12);
  });

  it('keeps what wrt leaves out', async () => {
    const e = engine();
    for (const line of setting) await e.run(line);
    const b1 = e.evaluate('b1');
    await e.run(`${train(5)} wrt=W1,W2`);
    expect(e.evaluate('b1')).toEqual(b1);
    expect(e.evaluate('W1')).not.toEqual(e.evaluate('[0.5, 0.2; 0.3, 0.7]'));
  });
});

describe('a loss with branches', () => {
  const abs = ['w = 3', 'loss(w) = w > 1 ? w^2 : w^4'];

  it('is recorded anew where it takes another one', async () => {
    const { steps, curve, stopped } = await training(...abs, ':train loss(w) steps=4 lr=0.25');
    expect({ steps, stopped }).toEqual({ steps: 4, stopped: 'steps' });
    // 3, 1.5, 0.75, then w - w^3: 0.328125, 0.2927966...
    const w = [3, 1.5, 0.75, 0.75 - 0.75 ** 3];
    w.push(w[3]! - w[3]! ** 3);
    expect(curve).toEqual(w.map((v, k) => [k, k < 2 ? v ** 2 : expect.closeTo(v ** 4, 15)]));
    expect(await valueOf(...abs, ':train loss(w) steps=4 lr=0.25', 'w')).toBeCloseTo(w[4]!, 15);
  });

  /** Trains by Adam; the training is stopped every so many steps, and goes on. */
  async function byAdam(steps: number, lr: number, pause = Infinity) {
    let outcome: TrainingOutcome | undefined;
    let [jobs, stops] = [0, -1];
    const trial: Command = {
      ...(await commandTable.load('train')),
      run: (call, context) => {
        const point = functionAtPoint({ sessionNames: true }).read(call, context, { wrt: undefined });
        const train = trainRetracing(context, point, scalarLocal(context, point), steps, {
          name: 'adam',
          options: { lr },
        });
        const run = async () => {
          do {
            const stop = createStop();
            const due = pause * (++stops + 1);
            outcome = await train({ stop, progress: ({ step }) => step >= due && stop.request() });
          } while (outcome.stopped === 'interrupted');
          return () => ({});
        };
        return { job: { run } };
      },
    };
    const e = createEngine({
      commands: { names: ['train'], load: async () => trial },
      ports: { ...ports, train: (...args) => (jobs++, ports.train(...args)) },
    });
    for (const line of [...abs, ':train loss(w)']) await e.run(line);
    return { outcome: outcome!, jobs, stops };
  }

  it('is trained by an optimiser with a memory as if it had none', async () => {
    const [steps, lr] = [60, 0.2];
    const { outcome, jobs } = await byAdam(steps, lr);
    expect(jobs).toBeGreaterThan(1);
    expect(outcome).toMatchObject({ steps, stopped: 'steps', t: steps });
    const w = adamByHand((x) => (x > 1 ? 2 * x : 4 * x ** 3), 3, steps, lr);
    expect(outcome.params[0]!.data[0]).toBeCloseTo(w, 14);
  });

  it.each([1, 7])('comes to the same where it is stopped every %i steps and goes on', async (pause) => {
    const { outcome, stops } = await byAdam(60, 0.2, pause);
    expect(stops).toBeGreaterThan(5);
    expect(outcome).toEqual((await byAdam(60, 0.2)).outcome);
  });

  it('is recorded once for each branch between which the parameters swing', async () => {
    let jobs = 0;
    const e = createEngine({
      commands: commandTable,
      ports: { ...ports, train: (...args) => (jobs++, ports.train(...args)) },
    });
    for (const line of ['w = 0.5', 'loss(w) = w > 0 ? 1 + w : 1 - w', ':train loss(w) steps=100 lr=1'])
      await e.run(line);
    expect(jobs).toBe(2);
  });

  it('has one curve of a few hundred points, however often that happens', async () => {
    const zigzag = ['w = 0.5', 'loss(w) = w > 0 ? 1 + w : 1 - w'];
    const { steps, curve } = await training(...zigzag, ':train loss(w) steps=3000 lr=1');
    expect(steps).toBe(3000);
    expect(curve.length).toBeLessThan(402);
    expect(curve.at(-1)![0]).toBe(3000);
  });

  it('that leads out of the numbers as it changes goes back to the step before', async () => {
    const wild = ['w = 3', 'loss(w) = w > 0 ? w^2 : exp(-w)'];
    const { steps, loss, stopped } = await training(...wild, ':train loss(w) steps=10 lr=1e6');
    expect({ steps, stopped, end: loss.end }).toEqual({ steps: 0, stopped: 'diverged', end: 9 });
    expect(await valueOf(...wild, ':train loss(w) steps=10 lr=1e6', 'w')).toBe(3);
  });
});

describe('a training', () => {
  it('that diverges keeps the parameters before, and says so', async () => {
    const { stopped, loss, notes } = await training('w = 3', 'loss(w) = w^4', ':train loss(w) steps=100 lr=1');
    expect(stopped).toBe('diverged');
    expect(loss.end).toSatisfy(Number.isFinite);
    expect(notes).toContain('training/diverged');
  });

  it('answers the final loss', async () => {
    expect(await valueOf('w = 3', 'loss(w) = (w - 1)^2', ':train loss(w) steps=1 lr=0.25', 'ans')).toBe(1);
  });

  it('differentiates by names alone: other arguments are constant', async () => {
    expect(await valueOf('w = 3', 'loss(w, t) = (w - t)^2', ':train loss(w, 1) steps=1 lr=0.5', 'w')).toBe(1);
    expect((await faultOf('loss(w) = w^2', ':train loss(3)'))[0]).toBe('wrt/none');
  });

  it('needs a loss that is one number', async () => {
    expect(await faultOf('w = 3', 'f(w) = [w, w]', ':train f(w)')).toEqual(['shape/not-scalar', 'f(w)']);
  });

  it('tells of kinks that it began at', async () => {
    expect(await notesOf('w = 3', 'loss(w) = (w - 1)^2', ':train loss(w) steps=1 lr=0.25')).toEqual([]);
  });
});
