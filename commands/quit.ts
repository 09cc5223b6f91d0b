import { command } from '../src/command/declaration.ts';
import { nothing } from '../src/command/operands.ts';

/** `:quit`: leaves. */
export const quit = command({
  name: 'quit',
  group: 'session',
  summary: 'Leaves Nabla; the words quit and exit alone on a line do the same.',
  details: 'In a script it ends the script: the lines below it are not run.',
  takes: nothing,
  options: {},
  examples: [{ lines: [':quit'], shows: 'nothing' }],
  run: () => ({ then: 'quit', transient: true }),
});
