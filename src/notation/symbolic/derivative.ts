import { within } from '../../compile/runtime.ts';
import { fail } from '../../base/fault.ts';
import type { Expr } from '../../lang/ast.ts';
import { printExpr } from '../../lang/print.ts';
import type { Evaluator } from '../../evaluate/evaluator.ts';
import type { Symbolic } from '../../mathjs/symbolic.ts';
import { array, formula } from './formula.ts';
import { type Entries, entriesOf, isArray, mapEntries, written } from './componentwise.ts';
import { type Differentiate, differentiator } from './differentiate.ts';
import type { Subject } from './subject.ts';
import { goesBeyond } from './domain.ts';
import { holdFormula } from './trial.ts';

/** A derivative as a formula, whether it was held against exact values, and whether it is a number where the function is none. */
export interface Formula {
  readonly expr: Expr;
  readonly text: string;
  readonly tried: boolean;
  readonly beyond: boolean;
}

/**
 * The derivative of a subject as a formula in numerator layout: simplified where the simplification agrees with the
 * exact derivative at random points and is a number nowhere else, else as the rules give it. A formula that does not agree
 * is never answered.
 */
export async function symbolicDerivative(evaluator: Evaluator, subject: Subject): Promise<Formula> {
  const entries = entriesOf(subject.formula);
  const { loadSymbolic } = await import('../../mathjs/symbolic.ts');
  return within(evaluator.runtime, () => agreeing(evaluator, subject, entries, loadSymbolic()));
}

function agreeing(evaluator: Evaluator, subject: Subject, entries: Entries, symbolic: Symbolic): Formula {
  const open = [...subject.params];
  const ways = [symbolic.simplify, symbolic.clear, (text: string) => text];
  let wide: Formula | undefined;
  for (const simplify of ways) {
    const text = printExpr(written(derived(entries, subject.by, differentiator(symbolic, open, simplify))));
    const expr = formula(text);
    const verdict = holdFormula(evaluator, subject, expr);
    if (verdict === 'right') {
      const found = { expr, text, tried: true, beyond: goesBeyond(evaluator, subject, expr) };
      if (!found.beyond) return found;
      wide ??= found;
    }
    if (verdict === 'untried' && simplify === symbolic.clear) return { expr, text, tried: false, beyond: false };
  }
  if (wide) return wide;
  fail('symbolic/unsupported', `the symbolic derivative of ${subject.text} does not agree with its exact value`, {
    help: 'Its exact value at a point is there all the same: :jac f(1).',
  });
}

/** Output axes, then one axis of the names, as `:jac` lays them out. */
function derived(entries: Entries, by: readonly string[], differentiate: Differentiate): Entries {
  const [only] = by;
  const column = isArray(entries) && !entries.some(isArray);
  if (by.length === 1 && !column) return mapEntries(entries, (e) => differentiate(e, only!));
  const row = (e: Expr): Entries => array(by.map((name) => differentiate(e, name)));
  return isArray(entries) ? mapEntries(entries, row) : [row(entries)];
}
