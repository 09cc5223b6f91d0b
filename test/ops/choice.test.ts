import { describe, expect, it } from 'vitest';
import { max, min, where } from '../../src/ops/scalar/choice.ts';
import { literal } from '../../src/ops/core.ts';
import { larger } from '../../src/ops/scalar/comparison.ts';
import { log } from '../../src/ops/scalar/exponential.ts';
import { sqrt } from '../../src/ops/scalar/root.ts';
import { scalar, tensor } from '../../src/tensor/tensor.ts';
import { eager } from '../../src/ops/apply.ts';
import { valueOf } from '../session/engine-fixture.ts';
import { derivatives } from './derivatives.ts';

describe('what a choice does not take', () => {
  it('leaves no NaN in the derivative of where', () => {
    const f = derivatives(1, 2, ($, [x]) => {
      const positive = $(larger, x!, literal($, 0));
      return $(where, positive, $(log, x!), x!);
    });
    expect(f(-2)).toEqual([-2, 1, 0]);
    expect(f(2)).toEqual([Math.log(2), 0.5, -0.25]);
  });

  it('leaves no infinity in the derivative of max', () => {
    const f = derivatives(1, 1, ($, [x]) => $(max, $(sqrt, x!), literal($, 1)));
    expect(f(0)).toEqual([1, 0]);
    expect(f(4)).toEqual([2, 0.25]);
  });

  it('is not hidden in a cotangent either', () => {
    const [test, a, b] = [scalar(0), scalar(NaN), scalar(3)];
    const cts = where.vjp!(eager, scalar(Infinity), [true, true, true], test, a, b, b);
    expect(cts.map((c) => c?.data[0])).toEqual([undefined, 0, Infinity]);
  });
});

describe('min and max', () => {
  it('choose entry by entry and broadcast', () => {
    const a = tensor([3], [1, 5, -2]);
    expect(Array.from(max.compute(a, scalar(0)).data)).toEqual([1, 5, 0]);
    expect(Array.from(min.compute(a, scalar(0)).data)).toEqual([0, 0, -2]);
  });

  it('split a tie, so that max(x, x) has the slope of x', () => {
    expect(derivatives(1, 1, ($, [x]) => $(max, x!, x!))(3)).toEqual([3, 1]);
    expect(derivatives(2, 1, ($, [x, y]) => $(min, x!, y!))(3, 3)).toEqual([3, 0.5, 0.5]);
  });

  it('answer NaN for a NaN, and so do their slopes', () => {
    for (const v of derivatives(2, 1, ($, [x, y]) => $(max, x!, y!))(NaN, 1)) expect(v).toBeNaN();
  });
});

describe('a test that is NaN', () => {
  it.each([
    ['where(NaN, 1, 2)', NaN],
    ['where([NaN, 0, -3], 1, [2, 4, 6])', [NaN, 4, 1]],
    ['NaN ? 1 : 2', NaN],
    ['[NaN, 0, 3] ? 1 : 2', [NaN, 2, 1]],
    ['(0 / 0) ? [1, 2] : 3', NaN],
    [':grad where(x, x^2, 3*x) at x=NaN', NaN],
    [':grad x ? x^2 : 3*x at x=NaN', NaN],
    [':grad x ? x^2 : 3*x at x=2', 4],
  ])('chooses neither: %s', async (line, expected) => {
    expect(await valueOf(line)).toEqual(expected);
  });

  it.each(['interpreter', 'javascript', 'wasm'])(
    'decides nothing where it was first a number (%s)',
    async (backend) => {
      expect(await valueOf(`:set backend=${backend}`, 'f(x) = x ? x + 1 : 5', 'map([1, NaN, 0, 2], f)')).toEqual([
        2,
        NaN,
        5,
        3,
      ]);
    },
  );
});
