import type { Journal } from '../host/journal.ts';
import type { Answer } from '../session/result.ts';
import type { Session } from '../session/session.ts';

/** An engine, here or in a worker, whose accepted lines are on disk before their answers are known. */
export const journaled =
  <O>(run: (input: string, options: O) => Promise<Answer>, session: () => Session, journal: Journal) =>
  async (input: string, options: O): Promise<Answer> => {
    const before = session();
    const answer = await run(input, options);
    if (answer.ok) for (const line of record(before.lines, session().lines, input)) journal.append(line);
    return answer;
  };

/** What leads from one session to the next: the lines it gained, none if it only looked, or the input (`:undo`). */
function record(before: readonly string[], after: readonly string[], input: string): readonly string[] {
  const kept = before.every((line, i) => after[i] === line);
  return kept ? after.slice(before.length) : [input];
}
