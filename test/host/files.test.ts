import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Fault } from '../../src/base/fault.ts';
import { disk, type Disk } from '../../src/host/disk.ts';
import { createFiles } from '../../src/host/files.ts';

let outer: string;
let folder: string;

beforeEach(() => {
  outer = mkdtempSync(path.join(tmpdir(), 'nabla-files-'));
  folder = path.join(outer, 'work');
  mkdirSync(folder);
});
afterEach(() => rmSync(outer, { recursive: true, force: true }));

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Fault) return error.data.code;
  throw error ?? new Error('no fault');
};
const put = (name: string, text: string | Uint8Array): void => writeFileSync(path.join(folder, name), text);
const files = () => createFiles(folder);

describe('reading', () => {
  test('answers the text of a file in the folder', async () => {
    put('a.nabla', 'x = 1 # Größe\r\n');
    expect(await files().read('a.nabla')).toBe('x = 1 # Größe\r\n');
    expect(await files().read(path.join(folder, 'a.nabla'))).toBe('x = 1 # Größe\r\n');
  });

  test.each([
    ['a file that is not there', 'b.nabla', 'file/missing'],
    ['a folder', '.', 'file/folder'],
    ['a path through a file', 'a.nabla/b', 'file/missing'],
    ['no name', '', 'file/name'],
    ['a name with a zero', 'a\0b', 'file/name'],
    ['too long a name', 'x'.repeat(300), 'file/name'],
    ['a file above', '../secret', 'file/outside'],
    ['a file elsewhere', '/etc/passwd', 'file/outside'],
    ['a file of a neighbour with a longer name', '../work2/a', 'file/outside'],
  ])('of %s is a fault', async (_, name, code) => {
    put('a.nabla', '');
    expect(await codeOf(files().read(name))).toBe(code);
  });

  test.each([
    ['Latin-1', Uint8Array.of(0x78, 0x0a, 0xe9), 'a.txt is not UTF-8 text: line 2 holds other bytes.'],
    ['UTF-16', Uint8Array.of(0xff, 0xfe, 0x78, 0x00), 'a.txt is not UTF-8 text: it is UTF-16.'],
    ['a surrogate', Uint8Array.of(0xed, 0xa0, 0x80), 'a.txt is not UTF-8 text: line 1 holds other bytes.'],
  ])('of %s says that it is not UTF-8', async (_, bytes, message) => {
    put('a.txt', bytes);
    await expect(files().read('a.txt')).rejects.toThrow(message);
  });

  test('refuses links that lead outside, and follows those that stay', async () => {
    writeFileSync(path.join(outer, 'secret'), 'secret');
    put('inside', 'inside');
    symlinkSync(path.join(outer, 'secret'), path.join(folder, 'out'));
    symlinkSync(outer, path.join(folder, 'up'));
    symlinkSync('inside', path.join(folder, 'in'));
    expect(await codeOf(files().read('out'))).toBe('file/outside');
    expect(await codeOf(files().read('up/secret'))).toBe('file/outside');
    expect(await files().read('in')).toBe('inside');
  });

  test('refuses what is no ordinary file, without waiting for it', async () => {
    execFileSync('mkfifo', [path.join(folder, 'pipe')]);
    expect(await codeOf(files().read('pipe'))).toBe('file/special');
  });

  test('may use further folders that the user allows', async () => {
    writeFileSync(path.join(outer, 'data.csv'), '1,2');
    const allowed = createFiles(folder, [outer]);
    expect(await allowed.read('../data.csv')).toBe('1,2');
  });

  test('works where the folder itself is reached through a link', async () => {
    put('a', 'a');
    symlinkSync(folder, path.join(outer, 'link'));
    expect(await createFiles(path.join(outer, 'link')).read('a')).toBe('a');
  });
});

describe('writing', () => {
  test('into a folder that is not there names the folder', async () => {
    const writing = files().write('no/where/a.nabla', 'x = 1', { overwrite: false });
    await expect(writing).rejects.toThrow('The folder no/where does not exist.');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('answers the name as people would write it', async () => {
    expect(await files().write('a.nabla', 'x = 1\n', { overwrite: false })).toBe('a.nabla');
    expect(await files().write(path.join(folder, 'b.nabla'), 'x', { overwrite: false })).toBe('b.nabla');
    expect(readFileSync(path.join(folder, 'a.nabla'), 'utf8')).toBe('x = 1\n');
  });

  test('never overwrites unless told to, and then keeps the permissions', async () => {
    put('a', 'old');
    chmodSync(path.join(folder, 'a'), 0o600);
    expect(await codeOf(files().write('a', 'new', { overwrite: false }))).toBe('file/exists');
    expect(readFileSync(path.join(folder, 'a'), 'utf8')).toBe('old');
    await files().write('a', 'new', { overwrite: true });
    expect(readFileSync(path.join(folder, 'a'), 'utf8')).toBe('new');
    expect(statSync(path.join(folder, 'a')).mode & 0o777).toBe(0o600);
  });

  test.each([
    ['../a', 'file/outside'],
    ['.', 'file/folder'],
    ['missing/a', 'file/missing'],
    ['dangling', 'file/name'],
    ['up/a', 'file/outside'],
  ])('to %s is refused', async (name, code) => {
    symlinkSync(path.join(outer, 'nowhere'), path.join(folder, 'dangling'));
    symlinkSync(outer, path.join(folder, 'up'));
    expect(await codeOf(files().write(name, 'x', { overwrite: true }))).toBe(code);
    expect(readdirSync(outer)).toEqual(['work']);
  });
});

describe('when the disk fails', () => {
  const failure = (code: string) => Object.assign(new Error(code), { code });
  const broken = (step: 'open' | 'writeFile' | 'sync' | 'rename', code: string): Disk => ({
    ...disk,
    async open(...args) {
      if (step === 'open') throw failure(code);
      const handle = await disk.open(...args);
      return new Proxy(handle, {
        get(target, key) {
          if (key === step) return () => Promise.reject(failure(code));
          const value: unknown = Reflect.get(target, key);
          return typeof value === 'function' ? value.bind(target) : value;
        },
      });
    },
    rename: step === 'rename' ? () => Promise.reject(failure(code)) : disk.rename,
  });

  test.each([
    ['open', 'EACCES', 'file/denied'],
    ['writeFile', 'ENOSPC', 'file/disk-full'],
    ['sync', 'EIO', 'file/failed'],
    ['rename', 'EDQUOT', 'file/disk-full'],
  ] as const)('at %s (%s), what was there stays and nothing else is left', async (step, code, fault) => {
    put('a', 'old');
    const failing = createFiles(folder, [], broken(step, code));
    expect(await codeOf(failing.write('a', 'new', { overwrite: true }))).toBe(fault);
    expect(readdirSync(folder)).toEqual(['a']);
    expect(readFileSync(path.join(folder, 'a'), 'utf8')).toBe('old');
  });

  test('a file that appears while the draft is written is not overwritten', async () => {
    const late = createFiles(folder, [], {
      ...disk,
      async link(...args) {
        put('a', 'theirs');
        return await disk.link(...args);
      },
    });
    expect(await codeOf(late.write('a', 'ours', { overwrite: false }))).toBe('file/exists');
    expect(readFileSync(path.join(folder, 'a'), 'utf8')).toBe('theirs');
    expect(readdirSync(folder)).toEqual(['a']);
  });

  test('a file system without links still gets the file', async () => {
    const plain = createFiles(folder, [], { ...disk, link: () => Promise.reject(failure('EPERM')) });
    await plain.write('a', 'x', { overwrite: false });
    expect(readdirSync(folder)).toEqual(['a']);
  });
});
