import { createStop } from '../../command/stop.ts';
import { startEngine } from '../engine.ts';
import { runJournaled } from './journaled.ts';
import type { PromptStart } from './start.ts';
import { exitCodes, replay, type LineRunner } from '../scripts/replay.ts';
import { runScripts } from '../scripts/run.ts';
import { piecesOf } from '../../script/script.ts';
import { piecesOfStream } from '../scripts/scripts.ts';

/**
 * The prompt without a screen. With a `person` at it a mark asks for each line, and a mistake is no end; without one it is a script
 * that happens to arrive line by line.
 */
export async function openLines(
  { args, output, journal, recovered, notice }: PromptStart,
  person: boolean,
): Promise<number> {
  const stop = createStop();
  const engine = startEngine(args, stop, person);
  const evaluator: LineRunner = { ...engine, run: runJournaled(engine.run, () => engine.session, journal) };
  if (notice !== undefined) output.remark(notice);
  if (recovered) await replay(piecesOf(recovered.script), evaluator, output, { echo: true, keepGoing: true, stop });

  const keepGoing = args.keepGoing || person;
  const before = await runScripts(args.files, evaluator, output, { keepGoing, stop });
  if (before.over || (before.code !== 0 && !keepGoing)) return before.code;
  if (!person) {
    const after = await runScripts(['-'], evaluator, output, { keepGoing, stop });
    return after.code || before.code;
  }
  const mark = (open: boolean): void => {
    if (process.stdout.isTTY && !args.json) process.stdout.write(open ? '. ' : '> ');
  };
  mark(false);
  const ending = await replay(piecesOfStream(process.stdin, 'standard input', mark), evaluator, output, {
    echo: false,
    keepGoing,
    stop,
  });
  return ending === 'interrupted' ? exitCodes.interrupted : 0;
}
