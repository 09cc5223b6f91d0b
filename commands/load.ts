import { command } from '../src/command/declaration.ts';
import { fileName } from '../src/command/operands.ts';
import { namedFile, runFile } from '../src/script/script-file.ts';
import type { Session } from '../src/evaluate/session.ts';

/** `:load`: a script's lines, as if typed. */
export const load = command({
  name: 'load',
  group: 'session',
  summary: 'Runs the lines of a script on this session, as if they were typed, and says what it brought.',
  details:
    'The ending .nabla may be left out. If a line fails, the session stays as it was. :undo takes back the whole script; :replay FILE shows every line with its answer. Expectations in the script are left to nabla test.',
  takes: fileName('FILE'),
  options: {},
  examples: [
    { lines: ['x = 3', ':save mine', 'x = 4', ':load mine', 'x'], answers: '3' },
    { lines: [':load nowhere'], fault: 'file/missing' },
  ],
  run: async (word, _options, context) => {
    const file = await namedFile(word, context, 'Load which script');
    if (file === undefined) return { result: { kind: 'text', text: 'Nothing was loaded.' }, transient: true };
    const { name, session, answers } = await runFile(file, word, context);
    const lines = `${answers.length} ${answers.length === 1 ? 'line' : 'lines'}`;
    const done = context.stop.requested ? 'Interrupted; loaded from' : 'Loaded';
    return {
      session,
      result: { kind: 'text', text: `${done} ${name}: ${lines}, ${brought(context.session, session)}.` },
    };
  },
});

const MOST = 12;

/** The names that are new or other than before. */
function brought(before: Session, after: Session): string {
  const names = [...after.names.keys()].filter(
    (name) => name !== 'ans' && before.names.get(name) !== after.names.get(name),
  );
  if (names.length === 0) return 'no new names';
  const more = names.length > MOST ? ` and ${names.length - MOST} more` : '';
  return names.slice(0, MOST).join(', ') + more;
}
