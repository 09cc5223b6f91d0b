import { command } from '../src/command/declaration.ts';
import { count } from '../src/command/operands.ts';
import { walk } from '../src/session/undo.ts';

/** `:redo`: the session before an undo. */
export const redo = command({
  name: 'redo',
  group: 'session',
  summary: 'Does again what :undo took back, as long as nothing else was changed since.',
  takes: count('changes'),
  options: {},
  examples: [
    { lines: ['x = 3', 'x = 4', ':undo', ':redo', 'x'], answers: '4' },
    { lines: ['x = 3', ':redo'], fault: 'redo/nothing' },
  ],
  run: (changes = 1, _options, { session }) => walk(session, changes, 'future'),
});
