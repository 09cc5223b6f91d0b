import { beforeAll, describe, expect, it } from 'vitest';
import { bundledFixture } from './program.ts';
import { startScreen } from './screen.ts';
import type { Screen } from './screen.ts';

let program: string;
beforeAll(async () => {
  program = await bundledFixture();
});

async function prompt(options: Parameters<typeof startScreen>[1] = {}): Promise<Screen> {
  const screen = startScreen([program], options);
  await screen.until('A prompt to test');
  return screen;
}

describe('typing', () => {
  it('echoes the line and writes the answer above the next prompt', async () => {
    const screen = await prompt();
    screen.type('1 + 2\r');
    await screen.until('[1 + 2]');
    await screen.quiet();
    expect(screen.all()).toEqual(['A prompt to test', '> 1 + 2', '[1 + 2]', '>']);
    expect(screen.cursor()).toEqual({ x: 2, y: 3 });
    screen.type('\x04');
    expect((await screen.ended).exitCode).toBe(0);
  });
});
