import path from 'node:path';
import { homedir } from 'node:os';

/** Where history and journals live: `$XDG_STATE_HOME/nabla`, by default `~/.local/state/nabla`. */
export const stateFolder = (env: NodeJS.ProcessEnv): string =>
  path.join(absolute(env['XDG_STATE_HOME']) ?? path.join(homedir(), '.local/state'), 'nabla');

/** The XDG base directory specification has relative paths ignored. */
const absolute = (folder: string | undefined): string | undefined =>
  folder !== undefined && path.isAbsolute(folder) ? folder : undefined;

/** The folders that the user allows beside the one that Nabla was started in: `NABLA_FOLDERS`, separated as in `PATH`. */
export const allowedFolders = (env: NodeJS.ProcessEnv): readonly string[] =>
  (env['NABLA_FOLDERS'] ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
