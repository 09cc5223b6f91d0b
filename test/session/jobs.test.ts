import { describe, expect, it } from 'vitest';
import { commandTable } from '../../commands/index.ts';
import { Fault } from '../../src/base/fault.ts';
import type { Command, Outcome } from '../../src/command/command.ts';
import type { JobControl } from '../../src/command/job.ts';
import { type Progress } from '../../src/command/ports.ts';
import { createStop } from '../../src/command/stop.ts';
import { bind, type Session } from '../../src/evaluate/session.ts';
import { createEngine } from '../../src/session/engine.ts';
import { scalar } from '../../src/tensor/tensor.ts';
import { answered, failed, memoryPorts, numbersOf, resultOf } from '../commands/fixture.ts';

/** An engine with a command `:dig` besides the others, whose job does what the test tells it. */
async function digging() {
  let control: JobControl | undefined;
  let settle: { end(outcome: (session: Session) => Outcome): void; fail(error: unknown): void } | undefined;
  const clear = await commandTable.load('clear');
  const dig: Command = {
    ...clear,
    name: 'dig',
    run: () => ({
      job: {
        run: (given) => {
          control = given;
          return new Promise((end, fail) => (settle = { end, fail }));
        },
      },
    }),
  };
  const engine = createEngine({
    commands: {
      names: ['dig', ...commandTable.names],
      load: async (name) => (name === 'dig' ? dig : await commandTable.load(name)),
    },
    ports: memoryPorts(new Map([['two.nabla', 'y = 1\n:dig\nz = 3\n']])),
  });
  const begun = async (): Promise<void> => {
    while (engine.jobs.length === 0 || !settle) await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    engine,
    begun,
    progress: (step: number): void => control!.progress({ step, steps: 9, loss: 1, curve: [] }),
    isStopped: (): boolean => control!.stop.requested,
    end: (depth = 7) =>
      settle!.end((session) => ({
        session: bind(session, 'hole', { value: scalar(depth), source: ':dig' }),
        value: scalar(depth),
      })),
    fail: (error: unknown) => settle!.fail(error),
  };
}

describe('a job', () => {
  it('stands in the table until its end commits the line, on the session as it is by then', async () => {
    const { engine, begun, progress, end } = await digging();
    const seen: Progress[] = [];
    await engine.run('x = 1');
    const answer = engine.run('h = :dig', { line: 2, watch: (p) => seen.push(p) });
    await begun();
    expect(engine.jobs).toMatchObject([{ id: 1, line: 'h = :dig', progress: undefined }]);
    progress(3);
    expect(engine.jobs[0]?.progress?.step).toBe(3);
    expect(seen.map(({ step }) => step)).toEqual([3]);
    // Other lines are evaluated meanwhile.
    answered(await engine.run('x = 2'));
    expect(engine.session.names.has('hole')).toBe(false);
    end();
    expect(await answer).toMatchObject({ ok: true, line: 2, input: 'h = :dig', name: 'h' });
    expect(engine.jobs).toEqual([]);
    expect(engine.session.lines).toEqual(['x = 1', 'x = 2', 'h = :dig']);
    for (const [name, value] of [
      ['x', 2],
      ['hole', 7],
      ['h', 7],
    ] as const)
      expect(numbersOf(engine, name)).toEqual([value]);
    await engine.run(':undo');
    expect([...engine.session.names.keys()]).toEqual(['x']);
    expect(numbersOf(engine, 'x')).toEqual([2]);
  });

  it('is asked to stop by whoever waits for it, or finds it in the table', async () => {
    for (const by of ['waiting', 'table']) {
      const { engine, begun, isStopped, end } = await digging();
      const stop = createStop();
      const answer = engine.run(':dig', { stop });
      await begun();
      expect(isStopped()).toBe(false);
      if (by === 'waiting') stop.request();
      else engine.jobs[0]!.stop();
      expect(isStopped()).toBe(true);
      end(4);
      answered(await answer);
      expect(numbersOf(engine, 'ans')).toEqual([4]);
    }
  });

  it('that ends with a fault leaves the session as it was', async () => {
    const { engine, begun, fail } = await digging();
    const answer = engine.run(':dig deep');
    await begun();
    const before = engine.session;
    fail(new Fault({ code: 'limit/size', message: 'rock' }));
    expect(failed(await answer).fault).toMatchObject({ message: 'rock', span: [5, 9] });
    expect(engine.session).toBe(before);
    expect(engine.jobs).toEqual([]);
  });

  it('that fails by a mistake of ours is no answer', async () => {
    const { engine, begun, fail } = await digging();
    const answer = engine.run(':dig');
    await begun();
    fail(new TypeError('broken'));
    await expect(answer).rejects.toThrow('broken');
    expect(engine.jobs).toEqual([]);
  });

  it('is waited for within a script', async () => {
    const { engine, begun, end } = await digging();
    const answer = engine.run(':load two');
    await begun();
    expect(engine.jobs).toMatchObject([{ line: ':dig' }]);
    expect(engine.session.names.size).toBe(0);
    end();
    expect(resultOf(await answer, 'text').text).toMatch(/^Loaded two.nabla: 3 lines/);
    expect(engine.session.lines).toEqual(['y = 1', ':dig', 'z = 3']);
  });
});
