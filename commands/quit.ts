import type { Command } from '../src/command/command.ts';

/** `:quit`: leaves. */
export const quit: Command = {
  name: 'quit',
  group: 'session',
  usage: ':quit',
  summary: 'Leaves Nabla; the words quit and exit alone on a line do the same.',
  details: 'In a script it ends the script: the lines below it are not run.',
  options: [],
  operands: 'words',
  examples: [{ lines: [':quit'] }],
  run: () => ({ then: 'quit', transient: true }),
};
