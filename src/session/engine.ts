import { Fault, fail } from '../base/fault.ts';
import type { CommandCall } from '../lang/ast.ts';
import { parse } from '../lang/parse.ts';
import type { CommandContext, CommandTable, Outcome } from '../command/command.ts';
import { type Runtime, runtimeOf, within } from '../compile/runtime.ts';
import type { Recorder } from '../derive/compile.ts';
import { settled } from '../evaluate/datum.ts';
import { checkCall, findCommand } from '../command/dispatch.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { asFault, wholeOf } from './failure.ts';
import { type Library, LibraryNeeded } from '../evaluate/library.ts';
import type { Evaluator } from '../evaluate/evaluator.ts';
import { type Notes, notes } from '../evaluate/notes.ts';
import type { Ports, Progress, Stop } from '../command/ports.ts';
import { recordLine } from '../derive/record.ts';
import { numbersOf } from '../answer/numbers.ts';
import type { Answer } from '../answer/result.ts';
import { readScript } from '../script/script.ts';
import { bind, emptySession, type Session } from '../evaluate/session.ts';
import { type Started, startEvaluator } from '../evaluate/start.ts';
import { type Step, stepOf } from './step.ts';
import { unloaded } from '../evaluate/unloaded.ts';
import type { Value } from '../evaluate/value.ts';

/** The one door: every line, typed, piped, loaded or replayed, is run here. */
export interface Engine {
  readonly session: Session;
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

export interface RunOptions {
  /** The number of the input's first line, from 1. */
  readonly line?: number;
  readonly watch?: (progress: Progress) => void;
  readonly stop?: Stop;
}

/** A line that another line runs: how many such lines it is within. */
interface InnerRun extends RunOptions {
  readonly depth?: number;
  /** Where the back ends that run graphs are gathered. */
  readonly ran?: Runtime['ran'];
}

/** Scripts that load scripts. */
const DEEPEST = 16;

export interface EngineOptions {
  readonly commands: CommandTable;
  readonly ports: Ports;
  readonly session?: Session;
  /** Whether there is somebody to ask. */
  readonly interactive?: boolean;
  /** What computes, where the session does not say otherwise. */
  readonly runtime?: Runtime;
}

const neverStopped: Stop = { requested: false, onRequest: () => {} };

/** Starts an engine on a session. */
export function createEngine(options: EngineOptions): Engine {
  const { commands, ports, interactive = false, runtime = runtimeOf() } = options;
  const start = (state: Session, gathered = notes(), ran: Runtime['ran'] = new Set()): Started =>
    startEvaluator(state, gathered, library, { ...runtime, ran });
  let session = options.session ?? emptySession();
  let library: Library = unloaded;

  /** Evaluates one input on `state`; throws a Fault, or LibraryNeeded. */
  const step = async (state: Session, input: string, run: InnerRun, gathered: Notes): Promise<Step> => {
    const { statement, faults } = parse(input);
    if (faults[0]) throw new Fault(faults[0]);
    const { evaluator, drawn } = start(state, gathered, run.ran);
    const done =
      statement.kind === 'command'
        ? await call(state, statement.call, undefined, input, run, evaluator)
        : statement.kind === 'assign' && statement.value.kind === 'command-call'
          ? await call(state, statement.value, statement.name.name, input, run, evaluator)
          : within(evaluator.runtime, () => stepOf(evaluator, state, statement, input));
    return { ...done, session: drawn(done.session) };
  };

  const call = async (
    state: Session,
    command: CommandCall,
    target: string | undefined,
    input: string,
    run: InnerRun,
    evaluator: Evaluator,
  ): Promise<Step> => {
    const found = await findCommand(commands, command);
    checkCall(found, command);
    const context: CommandContext = {
      session: state,
      command: { ...command.name, name: found.name },
      source: input,
      evaluator,
      ports,
      interactive,
      commands,
      stop: run.stop ?? neverStopped,
      progress: (p) => run.watch?.(p),
      replay: async (lines, from) => {
        const ran: Runtime['ran'] = new Set();
        const done = await replayOn(lines, from, { ...run, depth: (run.depth ?? 0) + 1, ran });
        for (const name of ran) evaluator.runtime.ran.add(name);
        return { ...done, ran: [...ran].sort() };
      },
    };
    const outcome = await placed(command, () => within(evaluator.runtime, () => found.run(command, context)));
    const { value, result, inner, then, line } = outcome;
    if (target !== undefined && value === undefined) {
      fail('command/no-value', `:${found.name} does not answer one value that ${target} could hold`, {
        span: command.name.span,
        help:
          result?.kind === 'array' && result.parts.length > 1
            ? 'It has a part for each argument: name one with wrt=..'
            : `Type it without '${target} ='.`,
      });
    }
    const base = outcome.session ?? state;
    const name = target ?? (value === undefined ? undefined : 'ans');
    const after = value === undefined || name === undefined ? base : bind(base, name, { value, source: input });
    return {
      session: outcome.transient ? withoutLine(after) : after,
      ...(name ? { name } : {}),
      ...(result ? { result } : {}),
      ...(inner ? { inner } : {}),
      ...(then ? { then } : {}),
      ...(line === undefined ? {} : { line }),
    };
  };

  const loadLibrary = async (): Promise<void> => {
    const { loadFunctions } = await import('../mathjs/library.ts');
    library = loadFunctions();
  };

  const runOn = async (state: Session, input: string, run: InnerRun): Promise<{ session: Session; answer: Answer }> => {
    const line = run.line ?? 1;
    for (;;) {
      const gathered = notes();
      try {
        const done = await step(state, input, run, gathered);
        const { name, result, inner, then } = done;
        return {
          session: commit(state, done.session, done.line ?? input),
          answer: {
            ok: true,
            line,
            input,
            ...(name ? { name } : {}),
            ...(result ? { result } : {}),
            notes: gathered.list(result ? numbersOf(result) : []),
            ...(inner ? { inner } : {}),
            ...(then ? { then } : {}),
          },
        };
      } catch (error) {
        if (error instanceof LibraryNeeded) {
          await loadLibrary();
          continue;
        }
        const fault = asFault(error, wholeOf(input));
        if (!fault) throw error;
        return { session: state, answer: { ok: false, line, input, fault, notes: [] } };
      }
    }
  };

  const replayOn = async (
    text: string,
    from: Session,
    run: InnerRun,
  ): Promise<{ session: Session; answers: readonly Answer[] }> => {
    if ((run.depth ?? 0) > DEEPEST) {
      fail('script/nested', `scripts that load one another go deeper than ${DEEPEST}`, {
        help: 'Does one of them load itself?',
      });
    }
    let state = from;
    const answers: Answer[] = [];
    for (const entry of readScript(text)) {
      const { session: next, answer } = await runOn(state, entry.input, { ...run, line: entry.line });
      answers.push(answer);
      state = next;
      if (!answer.ok || answer.then === 'quit' || run.stop?.requested) break;
    }
    return { session: state, answers };
  };

  return {
    get session() {
      return session;
    },
    run: async (input, run = {}) => {
      const done = await runOn(session, input, run);
      session = done.session;
      return done.answer;
    },
    evaluate: (text) => {
      const { statement, faults } = parse(text);
      if (faults[0]) throw new Fault(faults[0]);
      if (statement.kind !== 'expression') return fail('syntax/expression', 'an expression is needed here');
      const { evaluator } = start(session);
      const frame = { scope: evaluator.globals, source: text, depth: 0 };
      return within(evaluator.runtime, () => settled(evaluate(evaluator, statement.value, frame)));
    },
    recorder: async (line) => {
      const { statement, faults } = parse(line);
      if (faults[0]) throw new Fault(faults[0]);
      const state = session;
      const command = statement.kind === 'command' ? await findCommand(commands, statement.call) : undefined;
      const { runtime } = start(state).evaluator;
      return {
        means: runtime,
        record: (inputs) => within(runtime, () => recordLine(start(state).evaluator, statement, line, command, inputs)),
      };
    },
    withLibrary: async (work) => {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof LibraryNeeded)) throw error;
        await loadLibrary();
        return await work();
      }
    },
    restore: (next) => {
      session = next;
    },
  };
}

/** A command's faults without a place of their own point at what it was given. */
async function placed(call: CommandCall, body: () => Outcome | Promise<Outcome>): Promise<Outcome> {
  try {
    return await body();
  } catch (error) {
    const [first] = call.operands;
    throw error instanceof Fault ? error.at(first && first.kind !== 'missing' ? first.span : call.name.span) : error;
  }
}

/** Every line that changed something becomes part of the session; the one before it can be returned to. */
function commit(before: Session, after: Session, input: string): Session {
  if (after === before || after.lines !== before.lines) return after;
  const { future: _, ...rest } = after;
  return { ...rest, lines: [...before.lines, input], past: recent(before) };
}

/** So many sessions can be returned to, at least; more would keep every array that a long session ever held. */
const KEPT = 100;

/** A session with no more than twice {@link KEPT} sessions behind it. */
function recent(session: Session): Session {
  const chain: Session[] = [];
  for (let s: Session | undefined = session; s && chain.length <= 2 * KEPT; s = s.past) chain.push(s);
  if (chain.length <= 2 * KEPT) return session;
  const { past: _, ...oldest } = chain[KEPT - 1]!;
  return chain.slice(0, KEPT - 1).reduceRight<Session>((past, s) => ({ ...s, past }), oldest);
}

/** Marks a session as already committed, so that the line that only looked is not kept. */
const withoutLine = (session: Session): Session => ({ ...session, lines: [...session.lines] });
