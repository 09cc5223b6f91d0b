import { tensorsOf } from '../arrays.ts';
import { commandTable } from '../../commands/index.ts';
import { createEngine } from '../../src/session/engine.ts';
import type { Note } from '../../src/base/note.ts';
import type { Answer } from '../../src/answer/result.ts';

/** Lines of which the last asks for what `expected` holds: parts of entries, to 25 digits. */
export interface Case {
  readonly lines: readonly string[];
  readonly expected: readonly (readonly string[])[];
}

/** What Nabla answered to a case, held against the reference. */
export interface Verdict {
  /** The greatest error of an entry, relative (absolute where the reference is 0). */
  readonly error: number;
  /** The error that a precision/loss note estimates; undefined without the note. */
  readonly estimate: number | undefined;
  readonly notes: readonly Note[];
  readonly data: readonly number[];
}

/** The answer of a fresh session to the last line. */
export async function ask(lines: readonly string[]): Promise<Answer> {
  const engine = createEngine({ commands: commandTable, ports: {} as never });
  let answer: Answer | undefined;
  for (const line of lines) {
    answer = await engine.run(line);
    if (!answer.ok) break;
  }
  return answer!;
}

/** The entries of an answer, one list per part. */
export function entriesOf(answer: Answer): readonly (readonly number[])[] {
  return tensorsOf(answer).parts.map((p) => Array.from(p.data));
}

const errorOf = (got: number, wanted: number): number => {
  if (got === wanted) return 0;
  const error = Math.abs(got - wanted) / (wanted === 0 ? 1 : Math.abs(wanted));
  return Number.isNaN(error) ? Number.POSITIVE_INFINITY : error;
};

/** Runs a case in a session of its own. */
export async function judge({ lines, expected }: Case): Promise<Verdict> {
  const answer = await ask(lines);
  const parts = entriesOf(answer);
  if (parts.length !== expected.length || parts.some((p, i) => p.length !== expected[i]!.length)) {
    throw new Error(
      `${answer.input}: ${parts.map((p) => p.length)} entries instead of ${expected.map((p) => p.length)}`,
    );
  }
  const error = Math.max(0, ...parts.flatMap((part, i) => part.map((got, k) => errorOf(got, Number(expected[i]![k])))));
  return { error, estimate: estimateOf(answer.notes), notes: answer.notes, data: parts.flat() };
}

/** The error that a note of lost digits estimates. */
export function estimateOf(notes: readonly Note[]): number | undefined {
  const found = notes.find((n) => n.code === 'precision/loss');
  return found && Number(/estimated relative error ([^)]*)\)/.exec(found.message)![1]);
}
