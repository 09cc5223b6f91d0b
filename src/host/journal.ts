import {
  appendFileSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { processMark } from './process-mark.ts';

/** The record of a running session: what it accepted is on disk before its answer is shown. */
export interface Journal {
  /** Writes an accepted input and waits for the disk. */
  append(input: string): void;
  /** Says that the session ended as it should. */
  end(): void;
}

/** A session that ended without saying so: the process or the line died. */
export interface LostSession {
  readonly file: string;
  readonly started: Date;
  /** The accepted inputs, as a script. */
  readonly script: string;
  /** How many lines it has. */
  readonly lines: number;
}

const HEAD = '# nabla journal of process ';
const END = '# ended';
const KEPT = 20;

/**
 * A journal in `folder`, in a file of its own that no other session shares; it comes into being with the first input. `warn`
 * is called once if the disk refuses: the session goes on without a journal.
 */
export function createJournal(
  folder: string,
  { seed, warn, pid = process.pid }: { seed: number; warn: (reason: string) => void; pid?: number },
): Journal {
  let file: number | undefined;
  let refused = false;

  const write = (text: string): void => {
    if (refused) return;
    try {
      file ??= openJournal(folder, pid, seed);
      writeSync(file, text);
      fsyncSync(file);
    } catch (error) {
      refused = true;
      warn(error instanceof Error ? error.message : String(error));
    }
  };

  return {
    append: (input) => write(`${input}\n`),
    end() {
      if (file === undefined) return;
      write(`${END}\n`);
      closeSync(file);
      file = undefined;
      refused = true;
      prune(folder);
    },
  };
}

function openJournal(folder: string, pid: number, seed: number): number {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = openFresh(folder, pid, Date.now());
  writeSync(file, `${HEAD}${processMark(pid) ?? pid}\n:set seed=${seed}\n`);
  const parent = openSync(folder, 'r');
  fsyncSync(parent);
  closeSync(parent);
  return file;
}

/** A file named by a time that no other session has taken: two of one process may begin within a millisecond. */
function openFresh(folder: string, pid: number, at: number): number {
  const time = new Date(at).toISOString().replaceAll(/[-:.]/g, '');
  try {
    return openSync(path.join(folder, `${time}-${pid}.nabla`), 'wx', 0o600);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return openFresh(folder, pid, at + 1);
    throw error;
  }
}

/** The newest session in `folder` that did not end and whose process is gone. */
export function findLostSession(folder: string): LostSession | undefined {
  for (const name of names(folder).toReversed()) {
    const file = path.join(folder, name);
    const lines = wholeLines(file);
    const mark = lines[0]?.startsWith(HEAD) ? lines[0].slice(HEAD.length) : undefined;
    if (mark === undefined || lines.at(-1) === END || processMark(Number.parseInt(mark, 10)) === mark) continue;
    const inputs = lines.slice(1);
    if (inputs.length < 2) continue;
    return { file, started: startOf(name), script: `${inputs.join('\n')}\n`, lines: inputs.length - 1 };
  }
  return undefined;
}

/** Marks a lost session as found again, or given up: it is not offered any more. */
export const settleLostSession = ({ file }: LostSession): void => appendFileSync(file, `\n${END}\n`);

/** A line without its newline was cut off by the crash: its answer was never shown. */
function wholeLines(file: string): string[] {
  try {
    const lines = readFileSync(file, 'utf8').split('\n');
    return lines.slice(0, -1);
  } catch {
    return [];
  }
}

const names = (folder: string): string[] => {
  try {
    return readdirSync(folder)
      .filter((name) => /^\d{8}T\d{9}Z-\d+\.nabla$/.test(name))
      .sort();
  } catch {
    return [];
  }
};

const startOf = (name: string): Date =>
  new Date(name.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z.*$/, '$1-$2-$3T$4:$5:$6.$7Z'));

/** Journals of sessions that ended are kept for a while, for whoever closed the window too early. */
function prune(folder: string): void {
  const ended = names(folder).filter((name) => wholeLines(path.join(folder, name)).at(-1) === END);
  for (const name of ended.slice(0, -KEPT)) {
    try {
      unlinkSync(path.join(folder, name));
    } catch {
      // Another session was quicker.
    }
  }
}
