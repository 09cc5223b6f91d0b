import xterm from '@xterm/headless';
import { expect, it } from 'vitest';
import { picture } from './picture.ts';

it('draws each character of a terminal where it stands, in its colour, and the cursor', async () => {
  const terminal = new xterm.Terminal({ cols: 10, rows: 2, allowProposedApi: true });
  await new Promise<void>((resolve) => terminal.write('\x1b[34m>\x1b[0m a<\r\n\x1b[38;2;1;2;3;2mb', resolve));
  expect(picture(terminal).split('\n')).toEqual([
    expect.stringMatching(/^<svg .*width="90" height="38"/),
    expect.stringContaining('<rect width="100%"'),
    '<text x="0" y="14" fill="#3b6fd4">&gt;</text>',
    '<text x="18" y="14" fill="#d6d9df">a</text>',
    '<text x="27" y="14" fill="#d6d9df">&lt;</text>',
    '<text x="0" y="33" fill="#010203" opacity="0.55">b</text>',
    expect.stringContaining('<rect x="9" y="19" width="2"'),
    '</svg>',
  ]);
});
