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
  ])('%s', async (line, expected) => {
    const [value] = [await valueOf(line)].flat(3) as number[];
    expect(Math.abs(value! / expected - 1)).toBeLessThan(1e-12);
  });
});
