import path from 'node:path';
import { counted } from '../../base/counted.ts';
import { stateFolder } from '../../host/folders.ts';
import { createJournal, findLostSession, settleLostSession, type LostSession } from '../../host/journal.ts';
import { emptySession } from '../../evaluate/session.ts';
import { standingInputs } from './journaled.ts';
import type { Arguments } from '../args.ts';
import { hasScreen } from '../environment.ts';
import type { Output } from '../output.ts';
import type { PromptStart } from './start.ts';

/** `nabla [FILE...]`: the prompt, drawn where there is a screen, else line by line. */
export async function openPrompt(args: Arguments, output: Output): Promise<number> {
  const { stdin, stdout, env } = process;
  const screen = hasScreen(stdin, stdout, env) && !args.json && !args.plain;
  const folder = path.join(stateFolder(env), 'sessions');
  const person = screen || stdin.isTTY;
  const journal = person
    ? createJournal(folder, {
        seed: args.seed ?? emptySession().seed,
        warn: (reason) => output.remark(`This session keeps no journal: ${reason}`),
      })
    : { append: () => undefined, end: () => undefined };
  const lost = person || args.recover ? findLostSession(folder) : undefined;
  if (args.recover && !lost) output.remark('No session was lost.');
  const start: PromptStart = {
    args,
    output,
    journal,
    ...(lost && args.recover && { recovered: { ...lost, script: standingInputs(lost.script) } }),
    ...(lost && !args.recover && { notice: notice(lost) }),
  };
  const code = await (screen
    ? (await import('./screen.ts')).openScreen(start)
    : (await import('./lines.ts')).openLines(start, person));
  // The lines of the lost session are in this one's journal by now.
  if (person && start.recovered) settleLostSession(start.recovered);
  journal.end();
  return code;
}

const notice = ({ started, lines }: LostSession): string => {
  const time = started.toLocaleString('sv').slice(0, 16);
  return `A session of ${time} was cut off; nabla --recover restores its ${counted(lines, 'line')}.`;
};
