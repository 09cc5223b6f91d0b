import type xterm from '@xterm/headless';

/** The terminal's own sixteen colours, the cube of 216 and the greys, as SVG writes them. */
function paletteColour(index: number): string {
  const basic =
    '000000 c23030 2f9e44 a67c00 3b6fd4 a347ba 1f8ea8 c8c8c8 767676 e0554f 52b266 c9a227 6d94e6 c072d4 4fb3c9 ffffff';
  if (index < 16) return `#${basic.split(' ')[index]}`;
  if (index >= 232) return `rgb(${[8, 8, 8].map((base) => base + 10 * (index - 232)).join(',')})`;
  const level = (step: number) => (step === 0 ? 0 : 55 + 40 * step);
  const cube = index - 16;
  return `rgb(${level(Math.floor(cube / 36))},${level(Math.floor(cube / 6) % 6)},${level(cube % 6)})`;
}

const cell = { width: 9, height: 19, baseline: 14 };
const ground = '#15181e';
const ink = '#d6d9df';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** What a terminal shows as an SVG picture: each character where it stands, in its colour, and the cursor. */
export function picture(terminal: xterm.Terminal): string {
  const { cols, rows } = terminal;
  const { active } = terminal.buffer;
  const marks: string[] = [];
  for (let y = 0; y < rows; y++) {
    const line = active.getLine(active.baseY + y);
    for (let x = 0; x < cols; x++) {
      const at = line?.getCell(x);
      const text = at?.getChars() ?? '';
      if (!at || text === '') continue;
      let colour = ink;
      if (at.isFgPalette()) colour = paletteColour(at.getFgColor());
      if (at.isFgRGB()) colour = `#${at.getFgColor().toString(16).padStart(6, '0')}`;
      const left = x * cell.width;
      if (at.isInverse()) {
        marks.push(
          `<rect x="${left}" y="${y * cell.height}" width="${cell.width}" height="${cell.height}" fill="${colour}"/>`,
        );
        colour = ground;
      }
      if (text.trim() === '') continue;
      const bold = at.isBold() ? ' font-weight="bold"' : '';
      const dim = at.isDim() ? ' opacity="0.55"' : '';
      marks.push(
        `<text x="${left}" y="${y * cell.height + cell.baseline}" fill="${colour}"${bold}${dim}>${escaped(text)}</text>`,
      );
    }
  }
  const cursor = `<rect x="${active.cursorX * cell.width}" y="${active.cursorY * cell.height}" width="2" height="${cell.height}" fill="${ink}"/>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${cols * cell.width}" height="${rows * cell.height}" font-family="DejaVu Sans Mono, monospace" font-size="15">`,
    `<rect width="100%" height="100%" fill="${ground}"/>`,
    ...marks,
    cursor,
    '</svg>',
  ].join('\n');
}
