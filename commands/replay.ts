import type { CommandContext, Outcome } from '../src/command/command.ts';
import { command } from '../src/command/declaration.ts';
import { fileName } from '../src/command/operands.ts';
import type { ChecksResult } from '../src/answer/result.ts';
import { sameValue } from '../src/session/same-value.ts';
import { scriptOfLines } from '../src/script/saved-script.ts';
import { runFile } from '../src/script/script-file.ts';
import { sessionFrom, type Session } from '../src/evaluate/session.ts';

/** `:replay`: a script's lines shown with their answers, or this session held against itself. */
export const replay = command({
  name: 'replay',
  group: 'session',
  summary: 'Runs a script like :load and shows every line with its answer; alone, replays this session from its start.',
  details: 'Alone, it leaves the session as it is and says whether every value came out the same, bit by bit.',
  takes: fileName('[FILE]'),
  options: {},
  examples: [
    { lines: ['x = random()', 'y = x^2', ':replay'], shows: 'checks' },
    { lines: ['x = 3', ':save mine', 'x = 4', ':replay mine', 'x'], answers: '3' },
    { lines: [':replay nowhere'], fault: 'file/missing' },
  ],
  run: async (word, _options, context) => {
    if (!word) return replaySession(context);
    const file = word.text;
    const { name, session, answers } = await runFile(file, word, context);
    const lines = `${answers.length} ${answers.length === 1 ? 'line' : 'lines'}`;
    return { session, inner: answers, result: { kind: 'text', text: `Replayed ${name}: ${lines}.` } };
  },
});

async function replaySession({ session, replay }: CommandContext): Promise<Outcome> {
  if (session.lines.length === 0)
    return { result: { kind: 'text', text: 'There is no line to replay yet.' }, transient: true };
  const again = await replay(scriptOfLines(session.lines), sessionFrom(session.origin));
  const last = again.answers.at(-1);
  const failed = last && !last.ok ? [{ name: `line ${last.line}`, ok: false, detail: last.fault.message }] : [];
  const checks = [...failed, ...comparison(session, again.session)];
  const result: ChecksResult = {
    kind: 'checks',
    title: `Replay of ${session.lines.length} lines`,
    verdict: checks.every(({ ok }) => ok) ? 'agree' : 'disagree',
    checks,
  };
  return { inner: again.answers, result, transient: true };
}

/** One check of all values that are the same, and one for each that is not. */
function comparison(before: Session, after: Session): ChecksResult['checks'] {
  const names = [...new Set([...before.names.keys(), ...after.names.keys()])];
  const different = names.filter((name) => !sameValue(before.names.get(name)?.value, after.names.get(name)?.value));
  const same = names.length - different.length;
  const all = { name: 'values', ok: true, detail: `${same} of ${names.length} came out the same, bit by bit` };
  return [all, ...different.map((name) => ({ name, ok: false, detail: 'came out otherwise' }))];
}
