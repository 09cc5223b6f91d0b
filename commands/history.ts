import { fail } from '../src/base/fault.ts';
import type { Command } from '../src/command/command.ts';

/** `:history`: the lines that made the session. */
export const history: Command = {
  name: 'history',
  group: 'session',
  usage: ':history [COUNT]',
  summary: 'The lines that made this session what it is, numbered; with COUNT, the last ones.',
  details: 'These are the lines that :save writes: the ones that succeeded and changed something.',
  options: [],
  operands: 'words',
  examples: [{ lines: ['x = 3', 'x^2', ':history'] }, { lines: ['x = 3', ':history -1'], fault: 'operand/count' }],
  run: (call, { session }) => {
    const [word, extra] = call.words;
    const count = word ? Number(word.text) : session.lines.length;
    if (word && (extra || !Number.isInteger(count) || count < 1)) {
      fail('operand/count', ':history takes how many lines, a whole number from 1', {
        span: (extra ?? word).span,
        help: 'Write :history 20.',
      });
    }
    const first = Math.max(0, session.lines.length - count);
    const rows = session.lines.slice(first).map((line, i) => [first + i + 1, line.replace(/\s*\n\s*/g, ' ')]);
    if (rows.length === 0)
      return { result: { kind: 'text', text: 'No line has changed anything yet.' }, transient: true };
    return { result: { kind: 'table', columns: ['', 'line'], rows }, transient: true };
  },
};
