import { describe, expect, it } from 'vitest';
import { Fault } from '../../src/base/fault.ts';
import { loadFunctions } from '../../src/mathjs/library.ts';
import { scalar, tensor } from '../../src/tensor/tensor.ts';
import { answerOf, faultOf, valueOf } from '../session/engine-fixture.ts';

const library = loadFunctions();

describe("mathjs's functions", () => {
  it('answer plain numbers and arrays', () => {
    expect(library.call('gcd', [scalar(12), scalar(18)])).toEqual(scalar(6));
    expect(library.call('sort', [tensor([3], [3, 1, 2])])).toEqual(tensor([3], [1, 2, 3]));
    expect(library.call('column', [tensor([2, 2], [1, 2, 3, 4]), scalar(1)]).data).toEqual(Float64Array.of(2, 4));
    expect(library.call('isPrime', [scalar(7)])).toEqual(scalar(1));
  });

  it('are found by their own names alone', () => {
    expect(library.has('gcd')).toBe(true);
    for (const name of ['nonsense', 'toString', 'constructor', '__proto__', 'evaluate', 'import', 'parse', 'config']) {
      expect(library.has(name), name).toBe(false);
    }
  });

  it.each([
    ['what is no real number', 'sqrt', [scalar(-1)]],
    ['what they refuse', 'gcd', [scalar(1.5), scalar(2)]],
    ['texts', 'typeOf', [scalar(1)]],
  ])('are faults for %s', (_, name, args) => {
    expect(() => library.call(name, args)).toThrow(Fault);
  });

  it('do not change their operands', () => {
    const x = tensor([3], [3, 1, 2]);
    library.call('sort', [x]);
    expect(x.data).toEqual(Float64Array.of(3, 1, 2));
  });
});

describe('in expressions', () => {
  it('they work on values', async () => {
    expect(await valueOf('f(n) = combinations(n, 2) + 1', 'f(5)')).toBe(11);
    expect(await valueOf('sort([3, 1, 2])')).toEqual([1, 2, 3]);
  });

  it('they cannot be differentiated through, and are named', async () => {
    const lines = ['f(x) = gcd(x, 18) * x', ':jac f(12)'];
    expect((await faultOf(...lines))[0]).toBe('derivative/unsupported');
    expect(await answerOf(...lines)).toMatchObject({ fault: { message: expect.stringContaining('gcd') } });
    expect((await faultOf('f(x) = gcd(x, 18) * x', 'jac(f)(12)'))[0]).toBe('derivative/unsupported');
  });

  it('unless what they are given does not depend on the inputs', async () => {
    expect(await valueOf('f(x, n) = x * combinations(n, 2)', ':jac f(3, 5) wrt=x')).toBe(10);
    expect(await valueOf('f(x) = x * gcd(12, 18)', 'jac(f)(1)')).toBe(6);
  });

  it('their mistakes stand at the call', async () => {
    expect(await faultOf('1 + gcd(1.5, 2)')).toEqual(['library/mathjs', 'gcd(1.5, 2)']);
  });
});
