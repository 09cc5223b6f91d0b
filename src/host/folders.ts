import path from 'node:path';
import { homedir } from 'node:os';

/** Where history and journals live: `$XDG_STATE_HOME/nabla`, by default `~/.local/state/nabla`. */
export const stateFolder = (env: NodeJS.ProcessEnv): string =>
  path.join(absolute(env['XDG_STATE_HOME']) ?? path.join(homedir(), '.local/state'), 'nabla');

/** The XDG base directory specification has relative paths ignored. */
const absolute = (folder: string | undefined): string | undefined =>
  folder !== undefined && path.isAbsolute(folder) ? folder : undefined;
