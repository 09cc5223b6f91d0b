import { type KernelChoice, useKernels } from '../tensor/kernels.ts';
import { findBlas } from './blas.ts';

/** What `--portable` leaves out: whatever rounds differently from machine to machine. */
export const kernelChoice = (portable: boolean): KernelChoice => ({ fma: !portable, blas: !portable });

/** Sets which kernels this process or worker computes with; called once, where it starts. */
export const startKernels = ({ fma, blas }: KernelChoice): void => useKernels({ fma, ...(blas ? { findBlas } : {}) });
