import type { ModuleWriter } from '../assembler.ts';
import type { Callable } from '../function-writer.ts';
import { acos, asin } from './arcsine.ts';
import { atan } from './arctangent.ts';
import { cos, sin, tan } from './circular.ts';
import { erf } from './error-function.ts';
import { exp, expm1, gauss } from './exponential.ts';
import { cosh, sinh, tanh } from './hyperbolic.ts';
import { type Definition, Library } from './library.ts';
import { log, log10, log1p, log2 } from './logarithm.ts';
import { pow } from './power.ts';
import { softplus } from './softplus.ts';

const definitions = {
  exp,
  expm1,
  gauss,
  log,
  log1p,
  log2,
  log10,
  sin,
  cos,
  tan,
  asin,
  acos,
  atan,
  sinh,
  cosh,
  tanh,
  softplus,
  erf,
  pow,
} as const satisfies Readonly<Record<string, Definition>>;

/** The functions of two doubles at once, named as Nabla's ops. */
export type MathName = keyof typeof definitions;

/** Functions whose large angles are reduced by the engine. */
const ANGULAR = ['sin', 'cos', 'tan'] as const;

/** The scalar functions that each needs for rare lanes, to be imported as `[f64] -> [f64]` from 'math'. */
export const fallbacks = Object.fromEntries(
  Object.keys(definitions).map((name) => [name, ANGULAR.filter((other) => other === name)]),
) as unknown as Readonly<Record<MathName, readonly (typeof ANGULAR)[number][]>>;

/**
 * The functions of a module by their names, `[v128] -> [v128]` and `[v128, v128] -> [v128]` for pow; each is written when
 * first asked for.
 */
export function vectorMath(module: ModuleWriter, imported: (name: string) => Callable): (name: MathName) => Callable {
  const library = new Library(module, imported);
  return (name) => library.get(definitions[name]);
}
