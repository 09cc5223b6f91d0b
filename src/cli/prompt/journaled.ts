import type { Journal } from '../../host/journal.ts';
import type { Answer } from '../../answer/result.ts';
import { scriptOfLines } from '../../script/saved-script.ts';
import { piecesOf } from '../../script/script.ts';
import type { Session } from '../../evaluate/session.ts';

/** An engine, here or in a worker, whose accepted lines are on disk before their answers are known. */
export const runJournaled =
  <O>(run: (input: string, options: O) => Promise<Answer>, session: () => Session, journal: Journal) =>
  async (input: string, options: O): Promise<Answer> => {
    const before = session();
    const answer = await run(input, options);
    if (answer.ok) for (const line of record(before.lines, session().lines)) journal.append(scriptOfLines([line]));
    return answer;
  };

/**
 * The lines that lead from one session to the next when they are replayed one by one, none if the input only looked. A
 * script that was undone as one change is then as many changes as it had lines.
 */
function record(before: readonly string[], after: readonly string[]): readonly string[] {
  const other = before.findIndex((line, i) => after[i] !== line);
  const common = other < 0 ? before.length : other;
  const gone = before.length - common;
  return [...(gone > 0 ? [`:undo ${gone}`] : []), ...after.slice(common)];
}

/** A journal's inputs that were not taken back, as a script: a session remembers less far back than its journal does. */
export function standingInputs(script: string): string {
  const inputs: string[] = [];
  for (const piece of piecesOf(script)) {
    if (piece.kind !== 'input') continue;
    const count = /^:undo (\d+)$/.exec(piece.text)?.[1];
    if (count === undefined) inputs.push(piece.text);
    else inputs.splice(-Number(count));
  }
  return inputs.map((input) => `${input}\n`).join('');
}
