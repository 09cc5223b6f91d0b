import * as activation from '../../src/ops/scalar/activation.ts';
import * as arithmetic from '../../src/ops/scalar/arithmetic.ts';
import * as choice from '../../src/ops/scalar/choice.ts';
import * as comparison from '../../src/ops/scalar/comparison.ts';
import { branch, branches, circle, hyperbola, quadrant } from '../../src/ops/scalar/conic.ts';
import * as exponential from '../../src/ops/scalar/exponential.ts';
import * as hyperbolic from '../../src/ops/scalar/hyperbolic.ts';
import type { Op } from '../../src/ops/op.ts';
import { powerDerivative } from '../../src/ops/scalar/power-derivative.ts';
import * as power from '../../src/ops/scalar/power.ts';
import * as root from '../../src/ops/scalar/root.ts';
import * as rounding from '../../src/ops/scalar/rounding.ts';
import * as special from '../../src/ops/scalar/special.ts';
import * as trigonometric from '../../src/ops/scalar/trigonometric.ts';

/** Every elementwise op that needs no attributes, as the families export them. */
export const fixedOps: readonly Op[] = [
  activation,
  arithmetic,
  choice,
  comparison,
  exponential,
  hyperbolic,
  power,
  root,
  rounding,
  special,
  trigonometric,
].flatMap((module) => Object.values(module).filter((x): x is Op => typeof x === 'object'));

/** Members of the families of ops that differ by attributes. */
export const familyMembers: readonly Op[] = [
  powerDerivative(1, 0),
  powerDerivative(0, 2),
  powerDerivative(2, 1),
  power.sqrtPower(-3),
  power.sqrtPower(-2),
  power.cbrtPower(-2),
  circle(0, -1),
  circle(1, -3),
  quadrant(-1, -1),
  hyperbola(2, -5),
  branch(0, -1),
  branches(-1, -1),
  rounding.roundTo(1),
  special.polygamma(1),
  special.polygamma(0, 1),
];

const choices = ['where', 'blend', 'minimum', 'maximum'];

/** The ops whose values and derivatives are held against high precision. */
export const referenced: readonly Op[] = fixedOps.filter((op) => op.jvp && !choices.includes(op.name));

const FRACTIONS = [0.07, 0.29, 0.53, 0.71, 0.94];

/** Points of an op's domain, spread differently over each operand. */
export function ordinaryPoints(op: Op): readonly (readonly number[])[] {
  return FRACTIONS.map((_, i) =>
    Array.from({ length: op.value!.length }, (_, k) => {
      const [low, high] = op.doc?.domain?.[k] ?? [-3, 3];
      return low + (high - low) * FRACTIONS[(i * (k + 1) + 2 * k) % FRACTIONS.length]!;
    }),
  );
}

/** Points of an op's domain, and its awkward points. */
export const pointsOf = (op: Op): readonly (readonly number[])[] => [...ordinaryPoints(op), ...(op.doc?.awkward ?? [])];
