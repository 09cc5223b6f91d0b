import path from 'node:path';
import { commandTable } from '../../../commands/index.ts';
import { startEngineClient } from '../../host/engine-client.ts';
import { allowedFolders, stateFolder } from '../../host/folders.ts';
import { openHistory } from '../../host/history.ts';
import { kernelChoice } from '../../host/kernels.ts';
import { withInterrupt } from '../../host/signals.ts';
import { ansi } from '../../render/text/ansi.ts';
import { run, type Line } from '../../render/text/doc.ts';
import { answerDoc } from '../../render/result.ts';
import type { Answer } from '../../answer/result.ts';
import { emptySession } from '../../evaluate/session.ts';
import { createStop } from '../../command/stop.ts';
import type { Vocabulary } from '../../tui/ports.ts';
import { coloursOf, styleOf } from '../environment.ts';
import { runJournaled } from './journaled.ts';
import { promptNames } from './names.ts';
import { worthSaying } from '../output.ts';
import type { PromptStart } from './start.ts';
import { replay, type LineRunner } from '../scripts/replay.ts';
import { runScripts } from '../scripts/run.ts';
import { piecesOf } from '../../script/script.ts';
import { version } from '../../base/version.ts';

/** The prompt on a terminal: the engine runs in a worker, so that keys and Ctrl-C are heard during every evaluation. */
export async function openScreen({ args, output, journal, recovered, notice }: PromptStart): Promise<number> {
  const { stdin, stdout, env } = process;
  const quick = args.files.length === 0 && !recovered;
  // Keys typed from now on wait for the prompt instead of being echoed by the terminal.
  if (quick) {
    stdin.setRawMode(true);
    stdout.write('> ');
  }
  const client = startEngineClient({
    session: emptySession(args.seed),
    folder: process.cwd(),
    allowed: allowedFolders(env),
    kernels: kernelChoice(args.portable),
  });
  const evaluate = runJournaled(client.run, () => client.session, journal);
  const digits = (): number => client.session.settings.digits;
  const evaluator: LineRunner = { run: evaluate, digits };

  if (!quick) {
    const stop = createStop();
    const { over } = await withInterrupt(stop.request, async () => {
      const options = { keepGoing: args.keepGoing, stop };
      if (recovered)
        await replay(piecesOf(recovered.script), evaluator, output, { ...options, keepGoing: true, echo: true });
      return await runScripts(args.files, evaluator, output, options);
    });
    if (over && !stop.requested) return 0;
    stdin.setRawMode(true);
    stdout.write('> ');
  }

  const colours = coloursOf(stdout, args, env);
  const banner: Line[] = [
    [run('Nabla ', 'heading'), run(`${version}   :help lists the commands, Ctrl-D leaves`, 'dim')],
  ];
  if (notice !== undefined) banner.push([run(notice, 'note')]);
  const [{ startPrompt }, vocabulary] = await Promise.all([import('../../tui/main.tsx'), readVocabulary()]);
  const code = await startPrompt({
    client: { run: evaluate, names: () => promptNames(client.session), abort: client.abort },
    history: openHistory(path.join(stateFolder(env), 'history')),
    vocabulary,
    terminal: { stdin, stdout, ...(process.platform !== 'win32' && { suspend }) },
    style: { ascii: args.ascii, colours, digits },
    draw: (answer: Answer, columns: number) => {
      const style = styleOf({ columns }, args, {}, digits());
      return ansi(answerDoc(answer.ok ? worthSaying(answer) : answer, style), colours).replace(/\n$/, '');
    },
    banner: ansi(banner, colours).trimEnd(),
  });
  await client.close();
  return code;
}

async function readVocabulary(): Promise<Vocabulary> {
  const [{ functions }, { borrowedNames }, ...commands] = await Promise.all([
    import('../../ops/functions.ts'),
    import('../../evaluate/library.ts'),
    ...commandTable.names.map((name) => commandTable.load(name)),
  ]);
  return { functions: [...functions.keys(), ...borrowedNames], commands };
}

/** Stops the process as Ctrl-Z does; the shell's `fg` lets it go on. */
const suspend = (): Promise<void> =>
  new Promise((resolve) => {
    process.once('SIGCONT', () => resolve());
    process.kill(process.pid, 'SIGTSTP');
  });
