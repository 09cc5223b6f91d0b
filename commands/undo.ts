import { command } from '../src/command/declaration.ts';
import { count } from '../src/command/operands.ts';
import { walk } from '../src/session/undo.ts';

/** `:undo`: the session before its last changes. */
export const undo = command({
  name: 'undo',
  group: 'session',
  summary: 'Takes back the last change, or the last COUNT changes, and says what is different now.',
  details:
    'A change is a line that gave a name a value or changed a setting; a loaded script is one change. :redo brings back what was undone.',
  takes: count('changes'),
  options: {},
  examples: [
    { lines: ['x = 3', 'x = 4', ':undo', 'x'], answers: '3' },
    { lines: [':undo'], fault: 'undo/nothing' },
  ],
  run: (changes = 1, _options, { session }) => walk(session, changes, 'past'),
});
