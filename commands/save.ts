import { fail } from '../src/base/fault.ts';
import { command } from '../src/command/declaration.ts';
import { fileName } from '../src/command/operands.ts';
import { force } from '../src/command/options.ts';
import { scriptOf } from '../src/script/saved-script.ts';
import { namedFile, withEnding } from '../src/script/script-file.ts';

/** `:save`: the session as a script. */
export const save = command({
  name: 'save',
  group: 'session',
  summary: 'Writes the lines of this session to NAME.nabla, a script that replays to the same numbers.',
  details:
    'It holds the lines that succeeded and changed something, and the seed of the random numbers. A file that exists is never overwritten without force=yes. Files lie in the folder that Nabla was started in.',
  takes: fileName('NAME'),
  options: { force },
  examples: [
    { lines: ['x = 3', ':save mine', ':clear', ':load mine', 'x'], answers: '3' },
    { lines: ['x = 3', ':save mine', ':save mine'], fault: 'file/exists' },
    { lines: ['x = 3', ':save'], fault: 'operand/missing' },
  ],
  run: async (word, { force: overwrite }, context) => {
    const { session, ports } = context;
    if (session.lines.length === 0)
      fail('save/nothing', 'there is nothing to save yet', {
        span: context.command.span,
        help: 'Define something first: x = 3.',
      });
    const name = await namedFile(word, context, 'Save as');
    if (name === undefined) return { result: { kind: 'text', text: 'Nothing was saved.' }, transient: true };
    const path = await ports.files.write(withEnding(name), scriptOf(session), { overwrite });
    const count = session.lines.length;
    return {
      result: { kind: 'text', text: `Saved ${count} ${count === 1 ? 'line' : 'lines'} as ${path}.` },
      transient: true,
    };
  },
});
