import type { Command } from '../src/command/command.ts';
import { walk } from '../src/session/undo.ts';

/** `:redo`: the session before an undo. */
export const redo: Command = {
  name: 'redo',
  group: 'session',
  usage: ':redo [COUNT]',
  summary: 'Does again what :undo took back, as long as nothing else was changed since.',
  options: [],
  operands: 'words',
  examples: [
    { lines: ['x = 3', 'x = 4', ':undo', ':redo', 'x'], answers: '4' },
    { lines: ['x = 3', ':redo'], fault: 'redo/nothing' },
  ],
  run: (call, context) => walk(call, context, 'future'),
};
