import { valueOf } from '../evaluate/evaluator.ts';
import { fail } from '../base/fault.ts';
import type { Answer } from '../answer/result.ts';
import { findCommand } from '../command/dispatch.ts';
import { runtimeOf, within } from '../compile/runtime.ts';
import type { Recorder } from '../derive/compile.ts';
import { recordLine } from '../derive/record.ts';
import { emptySession, type Session } from '../evaluate/session.ts';
import { unloaded } from '../evaluate/unloaded.ts';
import type { Value } from '../evaluate/value.ts';
import { jobTable, type RunningJob } from './jobs.ts';
import { type Environment, enter, type Holder, runLine, type RunOptions, withLibrary } from './line.ts';

/** The one door: every line, typed, piped, loaded or replayed, is run here. */
export interface Engine {
  readonly session: Session;
  /** The jobs that run: a line that began one is answered when it ends, and other lines may be run meanwhile. */
  readonly jobs: readonly RunningJob[];
  /** Runs one input. A user's mistake is an answer, never a throw; it leaves the session as it was. */
  run(input: string, options?: RunOptions): Promise<Answer>;
  /** The value of an expression in the session; throws a Fault, or LibraryNeeded. */
  evaluate(text: string): Value;
  /** Reads a line once and answers how to record it as a graph of some of its names, in the session as it is now. */
  recorder(line: string): Promise<Recorder>;
  /** Does work again, with the library, if it turns out to need that. */
  withLibrary<T>(work: () => T | Promise<T>): Promise<T>;
  /** Goes on from another session. */
  restore(session: Session): void;
}

/** What an engine is started with: a session that is empty, nobody to ask and plain kernels where nothing else is said. */
export interface EngineOptions
  extends Pick<Environment, 'commands' | 'ports'>, Partial<Pick<Environment, 'interactive' | 'runtime'>> {
  readonly session?: Session;
}

/** Starts an engine on a session. */
export function createEngine({ session = emptySession(), ...options }: EngineOptions): Engine {
  const environment: Environment = {
    interactive: false,
    runtime: runtimeOf(),
    ...options,
    jobs: jobTable(),
    library: unloaded,
  };
  const holder: Holder = { session };
  return {
    get session() {
      return holder.session;
    },
    jobs: environment.jobs.running,
    run: (input, run = {}) => runLine(environment, holder, input, run),
    evaluate: (text) => valueIn(environment, holder.session, text),
    recorder: (line) => recorderOf(environment, holder.session, line),
    withLibrary: (work) => withLibrary(environment, work),
    restore: (next) => {
      holder.session = next;
    },
  };
}

function valueIn(environment: Environment, session: Session, source: string): Value {
  const { statement, evaluator } = enter(environment, session, source);
  if (statement.kind !== 'expression') fail('syntax/expression', 'an expression is needed here');
  return within(evaluator.runtime, () => valueOf(evaluator, source, statement.value));
}

async function recorderOf(environment: Environment, session: Session, line: string): Promise<Recorder> {
  const { statement, evaluator } = enter(environment, session, line);
  const command = statement.kind === 'command' ? await findCommand(environment.commands, statement.call) : undefined;
  const means = evaluator.runtime;
  return {
    means,
    record: (inputs) =>
      within(means, () => recordLine(enter(environment, session, line).evaluator, statement, line, command, inputs)),
  };
}
