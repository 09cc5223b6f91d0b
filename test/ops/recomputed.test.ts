import { describe, expect, it } from 'vitest';
import { valueOf } from '../session/engine-fixture.ts';

// Values to 20 digits from mpmath at 80.
describe('digits that cancelled, computed again', () => {
  it.each<[string, number]>([
    [':grad (x!-1)^2 at x=1e-9', 6.6635584419004571443e-10],
    [':hess (factorial(x)-1)^2 at x=1e-9', 0.66635584076465400533],
    [':grad 1/(x!-6) at x=3.0000001', -13268396058807.740916],
    [':grad (polygamma(0, x)-polygamma(0, 2.5))^2 at x=2.5000001', 4.8090142240093719222e-8],
    [':grad 1/(polygamma(0, x+1)-1) at x=2.5', -31.044890065211001675],
    // Constants within rules that no double holds.
    [':hess erf(x)/x at x=1e-7', -0.7522527780636615087141],
    [':hess erf(x)/x at x=1e-6', -0.7522527780623209942636],
    [':hess log2(x)/(x-1) at x=1.00001', 0.9617750538466041295809],
    [':hess log10(x)/(x-1) at x=1.00001', 0.2895231402891685216745],
    [':hess (cbrt(x)-1)/(x-1) at x=1.00001', 0.1234543210238678271469],
    [':grad (cbrt(x)-2)^2 at x=8.000000001', 1.38888900363245969225e-11],
    [':grad (std([x,2,4])-sqrt(7/3))^2 at x=1.0000001', 3.809523689299081910626e-8],
  ])('%s', async (line, expected) => {
    const [value] = [await valueOf(line)].flat(3) as number[];
    expect(Math.abs(value! / expected - 1)).toBeLessThan(1e-12);
  });

  it('keeps the low part of 1/p in a norm, and of 2/sqrt(pi) through four derivatives', async () => {
    const near = (value: unknown, expected: number, tolerance = 1e-12): void =>
      expect(Math.abs((value as number) / expected - 1)).toBeLessThan(tolerance);
    for (const [small, expected] of [
      ['1e-5', 1.999999999999997157485e-15],
      ['1e-3', 1.999999996666666796011e-9],
    ] as const)
      near(((await valueOf(`:hess norm(x,3) at x=[${small}, 1]`)) as number[][])[1]![1], expected);
    near(await valueOf('f(x)=exp(x^2)*erfc(x)', ':partial f(20) wrt=x,x,x,x'), 4.153445643579089804134e-6);
    const [, , second] = [await valueOf(':taylor norm([x,1],3) at x=1e6 order=3')].flat(3) as number[];
    near(second, 9.999999999999999983333e-25);
  });
});
