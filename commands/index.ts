import type { Command, CommandTable } from '../src/command/command.ts';
import * as all from './all.ts';

// They are small; what they need that is not (mathjs, a worker) they load when they run.
const commands: readonly Command[] = Object.values(all);
const byName = new Map(commands.map((command) => [command.name, command]));

/** The table that the engine looks commands up in; its names are in alphabetical order. */
export const commandTable: CommandTable = {
  names: commands.map(({ name }) => name).sort(),
  load: async (name) => byName.get(name)!,
};
