import type { Numeric } from '../graph/trace.ts';
import type { DerivativeOperator } from '../lang/alphabet.ts';
import type { Expr } from '../lang/ast.ts';
import type { Sparse } from '../tensor/sparse.ts';
import type { Tensor } from '../tensor/tensor.ts';

/** What a name in the session stands for. */
export type Value = Tensor | Sparse | FunctionValue | TextValue;

/** A function that the user can call or differentiate. */
export type FunctionValue = UserFunction | DerivedFunction | BuiltinFunction;

/** `f(x, y) = body`: late-bound, it sees the names that the session has when it is called. */
export interface UserFunction {
  readonly kind: 'function';
  readonly name: string;
  readonly params: readonly string[];
  readonly body: Expr;
  /** The definition's own line, which the spans in `body` point into. */
  readonly source: string;
  /** For an inline function: the names around it. */
  readonly locals?: Names;
}

/** `grad(f)`, `jac(f, x)`, `hess(f)`: an operator's result. */
export interface DerivedFunction {
  readonly kind: 'derived';
  readonly operator: DerivativeOperator;
  readonly of: FunctionValue;
  /** Parameters to differentiate by; all of them where absent. */
  readonly wrt?: readonly string[];
}

/** A function of the op table, named without being called: `jac(sin)`. */
export interface BuiltinFunction {
  readonly kind: 'builtin';
  readonly name: string;
}

export interface TextValue {
  readonly kind: 'text';
  readonly text: string;
}

/** What an expression is while it is evaluated: a session's value, or one that is being recorded. */
export type Datum = Numeric | Sparse | FunctionValue | TextValue;

/** Names that can be looked up. */
export interface Names {
  get(name: string): Datum | undefined;
  names(): Iterable<string>;
  with(names: ReadonlyMap<string, Datum>): Names;
}

export const isTensor = (value: Value): value is Tensor => 'data' in value;

export const isSparse = (datum: Datum): datum is Sparse => 'pattern' in datum;
