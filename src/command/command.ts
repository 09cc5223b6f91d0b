import type { Numeric } from '../graph/trace.ts';
import type { CommandCall } from '../lang/ast.ts';
import type { Pattern } from '../tensor/sparse.ts';
import type { Shape } from '../tensor/tensor.ts';
import type { Evaluator } from '../evaluate/evaluator.ts';
import type { OptionKey } from './options.ts';
import type { Ports, Progress, Stop } from './ports.ts';
import type { Answer, Result } from '../answer/result.ts';
import type { Session } from '../evaluate/session.ts';
import type { Value } from '../evaluate/value.ts';

/** The groups of commands, in the order in which help and the documentation list them. */
export const commandGroups = ['derivatives', 'understanding', 'matrices', 'optimising', 'seeing', 'session'] as const;

/**
 * One command, one file: all that `:help`, completion, the documentation and the tests know of it, and what it does.
 */
export interface Command {
  readonly name: string;
  readonly group: (typeof commandGroups)[number];
  /** `:jac f(1, 2)`: the shape of a call. */
  readonly usage: string;
  /** One sentence. */
  readonly summary: string;
  /** What more a help page says, in paragraphs. */
  readonly details?: string;
  readonly options: readonly OptionKey[];
  /** Whether what follows the name are expressions, or words such as file names, or a line of its own with its options. */
  readonly operands: 'expressions' | 'words' | 'line';
  readonly examples: readonly Example[];
  run(call: CommandCall, context: CommandContext): Outcome | Promise<Outcome>;
  /** The value that `run` answers, recorded where the context's names are being recorded: what can be compiled. */
  readonly record?: (call: CommandCall, context: RecordContext) => Recording;
}

/** A recorded answer: one array, several with the names of what each belongs to, or the non-zeros of one. */
export type Recording =
  | { readonly kind: 'one'; readonly value: Numeric }
  | {
      readonly kind: 'parts';
      readonly parts: readonly { readonly name: readonly string[]; readonly value: Numeric }[];
    }
  /** The values at the positions of a pattern, of an array of the given shape. */
  | { readonly kind: 'sparse'; readonly shape: Shape; readonly pattern: Pattern; readonly value: Numeric };

/** Lines that a reader can type; the tests run them in an empty session and hold the last answer against `answers`. */
export interface Example {
  readonly lines: readonly string[];
  /** An expression of the value that the last line answers, or the code of the fault or note that it gives. */
  readonly answers?: string;
  readonly fault?: string;
  readonly note?: string;
}

/** What reading operands and recording values needs. */
export type RecordContext = Pick<CommandContext, 'evaluator' | 'source'>;

/** What a command is given. It changes nothing itself. */
export interface CommandContext {
  readonly session: Session;
  /** The whole input, which all spans point into. */
  readonly source: string;
  /** Evaluates, records and notes. */
  readonly evaluator: Evaluator;
  readonly ports: Ports;
  /** True at a prompt, where there is somebody to ask. */
  readonly interactive: boolean;
  progress(progress: Progress): void;
  readonly stop: Stop;
  /** Runs lines in turn on a session, as if typed. */
  replay(lines: string, from: Session): Promise<{ readonly session: Session; readonly answers: readonly Answer[] }>;
  /** All commands, for help. */
  readonly commands: CommandTable;
}

export interface Outcome {
  readonly result?: Result;
  /** What the target name or `ans` receives; absent: neither changes. */
  readonly value?: Value;
  /** The session after the command, where it changes more than that. */
  readonly session?: Session;
  readonly inner?: readonly Answer[];
  readonly then?: 'quit' | 'clear-screen';
  /** The line that leads here again, where the one that was typed would not: of a training that was interrupted. */
  readonly line?: string;
  /** True for commands that only look (`:list`, `:help`): `:save` leaves the line out. */
  readonly transient?: boolean;
}

/** Commands by name, each loaded when first used. */
export interface CommandTable {
  readonly names: readonly string[];
  load(name: string): Promise<Command>;
}
