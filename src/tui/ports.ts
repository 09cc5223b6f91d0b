import type { Colours } from '../render/text/ansi.ts';
import type { Command, OptionType } from '../command/command.ts';
import type { History, Progress, Question, Stop } from '../command/ports.ts';
import type { Answer } from '../answer/result.ts';

/** All that the prompt needs from outside; the composition root hands it over. */
export interface PromptOptions {
  readonly client: PromptClient;
  readonly history: History;
  readonly vocabulary: Vocabulary;
  readonly terminal: Terminal;
  readonly style: PromptStyle;
  /** An answer as it goes to the scrollback of a terminal `columns` wide: lines with colours, no newline at the end. */
  readonly draw: (answer: Answer, columns: number) => string;
  /** Lines that are written once, above the first prompt; may hold colours. */
  readonly banner?: string;
  /** Text that stands in the first prompt, as if typed. */
  readonly initialText?: string;
}

/** What evaluates lines, off the main thread. */
export interface PromptClient {
  /** Answers one input; never rejects for a user's error. One input at a time. */
  run(input: string, options: RunOptions): Promise<Answer>;
  /** The session's names as they are after the last answer. */
  names(): readonly PromptName[];
  /** Ends a run that does not listen to its `stop`: its promise settles soon after. The second Ctrl-C, where the first was heard and work still goes on. */
  abort(): void;
}

export interface RunOptions {
  readonly watch: (progress: Progress) => void;
  readonly stop: Stop;
  /** Asks the person at the prompt; undefined: they declined. */
  readonly ask: (question: Question) => Promise<string | undefined>;
}

/** A session name for completion: `signature` is what stands beside it (`f(x, y)`, `[2,2]`). */
export interface PromptName {
  readonly name: string;
  readonly signature: string;
}

/** What completion knows of a command. */
export interface CommandWords extends Pick<Command, 'name' | 'summary' | 'operands'> {
  readonly options: Readonly<Record<string, Pick<OptionType, 'summary' | 'completes'>>>;
}

/** The words that do not depend on the session. */
export interface Vocabulary {
  readonly commands: readonly CommandWords[];
  readonly functions: readonly string[];
}

/**
 * The two streams of a terminal. The caller may have switched `stdin` to raw mode and written the prompt's mark (`> `) before
 * this module was loaded: keys typed meanwhile wait unread in the terminal and are the first that the prompt reads.
 */
export interface Terminal {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  /** Stops the process as Ctrl-Z does and resolves when it goes on; absent where the system has no job control. */
  readonly suspend?: () => Promise<void>;
}

/** How lines are drawn. */
export interface PromptStyle {
  readonly ascii: boolean;
  readonly colours: Colours;
  /** Significant digits that the session shows now. */
  readonly digits: () => number;
}
