import { tensorOf } from '../arrays.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runtimeOf } from '../../src/compile/runtime.ts';
import type { Session } from '../../src/evaluate/session.ts';
import { createStop } from '../../src/command/stop.ts';
import { engine, nested } from './engine-fixture.ts';

const valid = [
  'x = 3',
  'A = [1, 2; 3, 4]',
  'f(x) = x^2',
  'f(2)',
  'y = random()',
  ':jac f(3)',
  'J = :jac f(3)',
  'A[1, 1] = 7',
  'x = x + 1',
  ':train g(w) steps=2 lr=0.1',
  '',
  '# a comment',
  ':undo',
  ':list',
];

const invalid = [
  '1 +',
  'nowhere',
  '[random(3), nowhere]',
  'A = nowhere',
  'A[9, 9] = 0',
  'f(1, 2)',
  ':jac f(1, 2)',
  ':nonsense',
  ':jac f(1) wrt=q',
  ':train f(3)',
  'z = :list',
  'zeros(1e9)',
  '[1, 2] * [1, 2, 3]',
  'inv([1, 2; 2, 4])',
  ':load missing',
  'loop(1)',
];

describe('a line that fails', () => {
  it('leaves the session as it was, in every respect', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.constantFrom(...valid), fc.constantFrom(...invalid)), { maxLength: 12 }),
        async (lines) => {
          const e = engine();
          for (const setting of ['w = 2', 'g(w) = (w - 1)^2', 'loop(x) = loop(x) + 1']) await e.run(setting);
          for (const line of lines) {
            const before = e.session;
            const answer = await e.run(line);
            if (!answer.ok) expect(e.session).toBe(before);
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it.each(invalid)('is an answer, and never a throw: %s', async (line) => {
    const e = engine();
    await e.run('f(x) = [x, x]');
    await e.run('loop(x) = loop(x) + 1');
    const before = e.session;
    const code = expect.stringMatching(/^[a-z]+\/[a-z-]+$/);
    expect(await e.run(line)).toMatchObject({ ok: false, fault: { code, message: expect.stringMatching(/./) } });
    expect(e.session).toBe(before);
  });
});

describe('names', () => {
  it('hold what was given to them, and ans the last result', async () => {
    const e = engine();
    await e.run('x = 3');
    expect(await e.run('x + 1')).toMatchObject({ ok: true, name: 'ans' });
    await e.run('ans * 2');
    expect(e.evaluate('ans')).toMatchObject({ shape: [], data: Float64Array.of(8) });
    expect(await e.run('f(x) = x^2')).toMatchObject({ ok: true, name: 'f', result: { kind: 'function' } });
    expect(e.evaluate('ans')).toMatchObject({ data: Float64Array.of(8) });
    expect(await e.run('J = :jac f(3)')).toMatchObject({ ok: true, name: 'J' });
    expect(e.evaluate('J')).toMatchObject({ data: Float64Array.of(6) });
    expect([...e.session.names.keys()].sort()).toEqual(['J', 'ans', 'f', 'x']);
  });

  it('cannot hold what is no value', async () => {
    expect(await engine().run('z = :list')).toMatchObject({ ok: false, fault: { code: 'command/no-value' } });
  });

  it('of an earlier session stay as they were in it', async () => {
    const e = engine();
    await e.run('A = [1, 2]');
    const before = e.session;
    await e.run('A[1] = 9');
    expect(e.evaluate('A')).toMatchObject({ data: Float64Array.of(9, 2) });
    e.restore(before);
    expect(e.evaluate('A')).toMatchObject({ data: Float64Array.of(1, 2) });
  });
});

describe('the session', () => {
  it('keeps the lines that changed it, and no others', async () => {
    const e = engine();
    for (const line of ['x = 1', 'nowhere', '', '# comment', ':list', 'x + 1']) await e.run(line);
    expect(e.session.lines).toEqual(['x = 1', 'x + 1']);
  });

  it('is walked back and forth', async () => {
    const e = engine();
    const seen: Session[] = [e.session];
    for (const line of ['x = 1', 'x = 2', 'y = x']) {
      await e.run(line);
      seen.push(e.session);
    }
    const names = (s: Session) => [...s.names].map(([k, v]) => [k, 'data' in v.value ? v.value.data[0] : undefined]);
    for (const k of [2, 1, 0]) {
      await e.run(':undo');
      expect(names(e.session)).toEqual(names(seen[k]!));
    }
    expect(await e.run(':undo')).toMatchObject({ ok: false, fault: { code: 'undo/nothing' } });
    for (const k of [1, 2, 3]) {
      await e.run(':redo');
      expect(names(e.session)).toEqual(names(seen[k]!));
    }
    expect(await e.run(':redo')).toMatchObject({ ok: false, fault: { code: 'redo/nothing' } });
  });

  it('forgets what was undone when something else is done', async () => {
    const e = engine();
    for (const line of ['x = 1', ':undo', 'y = 2']) await e.run(line);
    expect(await e.run(':redo')).toMatchObject({ ok: false, fault: { code: 'redo/nothing' } });
  });

  it('draws again what was undone', async () => {
    const e = engine();
    const first = await e.run('random()');
    await e.run(':undo');
    expect(await e.run('random()')).toEqual(first);
  });
});

describe('functions that are borrowed', () => {
  it('are those of mathjs, on plain values', async () => {
    const answer = await engine().run('bitAnd(12, 10) + combinations(5, 2)');
    expect(nested(tensorOf(answer))).toBe(18);
  });

  it('are loaded for an expectation too', async () => {
    const e = engine();
    expect(await e.withLibrary(() => e.evaluate('bitAnd(12, 10)'))).toMatchObject({ data: Float64Array.of(8) });
  });

  it('draw no other random numbers when the library was loaded on the way', async () => {
    const [cold, warm] = [engine(), engine()];
    await warm.run('bitAnd(1, 2)');
    const draw = 'random() + bitAnd(2, 4)';
    const [a, b] = [await cold.run(draw), await warm.run(draw)];
    expect(a.ok && a.result).toEqual(b.ok && b.result);
  });
});

describe('an evaluation that is interrupted', () => {
  it('ends, and changes nothing', async () => {
    const interrupt = new Int32Array(1);
    const e = engine(1, runtimeOf({ interrupt }));
    await e.run('f(n) = n < 1 ? 0 : 1 + f(n - 1)');
    const before = e.session;
    interrupt[0] = 1;
    expect(await e.run('x = f(100)')).toMatchObject({ ok: false, fault: { code: 'interrupted' } });
    expect(await e.run(':jac f(3)')).toMatchObject({ ok: false, fault: { code: 'interrupted' } });
    interrupt[0] = 0;
    expect(e.session).toBe(before);
    expect(await e.run('f(3)')).toMatchObject({ ok: true });
  });

  it('keeps the parameters, if it is a training', async () => {
    const e = engine();
    await e.run('w = 4');
    await e.run('loss(w) = w^2');
    const stop = createStop();
    stop.request();
    const answer = await e.run(':train loss(w) steps=1000 lr=0.1', { stop });
    expect(answer).toMatchObject({ ok: true, result: { kind: 'training', stopped: 'interrupted', steps: 0 } });
    expect(e.evaluate('w')).toMatchObject({ data: Float64Array.of(4) });
  });
});

describe('lines that other lines run', () => {
  it('bear their own number', async () => {
    expect(await engine().run('1 + 1', { line: 7 })).toMatchObject({ line: 7, input: '1 + 1' });
  });
});
