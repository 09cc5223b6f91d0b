import type { Numeric } from '../graph/trace.ts';
import type { CommandCall, Name, Option } from '../lang/ast.ts';
import type { Pattern } from '../tensor/sparse.ts';
import type { Shape } from '../tensor/tensor.ts';
import type { Evaluator } from '../evaluate/evaluator.ts';
import type { Job } from './job.ts';
import type { Ports, Stop } from './ports.ts';
import type { Answer, Reply, Result } from '../answer/result.ts';
import type { Session } from '../evaluate/session.ts';
import type { Value } from '../evaluate/value.ts';

/** The groups of commands, in the order in which help and the documentation list them. */
export const commandGroups = ['derivatives', 'understanding', 'matrices', 'optimising', 'seeing', 'session'] as const;

/** One command: all that `:help`, completion, the documentation and the tests know of it, and what it does. */
export interface Command {
  readonly name: string;
  readonly group: (typeof commandGroups)[number];
  /** `:jac f(1, 2)`: the shape of a call. */
  readonly usage: string;
  /** One sentence. */
  readonly summary: string;
  /** What more a help page says, in paragraphs. */
  readonly details?: string;
  /** Whether what follows the name are expressions, or words such as file names, or a line of its own with its options. */
  readonly operands: 'expressions' | 'words' | 'line';
  readonly options: OptionTable;
  readonly examples: readonly Example[];
  run(call: CommandCall, context: CommandContext): Outcome | Begun | Promise<Outcome | Begun>;
  /** The value that `run` answers, recorded where the context's names are being recorded: what can be compiled. */
  readonly record?: (call: CommandCall, context: RecordContext) => Recording;
}

/** What a command takes behind its name, as data, and how that is read: `O` are the options that say how. */
export interface Takes<T = unknown, O = unknown> {
  /** In a usage line: `f(x, y) [at x=1, y=2]`; nothing for a command that takes nothing. */
  readonly usage: string;
  readonly operands: Command['operands'];
  read(call: CommandCall, context: RecordContext, options: O): T;
}

/** An option of a command as data, and how its value is read: from this come usage lines, help, completion and errors. */
export interface OptionType<T = unknown> {
  /** A value in a usage line: `forward|reverse`, `x,y`. */
  readonly usage: string;
  /** What its value may be, in words: `a whole number from 1 to 17`. */
  readonly range: string;
  /** What it is for, one sentence. */
  readonly summary: string;
  /** Its default, or what happens without it, in words. */
  readonly otherwise: string;
  /** Whether usage lines show it without brackets: the command cannot do without it. */
  readonly required: boolean;
  /** What completion offers for its value: words, names of the session, or what an expression is made of. */
  readonly completes: readonly string[] | 'names' | 'expression';
  /** The value of an option as typed, or what stands for one that is left out. */
  read(option: Option | undefined, context: RecordContext): T;
}

/** A command's options by key. */
export type OptionTable = Readonly<Record<string, OptionType>>;

/** The values of a call's options, and each as it was typed. */
export type Options<O extends OptionTable> = {
  readonly [K in keyof O]: O[K] extends OptionType<infer T> ? T : never;
} & {
  /** An option as typed; undefined where it was left out. */
  given(key: keyof O): Option | undefined;
};

/** What recorded arrays are of an answer, where they are not one array that is all of it. */
export interface RecordedForm {
  /** Of each of several arrays what it belongs to. */
  readonly names?: readonly (readonly string[])[];
  /** The one array has the entries at the positions of a pattern, of an array of the given shape. */
  readonly sparse?: { readonly shape: Shape; readonly pattern: Pattern };
}

/** A recorded answer. */
export interface Recording extends RecordedForm {
  readonly values: readonly Numeric[];
}

/** Lines that a reader can type; the tests run them in an empty session and hold the last answer against `answers`. */
export interface Example {
  readonly lines: readonly string[];
  /** What kind of result the last line answers, where that is all to be said. */
  readonly shows?: Result['kind'] | 'nothing';
  /** An expression of the value that the last line answers, or the code of the fault or note that it gives. */
  readonly answers?: string;
  readonly fault?: string;
  readonly note?: string;
}

/** What reading operands and recording values needs. */
export type RecordContext = Pick<CommandContext, 'command' | 'evaluator' | 'source'>;

/** Lines that were run in turn: the session after them, their answers, and the back ends that ran graphs of theirs. */
export interface Replayed {
  readonly session: Session;
  readonly answers: readonly Answer[];
  readonly ran: readonly string[];
}

/** What a command is given. It changes nothing itself. */
export interface CommandContext {
  readonly session: Session;
  /** The command's name in full, at the place where it was typed. */
  readonly command: Name;
  /** The whole input, which all spans point into. */
  readonly source: string;
  /** Evaluates, records and notes. */
  readonly evaluator: Evaluator;
  readonly ports: Ports;
  /** True at a prompt, where there is somebody to ask. */
  readonly interactive: boolean;
  readonly stop: Stop;
  /** Runs lines in turn on a session, as if typed. */
  replay(lines: string, from: Session): Promise<Replayed>;
  /** All commands, for help. */
  readonly commands: CommandTable;
}

/** What a command answers, and what that makes of the session. */
export interface Outcome extends Omit<Reply, 'name'> {
  /** What the target name or `ans` receives; absent: neither changes. */
  readonly value?: Value;
  /** The session after the command, where it changes more than that. */
  readonly session?: Session;
  /** Options with which the line leads here again, where those typed would not: of a training that was interrupted. */
  readonly options?: Readonly<Record<string, number>>;
  /** True for commands that only look (`:list`, `:help`): `:save` leaves the line out. */
  readonly transient?: boolean;
}

/** What a command answers that only begins something: the end of the job gives its outcome. */
export interface Begun {
  readonly job: Job<Outcome>;
}

/** Commands by name, each loaded when first used. */
export interface CommandTable {
  readonly names: readonly string[];
  load(name: string): Promise<Command>;
}
