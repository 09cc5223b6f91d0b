import { writeFileSync } from 'node:fs';
import path from 'node:path';
import xterm from '@xterm/headless';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bundledFixture } from './program.ts';
import { startScreen } from './screen.ts';
import type { Screen, ScreenOptions } from './screen.ts';

let program: string;
let remove: () => void;
const started: Screen[] = [];

beforeAll(async () => {
  ({ program, remove } = await bundledFixture());
});
afterAll(() => remove());

afterEach(() => {
  for (const screen of started.splice(0)) screen.kill('SIGKILL');
});

async function prompt(options: ScreenOptions = {}, seen: string = 'A prompt to test'): Promise<Screen> {
  const screen = startScreen([program], options);
  started.push(screen);
  await screen.until(seen);
  return screen;
}

/** Waits for the rows below the banner to be these. */
async function shows(screen: Screen, rows: readonly string[]): Promise<void> {
  await expect.poll(() => screen.all().slice(1)).toEqual(rows);
}
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('a line', () => {
  it('is echoed with its answer above the next prompt', async () => {
    const screen = await prompt();
    screen.type('1 + 2\r');
    await screen.until('[1 + 2]');
    await shows(screen, ['> 1 + 2', '[1 + 2]', '>']);
    await expect.poll(() => screen.cursor()).toEqual({ x: 2, y: 3 });
  });

  it('stands on the screen once at any moment: as it is written, then as its echo', async () => {
    const screen = await prompt();
    for (const key of '1 + 2\r') {
      screen.type(key);
      await pause(5);
    }
    await shows(screen, ['> 1 + 2', '[1 + 2]', '>']);
    const replay = new xterm.Terminal({ cols: 80, rows: 24, allowProposedApi: true });
    // What is written between two of these marks is shown at once.
    for (const frame of screen.written().split('\x1b[?2026l')) {
      await new Promise<void>((resolve) => replay.write(frame, resolve));
      const rows = Array.from({ length: 24 }, (_, y) => replay.buffer.active.getLine(y)?.translateToString(true) ?? '');
      expect(rows.filter((row) => row.startsWith('> 1')).length).toBeLessThanOrEqual(1);
    }
  });

  it('is edited by the keys of readline', async () => {
    const screen = await prompt();
    screen.type('hello wrld');
    screen.type('\x1b[D\x1b[D\x1b[Do'); // Left three times
    screen.type('\x01A\x05Z'); // Ctrl-A, Ctrl-E
    screen.type(' gone\x17\x1f\x17'); // Ctrl-W, Ctrl-_, Ctrl-W
    screen.type('\x1bbX\r'); // Alt-B
    await screen.until('[Ahello XworldZ]');
  });

  it('keeps wide and composed characters whole', async () => {
    const screen = await prompt();
    screen.type('日本 é e\u0301x');
    screen.type('\x1b[D\x1b[D\x7f'); // Left twice, Backspace
    await shows(screen, ['> 日本 ée\u0301x']);
    await expect.poll(() => screen.cursor().x).toBe(8);
  });

  it('goes on while a bracket is open, and ends in one piece', async () => {
    const screen = await prompt();
    screen.type('A = [1, 2\r');
    await screen.until('> A = [1, 2');
    screen.type('3, 4]\r');
    await screen.until('[A = [1, 2|  3, 4]]');
    await shows(screen, ['> A = [1, 2', '.   3, 4]', '[A = [1, 2|  3, 4]]', '>']);
  });

  it('that fails leaves the prompt as it was', async () => {
    const screen = await prompt();
    screen.type('boom\r');
    await screen.until('error: It broke.');
    screen.type('1\r');
    await screen.until('[1]');
  });
});

describe('earlier lines', () => {
  it('come back by Up and by search', async () => {
    const screen = await prompt();
    screen.type('\x1b[A\x1b[A');
    await screen.until('> second = 2');
    screen.type('\x03\x12fir'); // Ctrl-C, Ctrl-R
    await screen.until('search: fir');
    expect(screen.rows()[1]).toBe('> sum(first, second)');
    screen.type('\x12\r');
    await screen.until('[first = 1]');
  });
});

describe('Tab', () => {
  it('completes as far as it is clear and lists the rest below the line', async () => {
    const screen = await prompt();
    screen.type('alp\t\t');
    await screen.until('alphabet  alphabet(x)');
    expect(screen.rows().slice(1, 4)).toEqual(['> alpha', 'alpha     2', 'alphabet  alphabet(x)']);
    screen.type('b\t');
    await shows(screen, ['> alphabet']);
  });
});

describe('pasted lines', () => {
  it('run one after the other; the last waits for Enter', async () => {
    const screen = await prompt();
    screen.paste('a = 1\nb = [1,\n2]\nc = 3');
    await screen.until('> c = 3');
    await shows(screen, ['> a = 1', '[a = 1]', '> b = [1,', '. 2]', '[b = [1,|2]]', '> c = 3']);
  });

  it('lose nothing by the hundred', async () => {
    const screen = await prompt();
    screen.paste(Array.from({ length: 300 }, (_, i) => `x${i}\n`).join(''));
    await screen.until('[x299]');
    expect(screen.all().filter((row) => /^\[x\d+\]$/.test(row))).toHaveLength(300);
  });
});

describe('keys', () => {
  it('that arrive before the prompt is there are its first', async () => {
    const typed = path.join(path.dirname(program), 'typed');
    const screen = await prompt({ env: { AFTER: typed } }, '>');
    screen.type('early = 1\rlater');
    writeFileSync(typed, '');
    await screen.until('> later');
    await shows(screen, ['> early = 1', '[early = 1]', '> later']);
  });

  it('are never lost in a burst', async () => {
    const screen = await prompt({ columns: 120 });
    const text = Array.from({ length: 500 }, (_, i) => 'abcdefghij '[i % 11]).join('');
    const begin = performance.now();
    for (const key of text) screen.type(key);
    screen.type('\r');
    await screen.until(text.slice(-20).trimEnd());
    await screen.until(']');
    expect(
      screen
        .all()
        .join('')
        .replaceAll(/[> [\]]|A prompt to test/g, ''),
    ).toContain(text.replaceAll(' ', ''));
    // The screen is drawn at most thirty times a second, not once a key; beside that once for the echo and the answer.
    const drawn = screen.written().split('\x1b[?2026h').length;
    expect(drawn).toBeLessThan(20 + ((performance.now() - begin) / 1000) * 30);
  });

  it('cost tens of bytes each, and none while nothing happens', async () => {
    const screen = await prompt();
    screen.type('abc');
    await screen.until('> abc');
    const before = screen.written().length;
    screen.type('d');
    await screen.until('> abcd');
    await pause(300);
    expect(screen.written().length - before).toBeLessThan(100);
  });
});

describe('Ctrl-C', () => {
  it('clears the line, and says on an empty one how to leave', async () => {
    const screen = await prompt();
    screen.type('junk');
    await screen.until('> junk');
    screen.type('\x03');
    await shows(screen, ['>']);
    screen.type('\x03');
    await screen.until('Ctrl-D or :quit leaves.');
    screen.type('x');
    await shows(screen, ['> x']);
  });

  it('stops a job, whose progress stands above the line being written', async () => {
    const screen = await prompt();
    screen.type(':train x\r');
    await screen.until(/step +\d+0\/1000000 +loss 0\.\d+ +[▁-█]+ +Ctrl-C keeps the parameters/);
    screen.type('next');
    await screen.until((rows) => rows[3] === '> next');
    screen.type('\x03');
    await screen.until('stopped after some steps');
    await shows(screen, ['> :train x', 'stopped after some steps', '> next']);
  });

  it('ends a job by force the second time', async () => {
    const screen = await prompt();
    screen.type(':train stuck\r');
    await screen.until('step');
    screen.type('\x03');
    await screen.until('Ctrl-C again forces it');
    screen.type('\x03');
    await screen.until('aborted');
  });

  it('lets lines typed meanwhile wait, and drops them, whichever of them runs by then', async () => {
    const screen = await prompt();
    screen.type(':train x\r');
    await screen.until('step');
    screen.type('1 + 1\r');
    await screen.until('1 line waits');
    screen.type('\x03');
    await screen.until('stopped');
    const dropped = 'What waited is dropped; Up brings it back.';
    await shows(screen, ['> :train x', 'stopped after some steps', '>', dropped]);
  });
});

describe('leaving', () => {
  it('is by Ctrl-D on an empty line, with exit code 0', async () => {
    const screen = await prompt();
    screen.type('\x04');
    expect(await screen.ended).toMatchObject({ exitCode: 0 });
  });

  it('is by a line that asks for it', async () => {
    const screen = await prompt();
    screen.type(':quit\r');
    expect(await screen.ended).toMatchObject({ exitCode: 0 });
    expect(screen.all()).toContain('> :quit');
  });

  it.each(['SIGTERM', 'SIGHUP'])('by %s gives the terminal back as it was', async (signal: string) => {
    const screen = startScreen(['--norc', '-i'], { program: 'bash', env: { PS1: 'shell$ ' } });
    started.push(screen);
    await screen.until('shell$');
    screen.type(`${process.execPath} ${program}\r`);
    await screen.until('A prompt to test');
    screen.type(':pid\r');
    await screen.until(/pid \d+/);
    screen.type('abc');
    await screen.until('> abc');
    process.kill(Number(/pid (\d+)/.exec(screen.all().join('\n'))![1]), signal);
    await screen.until((rows) => rows.filter((row) => row.startsWith('shell$')).length > 1);
    screen.type('stty -a\r');
    await screen.until(/ icanon .* echo /s);
    expect(screen.written().lastIndexOf('\x1b[?25h')).toBeGreaterThan(screen.written().lastIndexOf('\x1b[?25l'));
    expect(screen.written().lastIndexOf('\x1b[?2004l')).toBeGreaterThan(0);
  });
});

describe('Ctrl-Z', () => {
  it('gives the terminal to the shell, and the line goes on as it was', async () => {
    const screen = startScreen(['--norc', '-i'], { program: 'bash', env: { PS1: 'shell$ ' } });
    started.push(screen);
    await screen.until('shell$');
    screen.type(`${process.execPath} ${program}\r`);
    await screen.until('A prompt to test');
    screen.type('abc\x1a');
    await screen.until('Stopped');
    screen.type('stty -a\r');
    await screen.until(/ icanon .* echo /s);
    screen.type('fg\r');
    await screen.until('> abc');
    screen.type('d\r');
    await screen.until('[abcd]');
  });
});

describe('a question', () => {
  it('stands in place of the prompt until it is answered', async () => {
    const screen = await prompt();
    screen.type(':ask\r');
    await screen.until('File to load: tour   Enter answers, Esc declines');
    screen.type('.nabla\r');
    await screen.until('file <tour.nabla>');
    await shows(screen, ['> :ask', 'file <tour.nabla>', '>']);
  });

  it('takes every key, however fast', async () => {
    const screen = await prompt();
    screen.type(':ask\r');
    await screen.until('File to load');
    screen.type('\x15data\x7f\x7f\x1b[DX\r'); // Ctrl-U, Backspace twice, Left
    await screen.until('file <dXa>');
  });

  it('is declined by Escape alone', async () => {
    const screen = await prompt();
    screen.type(':ask\r');
    await screen.until('File to load');
    screen.type('\x1b');
    await screen.until('declined');
  });

  it('takes a paste', async () => {
    const screen = await prompt();
    screen.type(':ask\r');
    await screen.until('File to load');
    screen.paste('/data.nabla');
    screen.type('\r');
    await screen.until('file <tour/data.nabla>');
  });
});

describe('the screen', () => {
  it('shows a thousand rows at once, all of them in the scrollback', async () => {
    const screen = await prompt();
    screen.type(':rows 1000\r');
    const rows = Array.from({ length: 1000 }, (_, row) => `row ${row + 1}`);
    await shows(screen, ['> :rows 1000', ...rows, '>']);
  });

  it('is cleared by Ctrl-L, not the scrollback', async () => {
    const screen = await prompt();
    screen.type(':rows 50\r');
    await screen.until('row 50');
    screen.type('abc\x0c');
    await screen.until((rows) => rows[0] === '> abc' && rows[1] === '');
    expect(screen.all()).toContain('row 20');
  });

  it('has no remains after it was made narrow and wide', async () => {
    const screen = await prompt();
    screen.type(`1\r${'a'.repeat(100)}`);
    await shows(screen, ['> 1', '[1]', `> ${'a'.repeat(77)}`, `  ${'a'.repeat(23)}`]);
    screen.resize(40, 24);
    await shows(screen, ['> 1', '[1]', `> ${'a'.repeat(37)}`, `  ${'a'.repeat(37)}`, `  ${'a'.repeat(26)}`]);
    screen.resize(120, 30);
    await shows(screen, ['> 1', '[1]', `> ${'a'.repeat(100)}`]);
    screen.resize(120, 6);
    await shows(screen, ['> 1', '[1]', `> ${'a'.repeat(100)}`]);
    screen.type('\x7f\r');
    await shows(screen, ['> 1', '[1]', `> ${'a'.repeat(99)}`, `[${'a'.repeat(99)}]`, '>']);
  });

  it('keeps to plain text without colours and ASCII where that is asked for', async () => {
    const screen = await prompt({ env: { COLOURS: 'none', ASCII: '1' } });
    screen.type(':train x\r');
    await screen.until('step');
    screen.type('sin(1)\x03');
    await screen.until('stopped');
    expect(screen.written().replaceAll(/\x1b\[[\d;?]*[A-HJKhl]/g, '')).toMatch(/^[\r\n -~]*$/);
  });
});
