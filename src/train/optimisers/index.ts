import { adam } from './adam.ts';
import { descent } from './descent.ts';
import type { Optimiser, Steering } from './optimiser.ts';

/** Every optimiser, by the name that a training job says. */
const optimisers = { adam, descent };

/** Which optimiser, and its options that are not the defaults: plain data. */
export type OptimiserChoice = {
  readonly [K in keyof typeof optimisers]: {
    readonly name: K;
    readonly options?: Partial<(typeof optimisers)[K]['options']>;
  };
}[keyof typeof optimisers];

/** The optimiser that a choice names, steered by the options that it names. */
export function optimiserOf({ name, options }: OptimiserChoice): Optimiser {
  const optimiser = optimisers[name] as Optimiser;
  return { ...optimiser, options: { ...optimiser.options, ...(options as Steering) } };
}
