import { type Means, type Runtime, runtimeOf } from '../compile/runtime.ts';
import { prng } from '../base/prng.ts';
import { tracer } from '../graph/trace.ts';
import { evaluate } from './evaluate.ts';
import type { Library } from './library.ts';
import type { Evaluator } from './evaluator.ts';
import type { Notes } from './notes.ts';
import { Scope } from './scope.ts';
import type { Session } from './session.ts';

/** An evaluator for one input, and the session's count of random draws after it. */
export interface Started {
  readonly evaluator: Evaluator;
  /** A session that has drawn what the evaluator drew. */
  drawn(session: Session): Session;
}

/** Starts the evaluation of one input on a session, by `runtime` with the back end and the kernels that the session has set. */
export function startEvaluator(session: Session, notes: Notes, library: Library, runtime = runtimeOf()): Started {
  let draws = session.draws;
  const evaluator: Evaluator = {
    runtime: { ...runtime, ...meansOf(session, runtime) },
    $: tracer(notes.observe),
    notes,
    globals: new Scope(new Map([...session.names].map(([name, { value }]) => [name, value]))),
    library,
    random: (count) => {
      const out = uniforms(session.seed, draws, count);
      draws += count;
      return out;
    },
    evaluate(expr, frame) {
      return evaluate(this, expr, frame);
    },
  };
  return {
    evaluator,
    drawn: (next) => (draws === session.draws ? next : { ...next, draws: next.draws + draws - session.draws }),
  };
}

const meansOf = ({ settings: { backend, blas } }: Session, { kernels }: Runtime): Means => ({
  backend,
  kernels: blas === 'off' && kernels.system ? { ...kernels, system: 'off' } : kernels,
});

/** Numbers that depend on the seed and on how many were drawn before, so that a late one costs no more than a first. */
export function uniforms(seed: number, from: number, count: number): Float64Array {
  const next = prng((Math.imul(seed, 0x9e3779b1) + from) | 0);
  return Float64Array.from({ length: count }, () => next());
}
