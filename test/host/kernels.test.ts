import { afterAll, expect, it } from 'vitest';
import { kernelChoice, startKernels } from '../../src/host/kernels.ts';
import { blasState, kernelsInForce, ownKernels, useKernels } from '../../src/tensor/kernels.ts';

afterAll(() => useKernels({ fma: true }));

it('computes with all that the machine has, unless the digits must be the same everywhere', () => {
  startKernels(kernelChoice(false));
  expect(kernelsInForce()).toEqual({ fma: true, blas: true });
  expect(blasState()).toBe('not needed so far');
  startKernels(kernelChoice(true));
  expect(kernelsInForce()).toEqual({ fma: false, blas: false });
  expect(ownKernels()).toEqual({ fma: false });
  expect(blasState()).toBe('left out from the start');
});
