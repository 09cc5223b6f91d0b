import type { Callable, ModuleWriter } from '../assembler.ts';
import { cos, sin } from './circular.ts';
import { exp } from './exponential.ts';
import { tanh } from './hyperbolic.ts';
import { type Definition, Library } from './library.ts';
import { log } from './logarithm.ts';
import { sigmoid } from './sigmoid.ts';

/** The functions of two doubles at once, named as Nabla's ops. */
export type MathName = 'exp' | 'log' | 'sin' | 'cos' | 'tanh' | 'sigmoid';

const definitions: Readonly<Record<MathName, Definition>> = { exp, log, sin, cos, tanh, sigmoid };

/** The scalar functions that each needs for rare lanes, to be imported as `[f64] -> [f64]` from 'math'. */
export const fallbacks: Readonly<Record<MathName, readonly string[]>> = {
  exp: [],
  log: [],
  sin: ['sin'],
  cos: ['cos'],
  tanh: [],
  sigmoid: [],
};

/** The functions `[v128] -> [v128]` of a module by their names; each is written when first asked for. */
export function vectorMath(module: ModuleWriter, imported: (name: string) => Callable): (name: MathName) => Callable {
  const library = new Library(module, imported);
  return (name) => library.get(definitions[name]);
}
