import type { Command } from '../src/session/command.ts';
import { namedFile, runFile } from '../src/session/script-file.ts';

/** `:load`: a script's lines, as if typed. */
export const load: Command = {
  name: 'load',
  group: 'session',
  usage: ':load FILE',
  summary: 'Runs the lines of a script on this session, as if they were typed, and says what it brought.',
  details:
    'The ending .nabla may be left out. If a line fails, the session stays as it was. :undo takes back the whole script; :replay FILE shows every line with its answer. Expectations in the script are left to nabla test.',
  options: [],
  operands: 'words',
  examples: [
    { lines: ['x = 3', ':save mine', 'x = 4', ':load mine', 'x'], answers: '3' },
    { lines: [':load nowhere'], fault: 'file/missing' },
  ],
  run: async (call, context) => {
    const file = await namedFile(call, context, 'Load which script');
    if (file === undefined) return { result: { kind: 'text', text: 'Nothing was loaded.' }, transient: true };
    const { name, session, answers } = await runFile(file, call, context);
    const names = [...session.names]
      .filter(([key, binding]) => key !== 'ans' && context.session.names.get(key) !== binding)
      .map(([key]) => key);
    const lines = `${answers.length} ${answers.length === 1 ? 'line' : 'lines'}`;
    const brought =
      names.length === 0
        ? 'no new names'
        : names.length > 12
          ? `${names.slice(0, 12).join(', ')} and ${names.length - 12} more`
          : names.join(', ');
    return { session, result: { kind: 'text', text: `Loaded ${name}: ${lines}, ${brought}.` } };
  },
};
