import { fail } from '../base/fault.ts';
import { checkInterrupt } from '../base/interrupt.ts';
import { invariant } from '../base/invariant.ts';
import type { Concrete } from '../ops/builtin.ts';
import { reshape } from '../ops/core.ts';
import { slice } from '../ops/array/moves.ts';
import { exactness } from '../ops/exactness.ts';
import type { Op } from '../ops/op.ts';
import { undecided } from '../ops/undecided.ts';
import { checkedShape } from '../tensor/limits.ts';
import { scalar, sizeOf, type Tensor } from '../tensor/tensor.ts';
import { type Builder, builder, type Marks } from './builder.ts';
import type { Graph, Origin, Ref } from './graph.ts';
import { History } from './history.ts';

/**
 * A value on the way through a function that is being recorded: a node of a trace, and the number that it has at the
 * point where the trace runs, by which branches are taken.
 */
export class Traced {
  readonly trace: Trace;
  readonly ref: Ref;
  readonly value: Tensor;

  constructor(trace: Trace, ref: Ref, value: Tensor) {
    this.trace = trace;
    this.ref = ref;
    this.value = value;
  }
}

/** A number, vector or array as the evaluator handles it: plain, or being recorded. */
export type Numeric = Tensor | Traced;

interface Trace {
  readonly depth: number;
  readonly $: Builder;
  /** Values of outer traces that this one reads: inputs after its own, in order. */
  readonly captured: Numeric[];
  readonly captures: Map<Traced, Ref>;
}

/** What happened at one op on plain numbers, for the notes. */
export type Observe = (event: {
  readonly op: Op;
  readonly args: readonly Tensor[];
  readonly value: Tensor;
  readonly origin: Origin | undefined;
  readonly differentiated: boolean;
}) => void;

/** A recorded function: its graph's inputs are the declared ones, then the captured values. */
export interface Recorded {
  readonly graph: Graph;
  readonly captured: readonly Numeric[];
}

/** The evaluator's interpreter: computes plain values, and records where an operand is being recorded. */
export interface Tracer extends Concrete<Numeric>, Marks<Numeric> {
  /**
   * The answer of `body`, which may ask what numbers recorded values are (positions, extents, whole exponents): it holds
   * for these numbers alone, so that a derivative by them is NaN, not 0.
   */
  holding(body: () => Numeric): Numeric;
  /** How values came about that are not being recorded. */
  readonly history: History;
  /** Names a value that is being recorded. */
  label(v: Numeric, name: string): void;
  /** Records `body` on inputs of the given present values. */
  record(inputs: readonly Numeric[], body: (xs: readonly Numeric[]) => readonly Numeric[]): Recorded;
}

/** How a plain number was computed: the op, its operands, and of how many such steps it all consists. */
interface Derivation {
  readonly op: Op;
  readonly args: readonly Tensor[];
  readonly origin: Origin | undefined;
  readonly size: number;
}

/** Constants of more entries, or of more steps, are taken as they are. */
const MOST_ROUNDED = 16;
const MOST_STEPS = 64;

/** Graphs larger than this are refused before they fill the memory. */
const MAX_NODES = 2_000_000;

/** The number that a value has now. */
export const present = (v: Numeric): Tensor => (v instanceof Traced ? v.value : v);

/** Starts an interpreter that reports every op on plain numbers to `observe`. */
export function tracer(observe: Observe): Tracer {
  let origin: Origin | undefined;
  let differentiated = false;
  let depth = 0;
  let asked: Traced[] = [];

  const history = new History();

  /** How small constants that rounding has touched came about. */
  const rounded = new WeakMap<Tensor, Derivation>();

  /** A plain number as a constant; what rounded on the way to it is recorded, so that lost digits can be found there. */
  const liftPlain = (trace: Trace, v: Tensor): Ref => {
    const found = rounded.get(v);
    if (!found) return trace.$.constant(v);
    const args = found.args.map((a) => liftPlain(trace, a));
    trace.$.mark(found.origin, false);
    return trace.$(found.op, ...args);
  };

  const derive = (op: Op, args: readonly Tensor[], value: Tensor): void => {
    if ([value, ...args].some((t) => t.data.length > MOST_ROUNDED) || !value.data.every(Number.isFinite)) return;
    // A value that is an operand as it was has a derivation of its own, or none.
    if (args.includes(value)) return;
    const size = args.reduce((n, a) => n + (rounded.get(a)?.size ?? 0), 1);
    const exact = size === 1 ? exactness(op, args, value) : () => false;
    if (size > MOST_STEPS || value.data.every((_, i) => exact(i))) return;
    rounded.set(value, { op, args, origin, size });
  };

  const lift = (trace: Trace, v: Numeric): Ref => {
    if (!(v instanceof Traced)) return liftPlain(trace, v);
    if (v.trace === trace) return v.ref;
    invariant(v.trace.depth < trace.depth, 'a value is read where its trace has ended');
    let ref = trace.captures.get(v);
    if (ref === undefined) {
      ref = trace.$.input(v.value.shape);
      trace.captures.set(v, ref);
      trace.captured.push(v);
    }
    return ref;
  };

  const innermost = (args: readonly Numeric[]): Trace | undefined => {
    let found: Trace | undefined;
    for (const a of args) if (a instanceof Traced && (!found || a.trace.depth > found.depth)) found = a.trace;
    return found;
  };

  const apply = (op: Op, ...args: Numeric[]): Numeric => {
    checkInterrupt();
    const plain = args.map(present);
    checkedShape(op.shape(...plain.map((t) => t.shape)));
    const value = op.compute(...plain);
    const trace = innermost(args);
    if (!trace) {
      observe({ op, args: plain, value, origin, differentiated });
      if (depth === 0) history.add(op, plain, value, origin);
      else derive(op, plain, value);
      return value;
    }
    const refs = args.map((a) => lift(trace, a));
    trace.$.mark(origin, differentiated);
    const ref = trace.$(op, ...refs);
    if (ref > MAX_NODES) {
      fail('limit/graph', `the function takes more than ${MAX_NODES} operations to record`, {
        help: 'Work on whole arrays instead of single entries, or on a smaller problem.',
      });
    }
    return new Traced(trace, ref, value);
  };

  /** Each entry as a scalar. */
  const entries = (v: Numeric): readonly Numeric[] => {
    const { shape } = present(v);
    if (shape.length === 0) return [v];
    const n = sizeOf(shape);
    const row = apply(reshape([n]), v);
    return Array.from({ length: n }, (_, i) => apply(reshape([]), apply(slice(0, i, 1), row)));
  };

  const guard = (test: Numeric, value: Tensor): void => {
    if (test instanceof Traced) test.trace.$.guard(test.ref, value);
    else if (depth === 0) history.guard(test);
  };

  return Object.assign(apply, {
    constant: (value: Tensor): Numeric => value,
    shape: (v: Numeric) => present(v).shape,
    concrete: (v: Numeric): Tensor => {
      const value = present(v);
      guard(v, value);
      if (v instanceof Traced) asked.push(v);
      return value;
    },
    holding: (body: () => Numeric): Numeric => {
      const outer = asked;
      asked = [];
      try {
        const y = body();
        return asked.flatMap(entries).reduce((held, d) => apply(undecided, held, d, scalar(1)), y);
      } finally {
        asked = outer;
      }
    },
    guard,
    history,
    label: (v: Numeric, name: string) => {
      if (v instanceof Traced) v.trace.$.label(v.ref, name);
    },
    mark: (next: Origin | undefined, through: boolean) => {
      origin = next;
      differentiated = through;
    },
    record: (inputs: readonly Numeric[], body: (xs: readonly Numeric[]) => readonly Numeric[]): Recorded => {
      const trace: Trace = { depth: ++depth, $: builder(), captured: [], captures: new Map() };
      try {
        const xs = inputs.map((v) => new Traced(trace, trace.$.input(present(v).shape), present(v)));
        const ys = body(xs);
        return { graph: trace.$.finish(ys.map((y) => lift(trace, y))), captured: trace.captured };
      } finally {
        depth--;
      }
    },
  });
}
