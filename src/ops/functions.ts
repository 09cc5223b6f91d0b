import type { Builtin } from './builtin.ts';
import { matrixFunctions } from './matrix/functions.ts';
import { operatorFunctions } from './matrix/operators.ts';
import { multilinear } from './matrix/multilinear.ts';
import { reductionFunctions } from './array/reduction-functions.ts';
import { scalarFunctions } from './scalar/functions.ts';
import { shapeFunctions } from './array/shape-functions.ts';
import { wholeFunctions } from './whole/functions.ts';
import { spectrum } from './matrix/spectrum.ts';

/** All functions of Nabla's own that a user can call, mostly by the names that mathjs gives them; each is entered in the file of its group. */
export const functions: ReadonlyMap<string, Builtin> = new Map(
  [
    scalarFunctions,
    operatorFunctions,
    reductionFunctions,
    shapeFunctions,
    matrixFunctions,
    spectrum,
    multilinear,
    wholeFunctions,
  ]
    .flat()
    .map((f) => [f.name, f]),
);
