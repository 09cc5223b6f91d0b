import { command } from '../src/command/declaration.ts';
import { count } from '../src/command/operands.ts';

/** `:history`: the lines that made the session. */
export const history = command({
  name: 'history',
  group: 'session',
  summary: 'The lines that made this session what it is, numbered; with COUNT, the last ones.',
  details: 'These are the lines that :save writes: the ones that succeeded and changed something.',
  takes: count('lines'),
  options: {},
  examples: [
    { lines: ['x = 3', 'x^2', ':history'], shows: 'table' },
    { lines: ['x = 3', ':history -1'], fault: 'operand/count' },
  ],
  run: (last, _options, { session }) => {
    const first = Math.max(0, session.lines.length - (last ?? session.lines.length));
    const rows = session.lines.slice(first).map((line, i) => [first + i + 1, line.replace(/\s*\n\s*/g, ' ')]);
    if (rows.length === 0)
      return { result: { kind: 'text', text: 'No line has changed anything yet.' }, transient: true };
    return { result: { kind: 'table', columns: ['', 'line'], rows }, transient: true };
  },
});
