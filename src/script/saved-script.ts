import { Fault } from '../base/fault.ts';
import { version } from '../base/version.ts';
import { parse } from '../lang/parse.ts';
import { printStatement } from '../lang/print.ts';
import { tokenize } from '../lang/tokens.ts';
import { readScript } from './script.ts';
import type { Session } from '../evaluate/session.ts';

/** The script that leads from an empty session to this one, random numbers included. */
export function scriptOf(session: Session): string {
  const seed = `:set seed=${session.origin.seed}`;
  const lines = session.lines.map(scriptLine);
  return [`# Saved by Nabla ${version}`, ...(setsSeed(lines[0]) ? [] : [seed]), ...lines, ''].join('\n');
}

/** The inputs alone, as a script: one entry per input. */
export const scriptOfLines = (lines: readonly string[]): string => lines.map(scriptLine).join('\n');

const setsSeed = (line = ''): boolean => {
  const { statement } = parse(line);
  return (
    statement.kind === 'command' &&
    statement.call.name.name === 'set' &&
    statement.call.options.some((o) => o.key.name === 'seed')
  );
};

/** An input as typed, where a script reads it as the same one input; else written anew on one line. */
function scriptLine(input: string): string {
  const text = withPlainComments(input);
  return isOneEntry(text) ? text : printStatement(parse(input).statement);
}

function isOneEntry(text: string): boolean {
  try {
    const [entry, more] = readScript(text);
    return entry !== undefined && !more && entry.input === text;
  } catch (error) {
    if (error instanceof Fault) return false;
    throw error;
  }
}

/** A comment that a script would take for an expectation gets a blank behind its `#`. */
function withPlainComments(input: string): string {
  const comments = tokenize(input).filter((t) => t.kind === 'comment' && /^#[=?!]/.test(t.text));
  return comments.reduceRight((text, { span }) => `${text.slice(0, span[0] + 1)} ${text.slice(span[0] + 1)}`, input);
}
