import { Fault, fail } from '../base/fault.ts';
import type { Word } from '../lang/ast.ts';
import type { CommandContext } from '../command/command.ts';
import type { Answer } from '../answer/result.ts';
import { asOneChange, type Session } from '../evaluate/session.ts';

const ENDING = '.nabla';

/** A script's name as people leave it out: with its ending. */
export const withEnding = (name: string): string => (name.endsWith(ENDING) ? name : name + ENDING);

/** The file that a command names; asks for it where there is somebody to ask. Undefined: they declined. */
export async function namedFile(
  word: Word | undefined,
  { command, interactive, ports }: CommandContext,
  title: string,
): Promise<string | undefined> {
  if (word) return word.text;
  if (interactive && ports.ask) return (await ports.ask({ title, initial: '' }))?.trim() || undefined;
  fail('operand/missing', `:${command.name} needs the name of a file`, {
    help: `Write it behind: :${command.name} tour${ENDING}`,
  });
}

/** A script that was run on a session: the session after it, and the answers of its lines. */
export interface ScriptRun {
  readonly name: string;
  readonly session: Session;
  readonly answers: readonly Answer[];
}

/** Runs the script of a file on the command's session, as one change; a line that fails is a Fault that names it. */
export async function runFile(file: string, word: Word | undefined, context: CommandContext): Promise<ScriptRun> {
  const { span } = word ?? context.command;
  const { name, text } = await read(file, context).catch((error: unknown) => {
    throw error instanceof Fault ? error.at(span) : error;
  });
  const { session } = context;
  const run = await context.replay(text, session).catch((error: unknown) => {
    if (!(error instanceof Fault)) throw error;
    const { code, message, help } = error.data;
    throw new Fault({ code, message: `${name}: ${message}`, span, ...(help && { help }) });
  });
  const failed = run.answers.find((answer) => !answer.ok);
  if (failed && !failed.ok) {
    const { code, message, help } = failed.fault;
    const place = `line ${failed.line} of ${name}`;
    const said = code === 'script/nested' ? message : `${place}, ${shortened(failed.input)}: ${message}`;
    throw new Fault({ code, message: said, span, help: help ?? 'Nothing of the script was kept.' });
  }
  return { name, session: asOneChange(session, run.session), answers: run.answers };
}

async function read(file: string, { ports }: CommandContext): Promise<{ name: string; text: string }> {
  const name = withEnding(file);
  try {
    return { name, text: await ports.files.read(name) };
  } catch (error) {
    if (name === file || !(error instanceof Fault) || error.data.code !== 'file/missing') throw error;
    // A script that has another ending.
    const text = await ports.files.read(file).catch(() => undefined);
    if (text === undefined) throw error;
    return { name: file, text };
  }
}

const shortened = (input: string): string => {
  const line = input.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
};
