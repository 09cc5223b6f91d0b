import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { computing, endless } from '../endless.ts';
import { type Screen, startScreen } from '../tui/screen.ts';
import { type Built, build } from './built.ts';

let nabla: Built;
let state: string;
let screens: Screen[] = [];

beforeAll(async () => {
  nabla = await build();
});
afterAll(() => nabla.remove());
beforeEach(() => {
  state = mkdtempSync(path.join(nabla.folder, 'state-'));
});
afterEach(() => {
  for (const screen of screens) screen.kill('SIGKILL');
  screens = [];
  rmSync(state, { recursive: true });
});

const open = (args: readonly string[] = []): Screen => {
  const screen = startScreen([nabla.program, ...args], { env: { XDG_STATE_HOME: state } });
  screens.push(screen);
  return screen;
};
const script = (name: string, text: string): string => {
  const file = path.join(nabla.folder, name);
  writeFileSync(file, text);
  return file;
};
const journals = (): string[] =>
  readdirSync(path.join(state, 'nabla/sessions')).map((name) =>
    readFileSync(path.join(state, 'nabla/sessions', name), 'utf8'),
  );
const waiting = /^>$/m;

describe('the prompt', () => {
  test('opens at once, answers, survives mistakes, and is left by Ctrl-D with 0', async () => {
    const screen = open();
    screen.type('f(x, y) = [x^2 + y^2, x*y]\r');
    screen.type(':jac f(1, 2)\r');
    await screen.until('numerator layout');
    screen.type('q\r');
    await screen.until('name/unknown');
    screen.type('f(1, 3)[2] * 7\r');
    await screen.until(/^21$/m);
    await screen.until(waiting);
    screen.type('\x04');
    expect(await screen.ended).toMatchObject({ exitCode: 0 });
  });

  test('follows the scripts that are named, in their session', async () => {
    const screen = open([script('start.nabla', '# The start\na = 20\n')]);
    await screen.until('# The start');
    await screen.until(/^a = 20$/m);
    await screen.until(waiting);
    screen.type('a + 1\r');
    await screen.until(/^21$/m);
  });

  test('opens although a script failed', async () => {
    const screen = open([script('failing.nabla', 'a = 20\nq\nb = 1\n')]);
    await screen.until('name/unknown');
    await screen.until(waiting);
    screen.type('a + 1\r');
    await screen.until(/^21$/m);
  });

  test('stops an evaluation at Ctrl-C, and goes on', async () => {
    const screen = open();
    await screen.until(waiting);
    screen.type(`${endless.definition}\r`);
    screen.type('fib(9)\r');
    await screen.until(/^34$/m);
    screen.type(`${endless.call}\r`);
    await screen.until('running');
    await computing(screen.pid);
    screen.type('\x03');
    await screen.until('interrupted');
    screen.type('fib(10)\r');
    await screen.until(/^55$/m);
  });

  test('ends what does not listen at the first Ctrl-C too, and the session is still there', async () => {
    const screen = open();
    await screen.until(waiting);
    screen.type('a = 20\r');
    await screen.until(/^a = 20$/m);
    screen.type(`${endless.deaf}\r`);
    await screen.until('running');
    await computing(screen.pid);
    screen.type('\x03');
    await screen.until('interrupted');
    screen.type('a + 1\r');
    await screen.until(/^21$/m);
  });

  test('remembers its lines in the next session', async () => {
    const first = open();
    await first.until(waiting);
    first.type('40 + 2\r');
    await first.until(/^42$/m);
    first.type('\x04');
    await first.ended;
    const second = open();
    await second.until(waiting);
    second.type('\x1b[A');
    await second.until('> 40 + 2');
  });
});

describe('the journal of a prompt', () => {
  test('has each accepted line on disk before its answer is seen, and says how the session ended', async () => {
    const screen = open();
    await screen.until(waiting);
    screen.type('a = 20\r');
    await screen.until(/^a = 20$/m);
    screen.type('q\r');
    await screen.until('name/unknown');
    screen.type('a + 1\r');
    await screen.until(/^21$/m);
    expect(journals()).toEqual([expect.stringMatching(/^# nabla.*\n:set seed=1\na = 20\na \+ 1\n$/)]);
    await screen.until(waiting);
    screen.type('\x04');
    await screen.ended;
    expect(journals()[0]).toMatch(/a \+ 1\n# ended\n$/);
  });

  test('has of an interrupted training the steps that it took', async () => {
    const screen = open();
    await screen.until(waiting);
    screen.type('p = 1\r');
    screen.type('loss(p) = (p - 3)^2\r');
    screen.type(':train loss(p) steps=1000000000000 lr=1e-14\r');
    await screen.until(/^step /m);
    screen.type('\x03');
    await screen.until('interrupted');
    const steps = /in (\d+) steps/.exec(screen.rows().join('\n'))?.[1] ?? '';
    expect(journals()[0]).toMatch(new RegExp(`\n:train loss\\(p\\) steps=${steps} lr=1e-14\n$`));
  });

  test('brings a session back that was killed', async () => {
    const first = open();
    await first.until(waiting);
    first.type('a = 20\r');
    await first.until(/^a = 20$/m);
    first.kill('SIGKILL');
    await first.ended;

    const second = open();
    await second.until(/session of .* was cut off; nabla --recover restores its 1 line\./);
    await second.until(waiting);
    second.type('\x04');
    await second.ended;

    const third = open(['--recover']);
    await third.until('> a = 20');
    await third.until(waiting);
    third.type('a + 1\r');
    await third.until(/^21$/m);
    third.type('\x04');
    await third.ended;

    const fourth = open(['--recover']);
    await fourth.until('No session was lost.');
  });

  test('is kept when the line drops', async () => {
    const first = open();
    await first.until(waiting);
    first.type('a = 20\r');
    await first.until(/^a = 20$/m);
    first.kill('SIGHUP');
    await first.ended;
    const second = open(['--recover']);
    await second.until('> a = 20');
  });
});

describe('a script on a terminal', () => {
  const training = 'p = 1\nloss(p) = (p - 3)^2\n:train loss(p) steps=1000000000000 lr=1e-14\n';

  test('shows how far a training is, and keeps the parameters at Ctrl-C', async () => {
    const screen = open(['run', script('training.nabla', training)]);
    await screen.until(/^step +\d+\/1000000000000 {2}loss [\d.]+ .* Ctrl-C/m);
    screen.type('\x03');
    expect(await screen.ended).toMatchObject({ exitCode: 130 });
    expect(screen.rows().join('\n')).toMatch(/^loss 4 to .* interrupted\n.*\np = /m);
    expect(screen.rows().join('\n')).not.toContain('Ctrl-C');
  });
});

describe('a terminal that cannot move its cursor', () => {
  // The pseudo-terminal gives its program a TERM of its own.
  const openDumb = (): Screen => {
    const args = ['TERM=dumb', process.execPath, nabla.program];
    const screen = startScreen(args, { program: '/usr/bin/env', env: { XDG_STATE_HOME: state } });
    screens.push(screen);
    return screen;
  };

  test('has a prompt of plain lines, which no mistake ends', async () => {
    const screen = openDumb();
    await screen.until(waiting);
    screen.type('q\n');
    await screen.until('name/unknown');
    // What is typed before the mark of the prompt is there stands before it on the screen.
    await screen.until(waiting);
    screen.type('a = [1,\n');
    await screen.until(/^\.$/m);
    screen.type('2]\n');
    await screen.until('a = [1, 2]');
    await screen.until(waiting);
    screen.type('a[2] * 21\n');
    await screen.until(/^42$/m);
    expect(screen.written()).not.toContain('\u001b');
    screen.type('\x04');
    expect(await screen.ended).toMatchObject({ exitCode: 0 });
    expect(journals()).toEqual([expect.stringMatching(/a = \[1,\n2\]\na\[2\] \* 21\n# ended\n$/)]);
  });

  test('is left at Ctrl-C with 130', async () => {
    const screen = openDumb();
    await screen.until(waiting);
    screen.type('\x03');
    expect(await screen.ended).toMatchObject({ exitCode: 130 });
  });
});
