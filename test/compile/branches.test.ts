import { describe, expect, test } from 'vitest';
import { GuardFailed } from '../../src/compile/backend.ts';
import { branching } from '../../src/compile/branches.ts';

/** A function of whole numbers with a branch for each; `recorded` lists those that were recorded. */
function trial(first: readonly number[] = []) {
  const recorded: number[] = [];
  const branches = branching(
    (at: number) => (at < 0 ? [] : (recorded.push(at), [at])),
    (branch: number, at: number) => {
      if (branch !== at) throw new GuardFailed();
      return branch * 10;
    },
    first,
  );
  return { branches, recorded };
}

describe('a function of branches', () => {
  test('records a branch where none that is ready holds', () => {
    const { branches, recorded } = trial([7]);
    expect([7, 1, 7, 2, 1].map((at) => branches.run(at))).toEqual([70, 10, 70, 20, 10]);
    expect(recorded).toEqual([1, 2]);
    expect(branches.last).toBe(1);
  });

  test('forgets the branch that has not held for longest', () => {
    const { branches, recorded } = trial();
    for (let at = 0; at < 16; at++) branches.run(at);
    branches.run(0);
    branches.run(16);
    expect([branches.run(0), recorded.length]).toEqual([0, 17]);
    branches.run(1);
    expect(recorded.length).toBe(18);
  });

  test('answers nothing where none can be recorded, and lets other errors pass', () => {
    expect(trial().branches.run(-1)).toBeUndefined();
    const failing = branching(
      () => [0],
      () => {
        throw new RangeError('no');
      },
    );
    expect(() => failing.run(0)).toThrow(RangeError);
  });
});
