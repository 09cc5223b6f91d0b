import { fail } from '../src/base/fault.ts';
import { nearest } from '../src/base/nearest.ts';
import { command } from '../src/command/declaration.ts';
import { names } from '../src/command/operands.ts';

/** `:clear`: forgets names. */
export const clear = command({
  name: 'clear',
  group: 'session',
  summary: 'Forgets all names, or those that are listed.',
  details: 'Settings stay as they are. :undo brings the names back.',
  takes: names('[x, y]'),
  options: {},
  examples: [
    { lines: ['x = 3', 'y = 4', ':clear x', 'x'], fault: 'name/unknown' },
    { lines: ['x = 3', ':clear', ':undo', 'x'], answers: '3' },
  ],
  run: (listed, _options, { session }) => {
    const left = new Map(session.names);
    const wanted = listed.map(({ name, span }) => {
      if (left.has(name)) return name;
      const near = nearest(name, left.keys());
      fail('name/unknown', `${name} is not a name of this session`, {
        span,
        help: near ? `Did you mean ${near}?` : ':list shows the names.',
      });
    });
    const gone = wanted.length > 0 ? [...new Set(wanted)] : [...left.keys()];
    if (gone.length === 0) return { result: { kind: 'text', text: 'There are no names to clear.' } };
    for (const name of gone) left.delete(name);
    const text = `Cleared ${gone.join(', ')}; :undo brings ${gone.length === 1 ? 'it' : 'them'} back.`;
    return { session: { ...session, names: left }, result: { kind: 'text', text } };
  },
});
