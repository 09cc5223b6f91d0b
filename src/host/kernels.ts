import { type KernelChoice, type Kernels, systemLibrary } from '../tensor/kernels.ts';
import { findBlas } from './blas.ts';

/** What `--portable` leaves out: whatever rounds differently from machine to machine. */
export const kernelChoice = (portable: boolean): KernelChoice => ({ fma: !portable, blas: !portable });

/** One for all sessions of a process: it is loaded once. */
const system = systemLibrary(findBlas);

/** The kernels that are chosen, on this machine. */
export const kernelsOf = ({ fma, blas }: KernelChoice): Kernels => ({ fma, ...(blas && { system }) });
