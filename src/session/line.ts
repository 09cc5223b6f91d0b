import { Fault, fail } from '../base/fault.ts';
import { numbersOf } from '../answer/numbers.ts';
import type { Answer } from '../answer/result.ts';
import type { CommandContext, CommandTable } from '../command/command.ts';
import type { Ports, Progress, Stop } from '../command/ports.ts';
import { type Runtime, within } from '../compile/runtime.ts';
import { type Library, LibraryNeeded } from '../evaluate/library.ts';
import { notes } from '../evaluate/notes.ts';
import type { Session } from '../evaluate/session.ts';
import { type Started, startEvaluator } from '../evaluate/start.ts';
import type { Statement } from '../lang/ast.ts';
import { parse } from '../lang/parse.ts';
import { readScript } from '../script/script.ts';
import { callIn, runCall } from './call.ts';
import { commit } from './commit.ts';
import { asFault, wholeOf } from './failure.ts';
import type { Jobs } from './jobs.ts';
import { stepOf } from './step.ts';

/** What lines are run with, whatever session they are run on. */
export interface Environment {
  readonly commands: CommandTable;
  readonly ports: Ports;
  /** Whether there is somebody to ask. */
  readonly interactive: boolean;
  /** What computes, where the session does not say otherwise. */
  readonly runtime: Runtime;
  readonly jobs: Jobs;
  /** mathjs's functions, or what stands for them until a line needs them. */
  library: Library;
}

/** How a line is run. */
export interface RunOptions {
  /** The number of the input's first line, from 1. */
  readonly line?: number;
  readonly watch?: (progress: Progress) => void;
  readonly stop?: Stop;
}

/** A line that another line may run. */
interface InnerRun extends RunOptions {
  /** How many lines it is within. */
  readonly depth?: number;
  /** Where the back ends that run graphs are gathered. */
  readonly ran?: Runtime['ran'];
}

/** What holds a session: lines are run on the one that it holds, and what they make of it takes its place. */
export interface Holder {
  session: Session;
}

/** An input that has been read, and its evaluator. */
interface Entered extends Started {
  readonly statement: Statement;
}

/** Reads an input, to be evaluated on a session; throws the first Fault of its syntax. */
export function enter(
  { library, runtime }: Environment,
  session: Session,
  input: string,
  ran: Runtime['ran'] = new Set(),
): Entered {
  const { statement, faults } = parse(input);
  if (faults[0]) throw new Fault(faults[0]);
  return { statement, ...startEvaluator(session, notes(), library, { ...runtime, ran }) };
}

/** Does work again, with the library, if it turns out to need that. */
export async function withLibrary<T>(environment: Environment, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof LibraryNeeded)) throw error;
    const { loadFunctions } = await import('../mathjs/library.ts');
    environment.library = loadFunctions();
    return await work();
  }
}

/** Runs one input on the session that `holder` holds. A user's mistake is an answer, and leaves the session as it was. */
export async function runLine(environment: Environment, holder: Holder, input: string, run: InnerRun): Promise<Answer> {
  const { line = 1 } = run;
  try {
    return await withLibrary(environment, () => attempt(environment, holder, input, run));
  } catch (error) {
    const fault = asFault(error, wholeOf(input));
    if (!fault) throw error;
    return { ok: false, line, input, fault, notes: [] };
  }
}

async function attempt(environment: Environment, holder: Holder, input: string, run: InnerRun): Promise<Answer> {
  const { statement, evaluator, drawn } = enter(environment, holder.session, input, run.ran);
  const call = callIn(statement);
  const conclude = call
    ? await runCall(call, contextOf(environment, holder, evaluator, input, run), (job) =>
        environment.jobs.run(job, input, { stop: run.stop ?? neverStopped, progress: (p) => run.watch?.(p) }),
      )
    : undefined;
  // What is concluded is committed at once, on the session as it is by then.
  const before = holder.session;
  const {
    session,
    instead = input,
    transient,
    ...reply
  } = within(evaluator.runtime, () => (conclude ? conclude(before) : stepOf(evaluator, before, statement, input)));
  const after = drawn(session);
  const noted = evaluator.notes.list(() => (reply.result ? numbersOf(reply.result) : []));
  holder.session = transient ? after : commit(before, after, instead);
  return { ok: true, line: run.line ?? 1, input, ...reply, notes: noted };
}

const neverStopped: Stop = { requested: false, onRequest: () => {} };

/** What a line's command is given. */
function contextOf(
  environment: Environment,
  { session }: Holder,
  evaluator: Started['evaluator'],
  source: string,
  run: InnerRun,
): Omit<CommandContext, 'command'> {
  const { commands, ports, interactive } = environment;
  return {
    session,
    source,
    evaluator,
    ports,
    interactive,
    commands,
    stop: run.stop ?? neverStopped,
    replay: async (lines, from) => {
      const ran: Runtime['ran'] = new Set();
      const holder = { session: from };
      const answers = await runScript(environment, holder, lines, { ...run, depth: (run.depth ?? 0) + 1, ran });
      for (const name of ran) evaluator.runtime.ran.add(name);
      return { session: holder.session, answers, ran: [...ran].sort() };
    },
  };
}

/** Scripts that load scripts. */
const DEEPEST = 16;

/** Runs a script's inputs in turn, up to one that fails or leaves. */
async function runScript(
  environment: Environment,
  holder: Holder,
  text: string,
  run: InnerRun,
): Promise<readonly Answer[]> {
  if ((run.depth ?? 0) > DEEPEST) {
    fail('script/nested', `scripts that load one another go deeper than ${DEEPEST}`, {
      help: 'Does one of them load itself?',
    });
  }
  const answers: Answer[] = [];
  for (const entry of readScript(text)) {
    const answer = await runLine(environment, holder, entry.input, { ...run, line: entry.line });
    answers.push(answer);
    if (!answer.ok || answer.then === 'quit' || run.stop?.requested) break;
  }
  return answers;
}
