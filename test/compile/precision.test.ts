import { describe, expect, it } from 'vitest';
import { prng } from '../../src/base/prng.ts';
import { interpret } from '../../src/compile/interpreter.ts';
import { assureDigits } from '../../src/compile/precision.ts';
import { type Builder, graphOf } from '../../src/graph/builder.ts';
import type { Ref } from '../../src/graph/graph.ts';
import { div } from '../../src/ops/scalar/arithmetic.ts';
import { larger } from '../../src/ops/scalar/comparison.ts';
import { add, literal, mul, sub } from '../../src/ops/core.ts';
import { exp, expm1, log } from '../../src/ops/scalar/exponential.ts';
import { inv } from '../../src/ops/matrix/matrix.ts';
import { floor } from '../../src/ops/scalar/rounding.ts';
import { cos } from '../../src/ops/scalar/trigonometric.ts';
import { scalar, tensor } from '../../src/tensor/tensor.ts';

const computed = (x: number, body: ($: Builder, x: Ref) => Ref) => {
  const graph = graphOf([[]], ($, [input]) => [body($, input!)]);
  const plain = interpret(graph, [scalar(x)]);
  return { plain: plain[0]!.data[0]!, ...assureDigits(graph, [scalar(x)], plain) };
};

describe('where terms cancel', () => {
  // (1 - cos x)/x^2 = 1/2 - x^2/24 + ..; (exp(x) - 1)/x = 1 + x/2 + x^2/6 + ..
  it.each<[string, number, ($: Builder, x: Ref) => Ref, number]>([
    ['(1 - cos(x)) / x^2', 1e-5, ($, x) => $(div, $(sub, literal($, 1), $(cos, x)), $(mul, x, x)), 0.5 - 1e-10 / 24],
    ['(exp(x) - 1) / x', 2 ** -30, ($, x) => $(div, $(sub, $(exp, x), literal($, 1)), x), 1 + 2 ** -31 + 2 ** -60 / 6],
  ])('%s at %d is computed to the last digits, or its loss is told', (_, x, body, exact) => {
    const { plain, outputs, losses } = computed(x, body);
    expect(Math.abs(plain / exact - 1)).toBeGreaterThan(1e-12);
    const error = Math.abs(outputs[0]!.data[0]! / exact - 1);
    const told = losses[0]?.worst ?? 0;
    expect(error).toBeLessThan(Math.max(1e-12, told));
  });
});

describe('where none do', () => {
  it.each<[string, number, ($: Builder, x: Ref) => Ref]>([
    ['expm1(x) at 1e-9', 1e-9, ($, x) => $(expm1, x)],
    ['log(exp(x))', 3, ($, x) => $(log, $(exp, x))],
    ['sums of whole numbers that cancel', 7, ($, x) => $(sub, $(mul, x, x), literal($, 48))],
    ['a difference that is exact', 0.1, ($, x) => $(sub, x, literal($, 0.09999))],
    ['a step, which takes the same side in each run', 3, ($, x) => $(floor, $(mul, x, literal($, 0.3)))],
    ['a test', 1, ($, x) => $(larger, $(exp, x), literal($, 2.71))],
    ['NaN', -1, ($, x) => $(add, $(log, x), literal($, 1))],
  ])('the value stays and nothing is said: %s', (_, x, body) => {
    const { plain, outputs, losses } = computed(x, body);
    expect(losses).toEqual([]);
    expect(outputs[0]!.data[0]).toBe(plain);
  });

  it('nor where a matrix turns singular when it is moved', () => {
    const near = tensor([2, 2], [1, 1, 1, 1 + 2 ** -52]);
    const graph = graphOf([[2, 2]], ($, [x]) => [$(inv, $(mul, x!, literal($, 1 / 3)))]);
    expect(() => assureDigits(graph, [near], interpret(graph, [near]))).not.toThrow();
  });
});

describe('a step that rounding decided', () => {
  // 3 (1/3) in doubles is 1 - 2^-54, which is rounded to 1; e is 2.71828182845904523536.., and the double below it is Math.E.
  it.each<[string, number, ($: Builder, x: Ref) => Ref, number, number]>([
    ['floor', 3, ($, x) => $(floor, $(mul, x, literal($, 1 / 3))), 1, 0],
    ['a test', 1, ($, x) => $(larger, $(exp, x), literal($, Math.E)), 0, 1],
  ])('is taken as twice the digits decide: %s', (_, x, body, wrong, right) => {
    const { plain, outputs, losses, undecided } = computed(x, body);
    expect(plain).toBe(wrong);
    expect(outputs[0]!.data[0]).toBe(right);
    expect(losses).toEqual([]);
    expect(undecided).toEqual([]);
  });

  it('is told where those do not decide it', () => {
    const third = ($: Builder): Ref => $(div, literal($, 1), literal($, 3));
    const { undecided } = computed(3, ($, x) => $(floor, $(mul, x, third($))));
    expect(undecided.map(({ op }) => op)).toEqual(['floor']);
  });
});

/** A double as a fraction of a power of two: an integer, and how often it is halved. */
const fraction = (x: number): readonly [bigint, number] => {
  let [top, halvings] = [x, 0];
  for (; !Number.isInteger(top); halvings++) top *= 2;
  return [BigInt(top), halvings];
};

describe('of 2,000 cancellations behind two to four roundings', () => {
  it('none is missed', () => {
    const random = prng(11);
    const digits = (): number => 3 + Math.floor(12 * random());
    let lost = 0;
    for (let n = 0; n < 2000; n++) {
      const [x, a, b] = [random(), random(), random()];
      // ((x a) b + c x) - d, where d has some of the digits of what is before it
      const [c, fused] = [random(), n % 2 === 0];
      const head = ($: Builder, at: Ref): Ref => {
        const product = $(mul, $(mul, at, literal($, a)), literal($, b));
        return fused ? $(add, product, $(mul, literal($, c), at)) : product;
      };
      const value = interpret(
        graphOf([[]], ($, [at]) => [head($, at!)]),
        [scalar(x)],
      )[0]!.data[0]!;
      const d = Number(value.toPrecision(digits()));
      const { plain, outputs, losses } = computed(x, ($, at) => $(sub, head($, at), literal($, d)));
      const [[xt, xe], [at, ae], [bt, be], [ct, ce], [dt, de]] = [x, a, b, c, d].map(fraction) as [
        readonly [bigint, number],
        readonly [bigint, number],
        readonly [bigint, number],
        readonly [bigint, number],
        readonly [bigint, number],
      ];
      const most = xe + ae + be + ce + de;
      const raised = (top: bigint, halvings: number): bigint => top << BigInt(most - halvings);
      const exact = raised(xt * at * bt, xe + ae + be) + (fused ? raised(ct * xt, ce + xe) : 0n) - raised(dt, de);
      if (exact === 0n) continue;
      const error = (y: number): number => {
        const [top, halvings] = fraction(y);
        const off = raised(top, Math.min(halvings, most)) - exact;
        return Math.abs(Number((off * 10n ** 30n) / exact)) * 1e-30;
      };
      if (error(plain) > 1e-12) lost++;
      expect(error(outputs[0]!.data[0]!)).toBeLessThanOrEqual(Math.max(1e-12, losses[0]?.worst ?? 0));
    }
    expect(lost).toBeGreaterThan(1000);
  });
});
