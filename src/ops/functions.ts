import type { Builtin } from './builtin.ts';
import { matrixFunctions } from './matrix/functions.ts';
import { multilinear } from './matrix/multilinear.ts';
import { reductionFunctions } from './array/reduction-functions.ts';
import { scalarFunctions } from './scalar/functions.ts';
import { shapeFunctions } from './array/shape-functions.ts';
import { spectrum } from './matrix/spectrum.ts';

/** All functions that a user can call, by the names that mathjs gives them; each is entered in the file of its group. */
export const functions: ReadonlyMap<string, Builtin> = new Map(
  [scalarFunctions, reductionFunctions, shapeFunctions, matrixFunctions, spectrum, multilinear]
    .flat()
    .map((f) => [f.name, f]),
);
