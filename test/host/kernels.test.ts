import { expect, it } from 'vitest';
import { kernelChoice, kernelsOf } from '../../src/host/kernels.ts';
import { blasState, choiceOf, ownKernels, withKernels } from '../../src/tensor/kernels.ts';

it('computes with all that the machine has, unless the digits must be the same everywhere', () => {
  const all = kernelsOf(kernelChoice(false));
  expect(choiceOf(all)).toEqual({ fma: true, blas: true });
  expect(blasState(all)).toBe('not needed so far');
  const portable = kernelsOf(kernelChoice(true));
  expect(choiceOf(portable)).toEqual({ fma: false, blas: false });
  expect(withKernels(portable, ownKernels)).toEqual({ fma: false });
  expect(blasState(portable)).toBe('left out from the start');
});
