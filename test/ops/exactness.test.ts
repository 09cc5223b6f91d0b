import { describe, expect, it } from 'vitest';
import { exactness } from '../../src/ops/exactness.ts';
import { functions } from '../../src/ops/functions.ts';
import type { Op } from '../../src/ops/op.ts';
import { sum } from '../../src/ops/core.ts';
import { inv, matmul } from '../../src/ops/matrix/matrix.ts';
import { scalar, type Tensor, tensor } from '../../src/tensor/tensor.ts';

const isExact = (op: Op, args: readonly Tensor[]): boolean => exactness(op, args, op.compute(...args))(0);

describe('a value is known to be exact where it is a theorem', () => {
  it.each<[string, number[]]>([
    ['add', [0.5, 0.25]],
    ['dotMultiply', [3, 0.1875]],
    ['dotDivide', [6, 3]],
    ['dotDivide', [1, 4]],
    ['dotPow', [3, 4]],
    ['dotPow', [2, -10]],
    ['dotPow', [7.1, 0]],
    ['dotPow', [9, 0.5]],
    ['square', [1.5]],
    ['cube', [-3]],
    ['sqrt', [144]],
    ['sqrt', [2.25]],
    ['cbrt', [27]],
    ['nthRoot', [32, 5]],
    ['hypot', [3, 4]],
    ['hypot', [0, 0.1]],
    ['exp', [0]],
    ['log', [1]],
    ['log2', [8]],
    ['log2', [2 ** -40]],
    ['log10', [1000]],
    ['sin', [0]],
    ['cosh', [0]],
    ['tanh', [0]],
    ['sigmoid', [0]],
    ['acos', [1]],
    ['gamma', [5]],
    ['lgamma', [2]],
    ['factorial', [10]],
    ['abs', [-0.1]],
    ['max', [0.1, 0.2]],
    ['floor', [0.7]],
    ['mod', [7, 2]],
  ])('%s of %j', (name, x) => {
    expect(isExact(functions.get(name)!.op ?? opOf(name), x.map(scalar))).toBe(true);
  });

  it('so are sums and products of whole numbers, and an inverse that multiplies back', () => {
    expect(isExact(sum([0]), [tensor([3], [1, 2, -7])])).toBe(true);
    expect(isExact(matmul, [tensor([1, 2], [3, 4]), tensor([2, 1], [5, 6])])).toBe(true);
    expect(isExact(inv, [tensor([2, 2], [2, 1, 0, 4])])).toBe(true);
    expect(isExact(inv, [tensor([2, 2], [3, 1, 0, 4])])).toBe(false);
    expect(isExact(sum([0]), [tensor([3], [2 ** 53 - 1, 2, -7])])).toBe(false);
  });
});

describe('and never because it is whole', () => {
  it.each<[string, number[]]>([
    ['sigmoid', [40]],
    ['tanh', [30]],
    ['erf', [7]],
    ['erfc', [-7]],
    ['expm1', [-40]],
    ['coth', [20]],
    ['softplus', [50]],
    ['logaddexp', [60, 1]],
    ['hypot', [1e9, 1]],
    ['cbrt', [9007199254740993]],
    ['log10', [1000000000000001]],
    ['log2', [2 ** 50 + 1]],
    ['nthRoot', [243 + 2 ** -45, 5]],
    ['add', [2 ** 53, 1.5]],
    ['dotMultiply', [1e-200, 1e-200]],
    ['dotMultiply', [94906267, 94906267]],
    ['dotMultiply', [1e200, 1e200]],
    ['dotDivide', [1, 3]],
    ['dotPow', [3, 40]],
    ['sqrt', [2]],
    ['sqrt', [2 ** 52 + 1]],
    ['exp', [1]],
    ['gamma', [30]],
    ['mod', [-1e-20, 3]],
  ])('%s of %j', (name, x) => {
    expect(isExact(functions.get(name)!.op ?? opOf(name), x.map(scalar))).toBe(false);
  });
});

/** The op of a function that takes more than its op does. */
function opOf(name: string): Op {
  const found: Op[] = [];
  const apply = (op: Op, ...args: Tensor[]): Tensor => {
    found.push(op);
    return op.compute(...args);
  };
  const $ = Object.assign(apply, {
    constant: (x: Tensor) => x,
    shape: (x: Tensor) => x.shape,
    concrete: (x: Tensor) => x,
  });
  const { call, arity } = functions.get(name)!;
  call($, ...[scalar(2), scalar(3)].slice(0, Math.max(arity[0], ['hypot', 'nthRoot', 'max'].includes(name) ? 2 : 1)));
  return found[0]!;
}
