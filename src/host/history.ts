import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { History } from '../command/ports.ts';

const MOST = 2000;

/**
 * The history in `file`, private to the user: one entry per line, newlines and backslashes escaped. Several sessions may append
 * at once. History is a convenience: where the file cannot be read or written, the session goes on without.
 */
export function openHistory(file: string): History {
  const stored = read(file);
  if (stored.length > 2 * MOST) attempt(() => shorten(file, stored.slice(-MOST)));
  const entries = stored.slice(-MOST);
  return {
    entries,
    append(input) {
      if (input.trim() === '' || entries.at(-1) === input) return;
      entries.push(input);
      attempt(() => {
        mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
        appendFileSync(file, `${escape(input)}\n`, { mode: 0o600 });
      });
    },
  };
}

const escape = (input: string): string =>
  input.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');

const unescape = (line: string): string =>
  line.replace(/\\(.)/g, (_, char: string) => (char === 'n' ? '\n' : char === 'r' ? '\r' : char));

function read(file: string): string[] {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map(unescape);
  } catch {
    return [];
  }
}

function shorten(file: string, entries: readonly string[]): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, entries.map((entry) => `${escape(entry)}\n`).join(''), { mode: 0o600 });
  renameSync(draft, file);
}

function attempt(action: () => void): void {
  try {
    action();
  } catch {
    // The session matters more than its history.
  }
}
