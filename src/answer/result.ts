import type { FaultData } from '../base/fault.ts';
import type { Note } from '../base/note.ts';
import type { Picture } from '../picture/picture.ts';
import type { Pattern, Sparse } from '../tensor/sparse.ts';
import type { Shape, Tensor } from '../tensor/tensor.ts';

/**
 * What a line answers, as plain data that survives `structuredClone`: text, colour and JSON are drawn from it and add
 * no facts.
 */
export type Result =
  | ArrayResult
  | PatternResult
  | FunctionResult
  | TrainingResult
  | TableResult
  | FigureResult
  | GraphResult
  | ChecksResult
  | TextResult;

export type Layout = 'numerator' | 'denominator';

/** One axis of an array: its name as JSON shows it (`f`, `x,y`), and a label per entry for drawings (`f1`, `x`). */
export interface Axis {
  readonly name: string;
  /** As many as the axis is long; absent where an axis has no names of its own. */
  readonly labels?: readonly string[];
}

/** What the eigenvalues of a Hessian, ascending, say of the function: which way it curves. */
export interface Curvature {
  /** `positive definite`, `indefinite`, ...; `undecided`, with the reason, where a sign is not certain or there is no Hessian. */
  readonly definiteness: string;
  /** None where the Hessian has none that mean anything. */
  readonly eigenvalues: readonly number[];
  readonly reason?: string;
}

/** An array with all its entries, row-major. */
export interface TensorPart {
  /** The argument, or the pair of arguments of a Hessian; empty for an array by itself. */
  readonly name: readonly string[];
  readonly shape: Shape;
  readonly data: Float64Array;
  /** One per axis, or absent: not a derivative. */
  readonly axes?: readonly Axis[];
}

/** Passes through a graph that told a sparse derivative: so many forward and in reverse, instead of a dense one's. */
export interface Effort {
  readonly forward: number;
  readonly reverse: number;
  /** The first derivative, which these passes differentiate, was taken in this mode. */
  readonly over?: 'reverse';
  readonly instead: number;
}

/** An array of mostly zeros: its first axes run down the rows of the pattern, the others across its columns. */
export interface SparsePart {
  readonly name: readonly string[];
  readonly shape: Shape;
  readonly pattern: Pattern;
  /** One for each position of the pattern. */
  readonly values: Float64Array;
  readonly axes?: readonly Axis[];
}

export type ArrayPart = TensorPart | SparsePart;

/** An array of numbers, or several that belong together: a derivative by arguments of different kinds has one for each. */
export interface ArrayResult {
  readonly kind: 'array';
  /** One without a name, as JSON a tensor; or parts with their names. */
  readonly parts: readonly ArrayPart[];
  /** The parts are factors of a decomposition, not derivatives by what they are named after. */
  readonly factors?: true;
  readonly layout?: Layout;
  /** A heading for people: `Jacobian of f by x, y`. */
  readonly title?: string;
  /** What computed a sparse derivative. */
  readonly effort?: Effort;
  /** What is known beside the entries: the sign of a determinant whose logarithm they are. */
  readonly facts?: readonly Fact[];
  /** `:hess` of a scalar function: what its eigenvalues, ascending, say of the curvature. */
  readonly curvature?: Curvature;
  /** What a reader must know of how the entries are arranged, in sentences: the order in which axes were flattened. */
  readonly remark?: string;
  /** Significant digits to show people this once, instead of the session's. */
  readonly digits?: number;
}

/** Where an array can have entries other than 0, without them: what `:spy` draws. As JSON a figure. */
export interface PatternResult {
  readonly kind: 'pattern';
  readonly shape: Shape;
  readonly pattern: Pattern;
  readonly axes?: readonly Axis[];
  readonly title: string;
  readonly effort?: Effort;
}

export interface FunctionResult {
  readonly kind: 'function';
  readonly params: readonly string[];
  /** As it would be typed: `f(x, y) = x^2 + y`, or `jac(f)`. */
  readonly text: string;
}

export interface TrainingResult {
  readonly kind: 'training';
  readonly params: readonly TensorPart[];
  readonly steps: number;
  readonly loss: { readonly start: number; readonly end: number };
  /** (step, loss), thinned to at most a few hundred points. */
  readonly curve: readonly (readonly [step: number, loss: number])[];
  readonly stopped: 'steps' | 'interrupted' | 'diverged' | 'tolerance';
}

/** A figure with its name. */
export type Fact = readonly [name: string, value: number | string];

/** Cells are text or numbers; a column of numbers is aligned by its decimals. */
export interface Table {
  readonly title?: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

export interface TableResult extends Table {
  readonly kind: 'table';
  /** What the table is about, said below it. */
  readonly facts?: readonly Fact[];
}

/** A picture, with a title and what is known besides. */
export interface FigureResult extends Picture {
  readonly kind: 'figure';
  readonly title: string;
  /** The figures behind the drawing, for JSON and for readers who cannot see it. */
  readonly facts: readonly Fact[];
  /** Figures that come in rows. */
  readonly tables?: readonly Table[];
}

/** A computation: values and what each is computed from. */
export interface GraphResult {
  readonly kind: 'graph';
  readonly title: string;
  readonly nodes: readonly GraphResultNode[];
  /** The answers, by position among all nodes. */
  readonly outputs: readonly number[];
  /** Set where the nodes bear what the sweeps of differentiation computed: a tape. */
  readonly tape?: TapeFacts;
}

export interface GraphResultNode {
  readonly name: string;
  /** `input`, or the op. */
  readonly op: string;
  /** What it is computed from, by position among all nodes. */
  readonly args: readonly number[];
  readonly shape: Shape;
  /** As it would be typed: `sqrt(c)`. */
  readonly text?: string;
  readonly tape?: TapeRow;
}

export interface TapeFacts {
  /** Rows of the whole tape; `nodes` are those that were asked for. */
  readonly rows: number;
  /** How the columns of tangents and of adjoints are headed. */
  readonly tangents: readonly string[];
  readonly adjoints: readonly string[];
  /** How many directions there are, where they are too many for a column of tangents each. */
  readonly directions?: number;
  /** How many entries the answer has, where they are too many for a column of adjoints each. */
  readonly entries?: number;
  /** The first and the last row that are left out of a long tape, where none were asked for. */
  readonly omitted?: readonly [first: number, last: number];
}

/** What a tape says of one value; arrays are row-major. */
export interface TapeRow {
  /** From 1. */
  readonly row: number;
  readonly value: Float64Array;
  /** Local derivatives, one for each operand that is differentiated; one with very many entries has none to show. */
  readonly partials: readonly { readonly by: string; readonly shape: Shape; readonly data?: Float64Array }[];
  /** One for each column of the tape's, of the value's shape. */
  readonly tangents: readonly Float64Array[];
  readonly adjoints: readonly Float64Array[];
  /** For each adjoint what it is the sum of, where the value is used more than once. */
  readonly sums: readonly (readonly TapeShare[])[];
}

/** What one use of a value adds to its adjoint. */
export interface TapeShare {
  readonly through: string;
  /** The share; where all is scalar, `adjoint * partial`. */
  readonly data: Float64Array;
  readonly adjoint?: number;
  readonly partial?: number;
}

/** Independent computations of the same thing, held against each other. */
export interface ChecksResult {
  readonly kind: 'checks';
  readonly title: string;
  readonly verdict: 'agree' | 'disagree' | 'undecided';
  /** What was computed, drawn before the checks. */
  readonly parts?: readonly TensorPart[];
  readonly checks: readonly {
    readonly name: string;
    readonly ok: boolean;
    /** The largest relative error against the reference, where there is one. */
    readonly error?: number;
    readonly detail: string;
    /** The entry with that error, and both values. */
    readonly worst?: { readonly entry: string; readonly reference: number; readonly other: number };
  }[];
  /** What the verdict means here, in words. */
  readonly words?: string;
  readonly facts?: readonly Fact[];
  readonly figure?: FigureResult;
}

export interface TextResult {
  readonly kind: 'text';
  readonly text: string;
}

/** Something for every kind of result; one that is forgotten is a compile error. */
export type ByKind<T, Rest extends readonly unknown[] = []> = {
  readonly [K in Result['kind']]: (result: Extract<Result, { kind: K }>, ...rest: Rest) => T;
};

/** What a table says of a result. */
export const byKind = <T, Rest extends readonly unknown[]>(table: ByKind<T, Rest>, result: Result, ...rest: Rest): T =>
  (table[result.kind] as (result: Result, ...rest: Rest) => T)(result, ...rest);

/** The result that one array is, with what is known of it. */
export const arrayResult = (
  array: Tensor | Sparse,
  { axes, ...more }: Pick<TensorPart, 'axes'> & Omit<ArrayResult, 'kind' | 'parts'> = {},
): ArrayResult => ({ kind: 'array', parts: [{ ...array, name: [], ...(axes && { axes }) }], ...more });

/** What became of one input. */
export type Answer = Answered | Failed;

/** What a line answers besides its notes, whatever kind of line it is. */
export interface Reply {
  /** The name that holds the result now: the target, the defined name, or `ans`. */
  readonly name?: string;
  /** Absent where a line answers nothing. */
  readonly result?: Result;
  /** Answers of lines that this line ran in turn (`:replay`). */
  readonly inner?: readonly Answer[];
  /** What the caller should do next: leave, or go through the rows of a tape with its reader. */
  readonly then?: 'quit' | 'walk';
}

export interface Answered extends Reply {
  readonly ok: true;
  /** The number of the input's first line in its script, from 1. */
  readonly line: number;
  readonly input: string;
  readonly notes: readonly Note[];
}

export interface Failed {
  readonly ok: false;
  readonly line: number;
  readonly input: string;
  readonly fault: FaultData;
  readonly notes: readonly Note[];
}
