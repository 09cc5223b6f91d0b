import type { Tensor } from '../tensor/tensor.ts';

/** Functions of a library that Nabla has no op for: values only, no derivatives. */
export interface Library {
  /** Whether the library has a function of that name; throws {@link LibraryNeeded} if only loading it can tell. */
  has(name: string): boolean;
  call(name: string, args: readonly Tensor[]): Tensor;
}

/** Thrown where evaluation cannot go on before the library is loaded: the engine loads it and evaluates again. */
export class LibraryNeeded extends Error {}
