import { describe, expect, it } from 'vitest';
import { commandTable } from '../../commands/index.ts';
import type { TrainingJob } from '../../src/command/ports.ts';
import { runtimeOf } from '../../src/compile/runtime.ts';
import { compileLine } from '../../src/derive/compile.ts';
import { createEngine, type Engine } from '../../src/session/engine.ts';
import { type Blas, type Kernels, systemLibrary } from '../../src/tensor/kernels.ts';
import { optimise } from '../../src/train/loop.ts';
import { answered, memoryPorts, numbersOf, resultOf } from '../commands/fixture.ts';
import { fakeBlas } from '../tensor/fake-blas.ts';

/** A library for matrices whose entries are all the same, which answers twice the product: so it can be told who computed. */
function twice(): { readonly kernels: Kernels; readonly calls: () => number } {
  let calls = 0;
  const gemm: Blas['gemm'] = (_a, _b, rows, columns, inner, alpha, a, _lda, b, _ldb, _beta, c) => {
    calls++;
    c.subarray(0, rows * columns).fill(2 * alpha * inner * a[0]! * b[0]!);
  };
  const blas = { ...fakeBlas(), gemm };
  return { kernels: { fma: true, system: systemLibrary(() => blas) }, calls: () => calls };
}

/** An engine whose trainings let another engine run a line between them. */
function opened(kernels: Kernels, meanwhile: () => Promise<unknown> = async () => undefined) {
  const jobs: TrainingJob[] = [];
  const engine = createEngine({
    commands: commandTable,
    ports: {
      ...memoryPorts(),
      train: async (job) => {
        jobs.push(job);
        await meanwhile();
        const loop = optimise(job, kernels);
        for (;;) {
          const { done, value } = loop.next(false);
          if (done) return value;
        }
      },
    },
    runtime: runtimeOf({ kernels }),
  });
  return { engine, jobs };
}

const plain: Kernels = { fma: false };
const n = 170;

async function all(engine: Engine, ...lines: readonly string[]): Promise<void> {
  for (const line of lines) answered(await engine.run(line));
}

async function numberOf(engine: Engine, line: string): Promise<number> {
  await all(engine, line);
  return numbersOf(engine, 'ans')[0]!;
}

describe('two sessions of one process', () => {
  it('multiply each by its own kernels, line after line', async () => {
    const { kernels, calls } = twice();
    const [one, other] = [opened(kernels).engine, opened(plain).engine];
    for (const engine of [one, other]) await all(engine, `A = ones(${n}, ${n})`);
    for (let turn = 0; turn < 2; turn++) {
      expect(await numberOf(one, 'sum(A*A)')).toBe(2 * n ** 3);
      expect(await numberOf(other, 'sum(A*A)')).toBe(n ** 3);
    }
    await all(one, ':set blas=off');
    expect(await numberOf(one, 'sum(A*A)')).toBe(n ** 3);
    expect(calls()).toBe(2);
    expect(resultOf(await one.run(':set'), 'table').rows).toContainEqual([
      'blas',
      'off',
      expect.stringContaining('left out'),
    ]);
  });

  it('name each the back ends of its own lines', async () => {
    const [one, other] = [opened(plain).engine, opened(plain).engine];
    await all(one, ':set backend=interpreter');
    await all(other, ':set backend=javascript');
    const timed = ':time :grad sum(x.^2) at x=[1, 2]';
    const [a, , b] = await Promise.all([one.run(timed), other.run(':grad x^2 at x=3'), other.run(timed)]);
    expect(resultOf(a, 'table').facts).toEqual([['graphs run by', 'interpreter']]);
    expect(resultOf(b, 'table').facts).toEqual([['graphs run by', 'javascript']]);
    expect(resultOf(await one.run(':time 1 + 1'), 'table').facts).toBeUndefined();
    const nested = resultOf(await one.run(':time :time :grad x^2 at x=3'), 'table');
    expect(nested.facts).toEqual([['graphs run by', 'interpreter']]);
  });

  it('compile lines that keep their kernels and back end, on new branches too', async () => {
    const { kernels } = twice();
    const [one, other] = [opened(kernels).engine, opened(plain).engine];
    for (const engine of [one, other]) await all(engine, `A = ones(${n}, ${n})`);
    await all(other, ':set backend=interpreter');
    const line = `x > 0 ? sum((x*A)*A) : sum((2*x*A)*A)`;
    const compile = async (engine: Engine) => compileLine(await engine.recorder(line), { x: [] });
    const [f, g] = [await compile(one), await compile(other)];
    // What the sessions do afterwards is no matter.
    await all(one, ':set backend=interpreter blas=off');
    await all(other, ':set backend=auto');
    for (const [x, wanted] of [
      [1, n ** 3],
      [-1, -2 * n ** 3],
      [1, n ** 3],
    ] as const) {
      expect(f({ x }).data[0]).toBe(2 * wanted);
      expect(g({ x }).data[0]).toBe(wanted);
    }
    // A back end that compiles writes over its last answer, the interpreter does not.
    expect(f({ x: -1 }).data).toBe(f({ x: -2 }).data);
    expect(g({ x: -1 }).data).not.toBe(g({ x: -2 }).data);
  });

  it('train each by its own, though a branch is met while the other computes', async () => {
    const { kernels } = twice();
    const other = opened(plain).engine;
    const { engine, jobs } = opened(kernels, () => other.run('1 + 1'));
    await all(
      engine,
      ':set backend=interpreter',
      'w = 4',
      'loss(w) = w > 2 ? w^2 : 2*w^2',
      ':train loss(w) steps=20 lr=0.1',
    );
    expect(jobs.length).toBeGreaterThan(1);
    for (const job of jobs) expect(job).toMatchObject({ backend: 'interpreter', kernels: { fma: true, blas: true } });
  });

  it('go on by their own after a command has waited', async () => {
    const { kernels } = twice();
    const [one, other] = [opened(kernels).engine, opened(plain).engine];
    for (const engine of [one, other]) await all(engine, `A = ones(${n}, ${n})`, `f(x) = sum((x*A)*A) / ${n ** 3}`);
    const [a, b] = await Promise.all([one.run(':check f(1)'), other.run(':check f(1)')]);
    for (const answer of [a, b]) expect(resultOf(answer, 'checks').verdict).toBe('agree');
  });
});
