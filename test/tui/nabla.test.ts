import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { build } from '../cli/built.ts';
import type { Built } from '../cli/built.ts';
import { computing, endless } from '../endless.ts';
import { startScreen } from './screen.ts';
import type { Screen, ScreenOptions } from './screen.ts';

let built: Built;
const started: Screen[] = [];

beforeAll(async () => {
  built = await build();
});
afterAll(() => built.remove());
afterEach(() => {
  for (const screen of started.splice(0)) screen.kill('SIGKILL');
});

async function nabla(state: string, options: ScreenOptions = {}, args: readonly string[] = []): Promise<Screen> {
  const env = { XDG_STATE_HOME: path.join(built.folder, state), XDG_CONFIG_HOME: path.join(built.folder, 'config') };
  const screen = startScreen([built.program, ...args], {
    folder: built.folder,
    ...options,
    env: { ...env, ...options.env },
  });
  started.push(screen);
  await screen.until(/^>/m);
  return screen;
}

async function leave(screen: Screen): Promise<void> {
  screen.type('\x04');
  expect(await screen.ended).toMatchObject({ exitCode: 0 });
}

describe('nabla on a terminal', () => {
  it('answers lines and goes on after mistakes', async () => {
    const screen = await nabla('answers');
    screen.type('f(x, y) = [x^2 + y^2, x*y]\r');
    screen.type(':jac f(1, 2)\r');
    await screen.until('(numerator layout)');
    screen.type('f(1, z)\r');
    await screen.until('name/unknown');
    const rows = screen.all();
    const place = rows.findIndex((row) => row.trim() === 'f(1, z)' && !row.startsWith('>'));
    expect(rows[place + 1]?.indexOf('^')).toBe(rows[place]?.indexOf('z'));
    screen.type('1 + 1\r');
    await screen.until((rows) => rows.includes('2'));
    await leave(screen);
  });

  it('takes the keys that come before it is there', async () => {
    const screen = await nabla('early');
    screen.type('x = 41 + 1\r');
    await screen.until('x = 42');
    await leave(screen);
  });

  it('stops an evaluation by Ctrl-C, by force if need be, and keeps the session', async () => {
    const screen = await nabla('stop');
    screen.type('x = 41 + 1\r');
    await screen.until(/^x = 42$/m);
    screen.type(`${endless.deaf}\r`);
    await screen.until('running');
    await computing(screen.pid);
    screen.type('\x03');
    await screen.until('interrupted');
    screen.type('x\r');
    await screen.until((rows) => rows.includes('42'));
    await leave(screen);
  });

  it('knows the lines of the last session, and keeps them to the user', async () => {
    const first = await nabla('history');
    first.type('remembered = [1,\r2]\r');
    await first.until('remembered = [');
    await first.until(/^>$/m);
    await leave(first);
    const second = await nabla('history');
    second.type('\x1b[A');
    await second.until('> remembered = [1,');
    expect(second.rows().join('\n')).toContain('.   2]');
    expect(readFileSync(path.join(built.folder, 'history/nabla/history'), 'utf8')).toBe('remembered = [1,\\n  2]\n');
  });

  it('replays files before its first prompt', async () => {
    const script = path.join(built.folder, 'start.nabla');
    writeFileSync(script, 'k = 6 * 7\n');
    const screen = await nabla('replay', {}, [script]);
    screen.type('k + 1\r');
    await screen.until((rows) => rows.includes('43'));
    await leave(screen);
  });

  it('trains with a live curve, and Ctrl-C keeps the parameters', async () => {
    const screen = await nabla('train');
    screen.type('w = 10\rloss(w) = (w - 1)^2\r:train loss(w) steps=1000000000000 lr=1e-14\r');
    await screen.until(/step +\d+\/1000000000000 +loss [\d.]+ +[▁-█]+ +Ctrl-C stops it/);
    screen.type('w < 10');
    await screen.until('> w < 10');
    screen.type('\x03');
    await screen.until('interrupted');
    screen.type('\r');
    await screen.until((rows) => rows.includes('1'));
    await leave(screen);
  });

  it('asks for the file that :save or :load does not name', async () => {
    const screen = await nabla('ask');
    screen.type('x = 3\r:save\r');
    await screen.until('Save as: ');
    screen.type('asked\r');
    await screen.until('asked.nabla');
    screen.type('x = 4\r');
    await screen.until(/^x = 4$/m);
    screen.type(':load\r');
    await screen.until('Load which script: ');
    screen.type('\x1b');
    await screen.until('Nothing was loaded.');
    screen.type(':load\r');
    await screen.until('Load which script: ');
    screen.type('asked\r');
    await screen.until('Loaded asked.nabla');
    screen.type('x + 10\r');
    await screen.until((rows) => rows.includes('13'));
    screen.type(':quit\r');
    expect(await screen.ended).toMatchObject({ exitCode: 0 });
  });

  it('completes names of the session, functions and commands', async () => {
    const screen = await nabla('complete');
    screen.type('temperature = 3\r');
    await screen.until(/^temperature =/m);
    screen.type('tempe\t + hypo\t3, 4)\r');
    await screen.until((rows) => rows.includes('8'));
    screen.type(':ja\tsin(0)\r');
    await screen.until('> :jac sin(0)');
    await leave(screen);
  });

  it('fits forty columns', async () => {
    const screen = await nabla('narrow', { columns: 40, rows: 12 });
    screen.type('f(x, y) = [x^2 + y^2, x*y]\r:jac f(1, 2)\r');
    await screen.until('layout)');
    await leave(screen);
  });

  it('writes no colour where none is wanted', async () => {
    const screen = await nabla('plain', { env: { NO_COLOR: '1' } });
    screen.type('f(x) = x^2\r:jac f(3)\rboom\r');
    await screen.until('name/unknown');
    expect(screen.written()).not.toMatch(/\x1b\[[\d;]*m/);
    await leave(screen);
  });
});
