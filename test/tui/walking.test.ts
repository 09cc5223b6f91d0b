import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GraphResult } from '../../src/answer/result.ts';
import { lineText } from '../../src/render/text/doc.ts';
import { tapeStepDoc } from '../../src/render/explained/tape-step.ts';
import { textWidth } from '../../src/render/text/width.ts';
import { walkBy } from '../../src/tui/walking.ts';
import { build } from '../cli/built.ts';
import type { Built } from '../cli/built.ts';
import { resultOf, trial } from '../commands/fixture.ts';
import { startScreen } from './screen.ts';

const example = 'f(x) = (a = x^2; b = exp(a); c = a + b; d = sqrt(c); e = cos(c); d + e)';

const style = { width: 79, digits: 6, ascii: false, plain: false };

const tapeOf = async (...lines: readonly string[]): Promise<GraphResult> =>
  resultOf(await trial().run(...lines), 'graph');

const drawn = (tape: GraphResult, at: number, height = 12, width = 79): string =>
  `\n${tapeStepDoc(tape, at, { ...style, width }, height)
    .map(lineText)
    .join('\n')}\n`;

describe('one row of a tape', () => {
  it('has its operands and users marked, and both sums', async () => {
    expect(drawn(await tapeOf(example, ':tape f(1)'), 1)).toMatchInlineSnapshot(`
      "
      Tape of f by x, row 2 of 7
      o x = input    1
      > a = x^2      1
      u b = exp(a)   2.71828
      u c = a + b    3.71828
        d = sqrt(c)  1.92828
        e = cos(c)   -0.838272
        f = d + e    1.09001
      tangent: 2*1 from x = 2
      adjoint: 0.804549*1 through c + 0.804549*2.71828 through b = 2.99154
      Right/Left step, Home/End, q leaves   o operand, u user
      "
    `);
  });

  it('says which tangent and which adjoint are given', async () => {
    const tape = await tapeOf(example, ':tape f(1)');
    expect(drawn(tape, 0)).toContain('tangent: 1, given');
    expect(drawn(tape, 6)).toContain('adjoint: 1, given');
  });

  it('keeps to its height, with the row in sight, and to its width', async () => {
    const tape = await tapeOf('r(x, n) = n == 0 ? x : sin(r(x, n - 1))', ':tape r(0.5, 40) wrt=x');
    for (const at of [0, 20, 40]) {
      const lines = drawn(tape, at, 7, 39).trim().split('\n');
      expect(lines.length).toBeLessThanOrEqual(7);
      expect(lines.filter((line) => line.startsWith('> '))).toHaveLength(1);
      for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(39);
    }
  });

  it('is found by its number on a part of a tape', async () => {
    const tape = await tapeOf('r(x, n) = n == 0 ? x : sin(r(x, n - 1))', ':tape r(0.5, 40) wrt=x rows=10:14');
    const text = drawn(tape, 2);
    expect(text).toContain('row 12 of 41');
    expect(text).toMatch(/^o v10 /m);
    expect(text).toMatch(/^u v12 /m);
  });
});

describe('keys', () => {
  it('go on, back, to the ends, and away', async () => {
    const tape = await tapeOf(example, ':tape f(1)');
    const at = (...keys: readonly string[]) =>
      keys.reduce<ReturnType<typeof walkBy>>(
        (walk, key) => walk && walkBy(walk, key.length > 1 ? { key } : { text: key }),
        { tape, at: 0 },
      )?.at;
    expect(at('right', 'down', ' ')).toBe(3);
    expect(at('left')).toBe(0);
    expect(at('end', 'right')).toBe(6);
    expect(at('end', 'left', 'p')).toBe(4);
    expect(at('end', 'home')).toBe(0);
    expect(at('right', 'q')).toBeUndefined();
    expect(at('escape')).toBeUndefined();
  });
});

describe('a tape at the prompt', () => {
  let built: Built;
  beforeAll(async () => {
    built = await build();
  });
  afterAll(() => built.remove());

  it('is gone through row by row, and leaves the prompt as it was', async () => {
    const screen = startScreen([built.program], {
      folder: built.folder,
      env: { XDG_STATE_HOME: path.join(built.folder, 'walk'), XDG_CONFIG_HOME: path.join(built.folder, 'config') },
    });
    try {
      await screen.until(/^>/m);
      screen.type(`${example}\r`);
      screen.type(':tape f(1) step=yes\r');
      await screen.until('row 1 of 7');
      screen.type('\x1b[C\x1b[C');
      await screen.until('row 3 of 7');
      await screen.until(/^> b = exp\(a\)/m);
      screen.type('q');
      await screen.until(/^>\s*$/m);
      screen.type('1 + 1\r');
      await screen.until((rows) => rows.includes('2'));
      screen.type('\x04');
      expect(await screen.ended).toMatchObject({ exitCode: 0 });
    } finally {
      screen.kill('SIGKILL');
    }
  });
});
