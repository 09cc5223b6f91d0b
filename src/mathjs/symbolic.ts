import { fail } from '../base/fault.ts';
import { loadMathjs } from './load.ts';

/** mathjs's symbolic algebra, on formulas as text. What it answers is not always right: it must be held against numbers. */
export interface Symbolic {
  /** The derivative by one name, as the rules give it. */
  derivative(formula: string, by: string): string;
  /** A shorter formula that should be equal. */
  simplify(formula: string): string;
  /** The formula without what the rules leave over: factors 1, terms 0, sums of numbers. */
  clear(formula: string): string;
}

/** Equal for all numbers, whatever the rest of a formula is. */
const leftovers = ['n*1 -> n', '1*n -> n', 'n^1 -> n', 'n+0 -> n', '0+n -> n', 'n-0 -> n', '0*n -> 0', 'n*0 -> 0'];

/** Loads mathjs's symbolic algebra. */
export function loadSymbolic(): Symbolic {
  const math = loadMathjs();
  const said = (what: string, body: () => { toString(): string }): string => {
    try {
      return body().toString();
    } catch (error) {
      fail('symbolic/unsupported', `${what}: ${error instanceof Error ? error.message : String(error)}`, {
        help: 'Its exact value at a point is there all the same: :grad f(1).',
      });
    }
  };
  return {
    derivative: (formula, by) =>
      said('no symbolic derivative', () => math.derivative(formula, by, { simplify: false })),
    simplify: (formula) => said('no simplification', () => math.simplify(formula)),
    clear: (formula) =>
      said('no simplification', () => math.simplify(formula, [...leftovers, (node) => math.simplifyConstant(node)])),
  };
}
