import { fail } from '../src/base/fault.ts';
import { nearest } from '../src/base/nearest.ts';
import type { Command } from '../src/command/command.ts';

/** `:clear`: forgets names. */
export const clear: Command = {
  name: 'clear',
  group: 'session',
  usage: ':clear [x, y]',
  summary: 'Forgets all names, or those that are listed.',
  details: 'Settings stay as they are. :undo brings the names back.',
  options: [],
  operands: 'expressions',
  examples: [
    { lines: ['x = 3', 'y = 4', ':clear x', 'x'], fault: 'name/unknown' },
    { lines: ['x = 3', ':clear', ':undo', 'x'], answers: '3' },
  ],
  run: (call, { session }) => {
    const names = new Map(session.names);
    const wanted = call.operands.map((operand) => {
      if (operand.kind !== 'name') {
        return fail('operand/name', ':clear takes names', { span: operand.span, help: 'Write :clear x, y.' });
      }
      if (names.has(operand.name)) return operand.name;
      const near = nearest(operand.name, names.keys());
      return fail('name/unknown', `${operand.name} is not a name of this session`, {
        span: operand.span,
        help: near ? `Did you mean ${near}?` : ':list shows the names.',
      });
    });
    const gone = wanted.length > 0 ? [...new Set(wanted)] : [...names.keys()];
    if (gone.length === 0) return { result: { kind: 'text', text: 'There are no names to clear.' } };
    for (const name of gone) names.delete(name);
    const text = `Cleared ${gone.join(', ')}; :undo brings ${gone.length === 1 ? 'it' : 'them'} back.`;
    return { session: { ...session, names }, result: { kind: 'text', text } };
  },
};
