import { tensorOf } from '../arrays.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { bundle, workers } from '../../scripts/bundle.mjs';
import type * as EngineClientModule from '../../src/host/engine-client.ts';
import type * as TrainModule from '../../src/host/train.ts';
import type { Graph } from '../../src/graph/graph.ts';
import type { Progress, TrainingJob } from '../../src/command/ports.ts';
import type { Answer } from '../../src/answer/result.ts';
import { emptySession } from '../../src/evaluate/session.ts';
import { createStop } from '../../src/command/stop.ts';
import { scalar } from '../../src/tensor/tensor.ts';
import { computing, endless } from '../endless.ts';

// Workers start from built files, so the modules that start them are tried as built.
let outer: string;
let engineClient: typeof EngineClientModule;
let train: typeof TrainModule;
let client: EngineClientModule.EngineClient;

beforeAll(async () => {
  outer = mkdtempSync(path.join(tmpdir(), 'nabla-workers-'));
  writeFileSync(path.join(outer, 'package.json'), '{ "type": "module" }');
  const points = { ...workers(), client: 'src/host/engine-client.ts', train: 'src/host/train.ts' };
  await bundle(points, { outdir: path.join(outer, 'bin') });
  const load = async (name: string): Promise<unknown> =>
    await import(pathToFileURL(path.join(outer, 'bin', name)).href);
  engineClient = (await load('client.js')) as typeof EngineClientModule;
  train = (await load('train.js')) as typeof TrainModule;
});
afterAll(() => rmSync(outer, { recursive: true, force: true }));

const value = (answer: Answer): unknown => (answer.ok ? [...tensorOf(answer).data] : answer.fault.code);

describe('the engine in a worker', () => {
  const open = () => {
    client = engineClient.startEngineClient({
      session: emptySession(1),
      folder: outer,
      allowed: [],
      kernels: { fma: true, blas: false },
    });
    return client;
  };
  afterEach(() => client.close());

  test('answers lines, keeps a copy of the session, and tells where a line stands', async () => {
    const { run } = open();
    await run('a = 2');
    await run('f(x) = a * x^2');
    expect(value(await run('f(3)', { line: 7 }))).toEqual([18]);
    expect((await run('q', { line: 8 })).line).toBe(8);
    expect([...client.session.names.keys()]).toEqual(['a', 'f', 'ans']);
    expect(client.session.lines).toEqual(['a = 2', 'f(x) = a * x^2', 'f(3)']);
  });

  test('ends an evaluation that is asked to stop, and the session stays as it was', async () => {
    const { run } = open();
    await run('a = 1');
    await run(endless.definition);
    const stop = createStop();
    const answer = run(`a = ${endless.call}`, { stop });
    await computing();
    stop.request();
    expect(value(await answer)).toBe('interrupted');
    expect(value(await run('a + fib(10)'))).toEqual([56]);
  });

  test('is replaced when an evaluation does not listen; the session comes back', async () => {
    const { run, abort } = open();
    await run('a = [1, 2; 3, 4]');
    await run('f(x) = a * x');
    const long = run(endless.deaf);
    await computing();
    abort();
    expect(value(await long)).toBe('interrupted');
    expect(value(await run('f([1, 1])'))).toEqual([3, 7]);
    expect(client.session.lines).toEqual(['a = [1, 2; 3, 4]', 'f(x) = a * x', 'f([1, 1])']);
  });

  test('ends by itself what does not listen to its stop', async () => {
    const { run } = open();
    await run('a = 20');
    const stop = createStop();
    const long = run(endless.deaf, { stop });
    await computing();
    stop.request();
    expect(value(await long)).toBe('interrupted');
    expect(value(await run('a + 1'))).toEqual([21]);
  });

  test('replays to the same numbers when it was replaced and its past is gone', async () => {
    const { run, abort } = open();
    await run('x = random()');
    await run(':set seed=7');
    for (let i = 0; i < 250; i++) await run(`n = ${i}`);
    const long = run('ones(2500, 2500) * ones(2500, 2500) * ones(2500, 2500)');
    abort();
    expect(value(await long)).toBe('interrupted');
    const answer = await run(':replay');
    expect(answer.ok && answer.result).toMatchObject({ kind: 'checks', verdict: 'agree' });
    expect(client.session.origin.seed).toBe(1);
  });

  test('forgets no name that is removed and none that is replaced', async () => {
    const { run } = open();
    await run('a = 1');
    await run('a = 2');
    await run('b = a');
    expect(client.session.names.get('a')?.source).toBe('a = 2');
    expect(client.session.lines).toHaveLength(3);
  });
});

/** (p - 3)^2 with one parameter. */
const parabola = (steps: number, lr: number): TrainingJob => {
  const node = (op: string, args: number[]) => ({ kind: 'op', op, attrs: {}, key: op, args, shape: [] }) as const;
  const graph: Graph = {
    inputs: [0],
    nodes: [
      { kind: 'input', index: 0, shape: [] },
      { kind: 'constant', value: scalar(3), shape: [] },
      node('sub', [0, 1]),
      node('mul', [2, 2]),
    ],
    outputs: [3],
    guards: [],
  };
  return {
    graph,
    names: ['p'],
    params: [scalar(1)],
    constants: [],
    steps,
    optimiser: { name: 'descent', options: { lr } },
    backend: 'auto',
    kernels: { fma: true, blas: false },
  };
};

describe('training in a worker', () => {
  test('answers the parameters and the losses', async () => {
    const outcome = await train.trainInWorker(parabola(1, 0.25), () => undefined, createStop());
    // p = 1 - 0.25 * 2 * (1 - 3)
    expect([...(outcome.params[0]?.data ?? [])]).toEqual([2]);
    expect(outcome).toMatchObject({ steps: 1, loss: { start: 4, end: 1 }, stopped: 'steps' });
  });

  test('tells its progress, and a stop keeps the parameters that it has reached', async () => {
    const stop = createStop();
    const seen: Progress[] = [];
    const start = performance.now();
    const outcome = await train.trainInWorker(
      parabola(1e12, 1e-14),
      (progress) => {
        seen.push(progress);
        if (seen.length === 3) stop.request();
      },
      stop,
    );
    expect(outcome.stopped).toBe('interrupted');
    expect(outcome.steps).toBeGreaterThanOrEqual(seen[2]?.step ?? Infinity);
    expect(outcome.params[0]?.data[0]).toBeGreaterThan(1);
    // At most four times a second.
    expect(performance.now() - start).toBeGreaterThan(700);
  });

  test('that is stopped before it starts takes no more than a step', async () => {
    const stop = createStop();
    stop.request();
    const outcome = await train.trainInWorker(parabola(1e12, 1e-14), () => undefined, stop);
    expect(outcome.steps).toBeLessThanOrEqual(1);
  });
});
