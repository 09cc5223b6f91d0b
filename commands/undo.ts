import type { Command } from '../src/command/command.ts';
import { walk } from '../src/session/undo.ts';

/** `:undo`: the session before its last changes. */
export const undo: Command = {
  name: 'undo',
  group: 'session',
  usage: ':undo [COUNT]',
  summary: 'Takes back the last change, or the last COUNT changes, and says what is different now.',
  details:
    'A change is a line that gave a name a value or changed a setting; a loaded script is one change. :redo brings back what was undone.',
  options: [],
  operands: 'words',
  examples: [
    { lines: ['x = 3', 'x = 4', ':undo', 'x'], answers: '3' },
    { lines: [':undo'], fault: 'undo/nothing' },
  ],
  run: (call, context) => walk(call, context, 'past'),
};
