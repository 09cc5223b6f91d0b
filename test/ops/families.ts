import type { Op } from '../../src/ops/op.ts';
import { familyMembers as members } from '../../src/ops/primitive.ts';
import { families } from '../../src/ops/scalar/functions.ts';

/** Every elementwise op that needs no attributes, as the families export them. */
export const fixedOps: readonly Op[] = families.flatMap((module) =>
  Object.values(module).filter((x): x is Op => typeof x === 'object'),
);

/** Members of the families of ops that differ by attributes. */
export const familyMembers: readonly Op[] = members();

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
