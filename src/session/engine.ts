import { Fault, type FaultData, fail } from '../base/fault.ts';
import { prng } from '../base/prng.ts';
import { tracer } from '../graph/trace.ts';
import type { CommandCall, Expr, Statement } from '../lang/ast.ts';
import { parse } from '../lang/parse.ts';
import type { CommandContext, CommandTable, Outcome } from './command.ts';
import type { Recorder } from './compile.ts';
import { checkCall, findCommand } from './dispatch.ts';
import { settled } from './datum.ts';
import { evaluate } from './evaluate.ts';
import { replace, type Index } from './indexing.ts';
import { type Library, LibraryNeeded } from './library.ts';
import { located, type Machine } from './machine.ts';
import { hasNonFinite, type Notes, notes } from './notes.ts';
import { recordLine } from './record.ts';
import type { Ports, Progress, Stop } from './ports.ts';
import type { Answer, Result } from './result.ts';
import { Scope } from './scope.ts';
import { readScript } from './script.ts';
import { bind, emptySession, type Session } from './session.ts';
import { isTensor, type Value } from './value.ts';
import { resultOf } from './value-result.ts';

/** The one door: every line, typed, piped, loaded or replayed, is run here. */
export interface Engine {
  readonly session: Session;
  /** Runs one input. A user's mistake is an answer, never a throw; it leaves the session as it was. */
  run(input: string, options?: RunOptions): Promise<Answer>;
  /** The value of an expression in the session; throws a Fault. */
  evaluate(text: string): Value;
  /** Reads a line once and answers how to record it as a graph of some of its names, in the session as it is now. */
  recorder(line: string): Promise<Recorder>;
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
}

/** Scripts that load scripts. */
const DEEPEST = 16;

export interface EngineOptions {
  readonly commands: CommandTable;
  readonly ports: Ports;
  readonly session?: Session;
  /** Whether there is somebody to ask. */
  readonly interactive?: boolean;
}

const neverStopped: Stop = { requested: false, onRequest: () => {} };

/** What a line did: its answer's facts, and the session after it. */
interface Step {
  readonly session: Session;
  readonly name?: string;
  readonly result?: Result;
  readonly inner?: readonly Answer[];
  readonly then?: 'quit' | 'clear-screen';
}

/** Starts an engine on a session. */
export function createEngine(options: EngineOptions): Engine {
  const { commands, ports, interactive = false } = options;
  let session = options.session ?? emptySession();
  let library: Library = unloaded;

  const machineFor = (state: Session, gathered: Notes, draw: { count: number }): Machine => ({
    $: tracer(gathered.observe),
    notes: gathered,
    globals: globalsOf(state),
    library,
    random: (count) => {
      const out = uniforms(state.seed, draw.count, count);
      draw.count += count;
      return out;
    },
    evaluate(expr, frame) {
      return evaluate(this, expr, frame);
    },
  });

  /** Evaluates one input on `state`; throws a Fault, or LibraryNeeded. */
  const step = async (state: Session, input: string, run: InnerRun, gathered: Notes): Promise<Step> => {
    const { statement, faults } = parse(input);
    if (faults[0]) throw new Fault(faults[0]);
    const draw = { count: state.draws };
    const machine = machineFor(state, gathered, draw);
    const frame = { scope: machine.globals, source: input, depth: 0 };
    const valueOf = (expr: Expr): Value => settled(evaluate(machine, expr, frame));
    const drawn = (next: Session): Session => (draw.count === state.draws ? next : { ...next, draws: draw.count });
    const store = (next: Session, name: string, value: Value, result: Result): Step => ({
      session: drawn(bind(next, name, { value, source: input })),
      name,
      result,
    });
    switch (statement.kind) {
      case 'empty':
        return { session: state };
      case 'define': {
        const { name, params, body } = statement;
        const value: Value = { kind: 'function', name: name.name, params: params.map((p) => p.name), body, source: input };
        return store(state, name.name, value, resultOf(value, definitionText(statement, input)));
      }
      case 'assign':
        if (statement.value.kind === 'command-call') return call(state, statement.value, statement.name.name, input, run, machine, drawn);
        return named(store, state, statement.name.name, valueOf(statement.value));
      case 'assign-entries': {
        const { name } = statement.name;
        const old = state.names.get(name)?.value;
        if (!old || !isTensor(old)) {
          return fail('name/unknown', `${name} is not an array`, { span: statement.name.span, help: `Assign one first: ${name} = zeros(3).` });
        }
        const value = located(machine, frame, statement, () => {
          const indices = statement.indices.map((index, axis): Index => {
            if (index.kind === 'all') return 'all';
            const end = new Map([['end', { shape: [], data: Float64Array.of(old.shape[axis] ?? 0) }]]);
            return numberOf(evaluate(machine, index, { ...frame, scope: machine.globals.with(end) }));
          });
          return replace(old, indices, numberOf(valueOf(statement.value)));
        });
        return store(state, name, value, resultOf(value));
      }
      case 'expression':
        return named(store, state, 'ans', valueOf(statement.value));
      case 'command':
        return call(state, statement.call, undefined, input, run, machine, drawn);
    }
  };

  const call = async (
    state: Session,
    command: CommandCall,
    target: string | undefined,
    input: string,
    run: InnerRun,
    machine: Machine,
    drawn: (next: Session) => Session,
  ): Promise<Step> => {
    const found = await findCommand(commands, command);
    checkCall(found, command);
    const context: CommandContext = {
      session: state,
      source: input,
      machine,
      ports,
      interactive,
      commands,
      stop: run.stop ?? neverStopped,
      progress: (p) => run.watch?.(p),
      replay: (lines, from) => replayOn(lines, from, { ...run, depth: (run.depth ?? 0) + 1 }),
    };
    const outcome: Outcome = await found.run(command, context);
    const { value, result, inner, then } = outcome;
    if (target !== undefined && value === undefined) {
      fail('command/no-value', `:${found.name} does not answer one value that ${target} could hold`, {
        span: command.name.span,
        ...(result?.kind === 'tensors' ? { help: 'It has a part for each argument: name one with wrt=..' } : {}),
      });
    }
    const base = outcome.session ?? state;
    const name = target ?? (value === undefined ? undefined : 'ans');
    const after = value === undefined || name === undefined ? base : bind(base, name, { value, source: input });
    return {
      session: drawn(outcome.transient ? withoutLine(after) : after),
      ...(name ? { name } : {}),
      ...(result ? { result } : {}),
      ...(inner ? { inner } : {}),
      ...(then ? { then } : {}),
    };
  };

  const runOn = async (state: Session, input: string, run: InnerRun): Promise<{ session: Session; answer: Answer }> => {
    const line = run.line ?? 1;
    for (;;) {
      const gathered = notes();
      try {
        const done = await step(state, input, run, gathered);
        const { name, result, inner, then } = done;
        return {
          session: commit(state, done.session, input),
          answer: {
            ok: true,
            line,
            input,
            ...(name ? { name } : {}),
            ...(result ? { result } : {}),
            notes: gathered.list(result !== undefined && isNonFinite(result)),
            ...(inner ? { inner } : {}),
            ...(then ? { then } : {}),
          },
        };
      } catch (error) {
        if (error instanceof LibraryNeeded) {
          const { loadFunctions } = await import('../mathjs/library.ts');
          library = loadFunctions();
          continue;
        }
        const fault = asFault(error);
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
      fail('script/nested', `scripts that load one another go deeper than ${DEEPEST}`, { help: 'Does one of them load itself?' });
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
      const machine = machineFor(session, notes(), { count: session.draws });
      return settled(evaluate(machine, statement.value, { scope: machine.globals, source: text, depth: 0 }));
    },
    recorder: async (line) => {
      const { statement, faults } = parse(line);
      if (faults[0]) throw new Fault(faults[0]);
      const state = session;
      const command = statement.kind === 'command' ? await findCommand(commands, statement.call) : undefined;
      return (inputs) => recordLine(machineFor(state, notes(), { count: state.draws }), statement, line, command, inputs);
    },
    restore: (next) => {
      session = next;
    },
  };
}

type Store = (next: Session, name: string, value: Value, result: Result) => Step;

const named = (store: Store, state: Session, name: string, value: Value): Step => store(state, name, value, resultOf(value));

const numberOf = (datum: ReturnType<typeof evaluate>) => {
  const value = settled(datum);
  return isTensor(value) ? value : fail('type/not-a-number', 'a number or an array is needed here');
};

/** Every line that changed something becomes part of the session; the one before it can be returned to. */
function commit(before: Session, after: Session, input: string): Session {
  if (after === before || after.lines !== before.lines) return after;
  const { future: _, ...rest } = after;
  return { ...rest, lines: [...before.lines, input], past: before };
}

/** Marks a session as already committed, so that the line that only looked is not kept. */
const withoutLine = (session: Session): Session => ({ ...session, lines: [...session.lines] });

function globalsOf(session: Session): Scope {
  const own = new Map([...session.names].map(([name, { value }]) => [name, value]));
  return new Scope(own);
}

/** Numbers `from`.. of a seed's stream: kept in blocks, so that a late one is not drawn through all before it. */
function uniforms(seed: number, from: number, count: number): Float64Array {
  const next = prng((Math.imul(seed, 0x9e3779b1) + from) | 0);
  return Float64Array.from({ length: count }, () => next());
}

/** Says that only mathjs can tell, the first time that a name is met that Nabla has no function for. */
const unloaded: Library = {
  has: (name) => {
    if (/^[a-zA-Z]\w*$/.test(name)) throw new LibraryNeeded();
    return false;
  },
  call: () => {
    throw new LibraryNeeded();
  },
};

function asFault(error: unknown): FaultData | undefined {
  if (error instanceof Fault) return error.data;
  if (!(error instanceof Error)) return undefined;
  // At the end of the stack even a regular expression fails to compile, with a SyntaxError that says why.
  if (error.message.includes('Maximum call stack size exceeded')) {
    return {
      code: 'limit/recursion',
      message: 'functions call one another too deeply',
      help: 'A recursion needs a case that ends it, reached within some hundreds of calls.',
    };
  }
  if (error instanceof RangeError && /array (buffer|length)|allocation/i.test(error.message)) {
    return { code: 'limit/size', message: 'there is not enough memory for this', help: 'Use a smaller problem.' };
  }
  return undefined;
}

const isNonFinite = (result: Result): boolean => {
  if (result.kind === 'tensor') return hasNonFinite(result.data);
  return result.kind === 'tensors' && result.parts.some((p) => hasNonFinite(p.data));
};

const definitionText = (statement: Statement, input: string): string => input.slice(statement.span[0], statement.span[1]);
