import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createJournal, findLostSession, settleLostSession } from '../../src/host/journal.ts';

let folder: string;
let gone: number;

beforeEach(async () => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'nabla-journal-')), 'sessions');
  const child = spawn(process.execPath, ['-e', '']);
  gone = child.pid ?? 0;
  await once(child, 'exit');
});
afterEach(() => rmSync(path.dirname(folder), { recursive: true, force: true }));

const silent = (reason: string): never => {
  throw new Error(reason);
};
/** A journal as a process that is gone has left it. */
const left = (...inputs: string[]): void => {
  const journal = createJournal(folder, { seed: 7, warn: silent, pid: gone });
  for (const input of inputs) journal.append(input);
};

describe('a journal', () => {
  test('has each accepted input on disk at once, as a script that replays to the same session', () => {
    const journal = createJournal(folder, { seed: 7, warn: silent });
    expect(() => readdirSync(folder)).toThrow('ENOENT');
    journal.append('A = [1, 2;\n3, 4]');
    const [name = ''] = readdirSync(folder);
    expect(readFileSync(path.join(folder, name), 'utf8')).toMatch(/^# nabla.*\n:set seed=7\nA = \[1, 2;\n3, 4\]\n$/);
    expect(statSync(path.join(folder, name)).mode & 0o777).toBe(0o600);
    journal.end();
  });

  test('is shared by no two sessions, even of one process', () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const journals = [1, 2, 3].map((seed) => createJournal(folder, { seed, warn: silent }));
    for (const journal of journals) journal.append('a = 1');
    vi.useRealTimers();
    expect(readdirSync(folder)).toHaveLength(3);
  });

  test('warns once when the disk refuses, and the session goes on', () => {
    writeFileSync(folder, 'a file where a folder should be');
    const reasons: string[] = [];
    const journal = createJournal(folder, { seed: 1, warn: (reason) => reasons.push(reason) });
    journal.append('a = 1');
    journal.append('b = 1');
    journal.end();
    expect(reasons).toHaveLength(1);
  });
});

describe('a lost session', () => {
  test('is the newest that did not end and whose process is gone', () => {
    left('a = 1');
    left('b = 1', 'c = [1,\n2]');
    expect(findLostSession(folder)).toMatchObject({ script: ':set seed=7\nb = 1\nc = [1,\n2]\n', lines: 3 });
  });

  test('starts when its journal says', () => {
    left('a = 1');
    const age = Date.now() - (findLostSession(folder)?.started.getTime() ?? 0);
    expect(age).toBeGreaterThanOrEqual(0);
    expect(age).toBeLessThan(60_000);
  });

  test('is none that ended, none that still runs, and none that accepted nothing', () => {
    const ended = createJournal(folder, { seed: 7, warn: silent, pid: gone });
    ended.append('a = 1');
    ended.end();
    createJournal(folder, { seed: 1, warn: silent }).append('b = 1');
    createJournal(folder, { seed: 1, warn: silent, pid: gone }).end();
    expect(findLostSession(folder)).toBeUndefined();
  });

  test('is offered once', () => {
    left('a = 1');
    const lost = findLostSession(folder);
    if (lost) settleLostSession(lost);
    expect(findLostSession(folder)).toBeUndefined();
  });

  test('comes back without a line that the crash cut off', () => {
    left('a = 1');
    const [name = ''] = readdirSync(folder);
    appendFileSync(path.join(folder, name), 'b = 1 +');
    expect(findLostSession(folder)?.script).toBe(':set seed=7\na = 1\n');
  });

  test('is found beside files of others', () => {
    left('a = 1');
    writeFileSync(path.join(folder, 'notes.nabla'), 'x');
    writeFileSync(path.join(folder, '99991231T000000000Z-1.nabla'), 'no journal\n');
    expect(findLostSession(folder)?.lines).toBe(1);
  });
});

test('journals of ended sessions are kept for a while only', () => {
  for (let i = 0; i < 25; i++) {
    const journal = createJournal(folder, { seed: i, warn: silent, pid: gone + i });
    journal.append('a = 1');
    journal.end();
  }
  expect(readdirSync(folder)).toHaveLength(20);
});
