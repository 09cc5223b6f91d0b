import type { Note } from '../../base/note.ts';
import type { Expr } from '../../lang/ast.ts';
import { freeNames } from '../../lang/free.ts';
import { printExpr } from '../../lang/print.ts';
import { rewrite } from '../../lang/rewrite.ts';
import { functions } from '../../ops/functions.ts';
import { decisions, withoutParentheses } from './formula.ts';
import type { Subject } from './subject.ts';

/** Two operands tie, of whichever op the name is. */
const extremes: readonly string[] = ['max', 'min'];

/** The parts of a subject that tie or jump somewhere along what it is differentiated by: a formula cannot tell there what an exact derivative tells. */
export function tiesOf({ formula, by }: Subject): readonly Note[] {
  const found = new Map<string, Note>();
  const add = (code: Note['code'], part: Expr): void => {
    const text = printExpr(withoutParentheses(part));
    const message =
      code === 'derivative/kink'
        ? `where ${text} ties or jumps, the formula is a convention, and there may be no derivative; :grad tells`
        : `where ${text} is tied, the formula is that of the branch taken, which need not be the derivative; :grad tells`;
    found.set(text, { code, message });
  };
  const visit = (e: Expr): Expr => {
    if (!freeNames(e).read.some((name) => by.includes(name))) return e;
    const name = e.kind === 'call' && e.callee.kind === 'name' ? e.callee.name : '';
    if (e.kind === 'conditional') add('derivative/branch-edge', e.test);
    else if (e.kind === 'call' && name === 'where') add('derivative/branch-edge', e.args[0] ?? e);
    else if (e.kind === 'chain' || (e.kind === 'binary' && decisions.includes(e.op))) add('derivative/branch-edge', e);
    else if (e.kind === 'binary' && (e.op === 'mod' || e.op === '%')) add('derivative/kink', e);
    else if (extremes.includes(name) || functions.get(name)?.op?.kinks) add('derivative/kink', e);
    return rewrite(e, visit);
  };
  visit(formula);
  return [...found.values()];
}
