import { appendFileSync, chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openHistory } from '../../src/host/history.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'nabla-history-'));
  file = path.join(folder, 'state/nabla/history');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('history', () => {
  test('is there in the next session, oldest first, in a file that only the user may read', () => {
    const history = openHistory(file);
    history.append('f(x) = x^2');
    history.append(':grad f(1)');
    expect(openHistory(file).entries).toEqual(['f(x) = x^2', ':grad f(1)']);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('keeps any input, whatever its lines and backslashes', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '\\', 'n', '\r', 'é', '😀') }), (input) => {
        rmSync(file, { force: true });
        openHistory(file).append(input);
        expect(openHistory(file).entries).toEqual(input.trim() === '' ? [] : [input]);
      }),
    );
  });

  test('does not repeat an input that was just given', () => {
    const history = openHistory(file);
    for (const input of ['a', 'a', 'b', 'a', '  ']) history.append(input);
    expect(openHistory(file).entries).toEqual(['a', 'b', 'a']);
  });

  test('takes what two sessions append at once', () => {
    const [one, other] = [openHistory(file), openHistory(file)];
    one.append('one');
    other.append('other');
    expect(openHistory(file).entries).toEqual(['one', 'other']);
  });

  test('is shortened when it has grown long', () => {
    openHistory(file).append('first');
    appendFileSync(file, Array.from({ length: 5000 }, (_, i) => `x${i}\n`).join(''));
    expect(openHistory(file).entries).toHaveLength(2000);
    expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(2001);
    expect(openHistory(file).entries.at(-1)).toBe('x4999');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('that cannot be kept does not disturb the session', () => {
    writeFileSync(path.join(folder, 'state'), 'a file where a folder should be');
    chmodSync(folder, 0o700);
    const history = openHistory(file);
    history.append('1 + 1');
    expect(history.entries).toEqual(['1 + 1']);
  });
});
