import type { Command, CommandTable } from '../src/session/command.ts';

/** Every command by name, alphabetical; each file is loaded when its command is first used. */
const loaders: Readonly<Record<string, () => Promise<Command>>> = {
  jac: async () => (await import('./jac.ts')).jac,
};

/** The table that the engine looks commands up in. */
export const commandTable: CommandTable = {
  names: Object.keys(loaders),
  load: (name) => loaders[name]!(),
};
