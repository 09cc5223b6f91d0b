import type { FaultData } from '../base/fault.ts';
import type { Span } from '../base/span.ts';

/** What one input says: a definition, an assignment, a command, an expression, or nothing (blank or comment). */
export type Statement =
  | {
      readonly kind: 'define';
      readonly name: Name;
      readonly params: readonly Name[];
      readonly body: Expr;
      readonly span: Span;
    }
  | { readonly kind: 'assign'; readonly name: Name; readonly value: Expr | CommandCall; readonly span: Span }
  /** `A[1, 2] = 5`: assignment to entries of a stored array. */
  | {
      readonly kind: 'assign-entries';
      readonly name: Name;
      readonly indices: readonly Expr[];
      readonly value: Expr;
      readonly span: Span;
    }
  | { readonly kind: 'expression'; readonly value: Expr; readonly span: Span }
  | { readonly kind: 'command'; readonly call: CommandCall; readonly span: Span }
  | { readonly kind: 'empty'; readonly span: Span };

/** `:cmd operand{, operand} [at x=1, y=2] {key=value}` */
export interface CommandCall {
  readonly kind: 'command-call';
  /** As typed: perhaps a prefix of a command's name. */
  readonly name: Name;
  readonly operands: readonly Expr[];
  /** What stands after the name, options excluded, as typed: for commands that take words, `:load tour`. */
  readonly words: readonly Word[];
  readonly at: readonly { readonly name: Name; readonly value: Expr }[];
  readonly options: readonly Option[];
  /** What keeps the operands or the values of `at` from being expressions; no concern of a command that takes words. */
  readonly operandFaults: readonly FaultData[];
  readonly span: Span;
}

/** One `key=value`; `text` is the value as typed, parsed by the command that owns the key. */
export interface Option {
  readonly key: Name;
  readonly text: string;
  readonly textSpan: Span;
  readonly span: Span;
}

/** A run of characters without spaces, except within brackets and quotes; a word in quotes is given without them. */
export interface Word {
  readonly text: string;
  readonly span: Span;
}

/** A name where it stands. */
export interface Name {
  readonly kind: 'name';
  readonly name: string;
  readonly span: Span;
}

/** Operators between two operands; `%` and `mod` are the same. */
export type BinaryOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '.*'
  | './'
  | '^'
  | '.^'
  | '%'
  | 'mod'
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'and'
  | 'or'
  | 'xor';
/** Operators before their operand. */
export type PrefixOperator = '-' | '+' | 'not';
/** Operators behind their operand: transpose and factorial. */
export type PostfixOperator = "'" | '!';
/** Operators that may stand in a chain. */
export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** An expression, with the place of each part. */
export type Expr =
  | { readonly kind: 'number'; readonly value: number; readonly text: string; readonly span: Span }
  | { readonly kind: 'string'; readonly value: string; readonly span: Span }
  | Name
  | { readonly kind: 'prefix'; readonly op: PrefixOperator; readonly arg: Expr; readonly span: Span }
  | { readonly kind: 'postfix'; readonly op: PostfixOperator; readonly arg: Expr; readonly span: Span }
  | {
      readonly kind: 'binary';
      readonly op: BinaryOperator;
      readonly left: Expr;
      readonly right: Expr;
      readonly implicit: boolean;
      readonly opSpan: Span;
      readonly span: Span;
    }
  /** `a < b < c`: two or more comparisons in a chain, as mathjs's RelationalNode. */
  | { readonly kind: 'chain'; readonly ops: readonly Comparison[]; readonly args: readonly Expr[]; readonly span: Span }
  | {
      readonly kind: 'conditional';
      readonly test: Expr;
      readonly then: Expr;
      readonly otherwise: Expr;
      readonly span: Span;
    }
  /** `[1, 2]`; rows written with `;` are arrays within an array, as in mathjs. */
  | { readonly kind: 'array'; readonly items: readonly Expr[]; readonly span: Span }
  /** `start:stop` or `start:step:stop`. */
  | { readonly kind: 'range'; readonly start: Expr; readonly step?: Expr; readonly stop: Expr; readonly span: Span }
  /** `target[i, j]`; an index may be a range, an expression using the name `end`, or `{kind: 'all'}`. */
  | { readonly kind: 'index'; readonly target: Expr; readonly indices: readonly Expr[]; readonly span: Span }
  /** A bare `:` as an index. */
  | { readonly kind: 'all'; readonly span: Span }
  /** `callee(args)`; the callee is a name, or a call of an operator (`jac(f)(1, 2)`). */
  | { readonly kind: 'call'; readonly callee: Expr; readonly args: readonly Expr[]; readonly span: Span }
  /** `f(u) = u^2` as an argument. */
  | {
      readonly kind: 'lambda';
      readonly name: Name;
      readonly params: readonly Name[];
      readonly body: Expr;
      readonly span: Span;
    }
  /** `(a = ..; b = ..; value)` */
  | {
      readonly kind: 'block';
      readonly lets: readonly { readonly name: Name; readonly value: Expr }[];
      readonly value: Expr;
      readonly span: Span;
    }
  | { readonly kind: 'paren'; readonly inner: Expr; readonly span: Span }
  /** What recovery put where an operand should be; never evaluated. */
  | { readonly kind: 'missing'; readonly span: Span };
