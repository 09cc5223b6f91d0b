import { type Doc, lineText, type Role } from './doc.ts';

/** How many colours a terminal has: none, the 16 that the user's theme names, the 256 of the cube, or 24 bits. */
export type Colours = 'none' | '16' | '256' | 'full';

/** What follows `ESC [` for a role (ECMA-48, SGR), by the terminal's colours; undefined leaves text as it is. */
type Paint = { readonly [C in Exclude<Colours, 'none'>]: string };

const rgb = (r: number, g: number, b: number) => `38;2;${r};${g};${b}`;

// Each colour reads on light and on dark grounds; numbers and text keep the terminal's own.
const paints: { readonly [R in Role]?: Paint } = {
  name: { '16': '36', '256': '38;5;31', full: rgb(32, 136, 176) },
  label: { '16': '36', '256': '38;5;31', full: rgb(32, 136, 176) },
  dim: { '16': '2', '256': '2', full: '2' },
  note: { '16': '33', '256': '38;5;136', full: rgb(176, 128, 16) },
  error: { '16': '1;31', '256': '1;38;5;160', full: `1;${rgb(214, 51, 51)}` },
  caret: { '16': '31', '256': '38;5;160', full: rgb(214, 51, 51) },
  heading: { '16': '1', '256': '1', full: '1' },
  command: { '16': '34', '256': '38;5;68', full: rgb(84, 128, 214) },
  bar: { '16': '34', '256': '38;5;68', full: rgb(84, 128, 214) },
  ok: { '16': '32', '256': '38;5;71', full: rgb(72, 158, 86) },
  bad: { '16': '31', '256': '38;5;160', full: rgb(214, 51, 51) },
};

/** A role's SGR parameters, or undefined. */
const paint = (role: Role, colours: Colours): string | undefined =>
  colours === 'none' ? undefined : paints[role]?.[colours];

/** A drawing as text without any escape code; every line ends with a newline. */
export const plain = (doc: Doc): string => doc.map((line) => `${lineText(line).trimEnd()}\n`).join('');

/** A drawing as text with colours; every line ends with a newline and in the terminal's own colour. */
export function ansi(doc: Doc, colours: Colours): string {
  if (colours === 'none') return plain(doc);
  return doc
    .map((line) => {
      const painted = line.map(({ text, role }) => {
        const code = text.trim() === '' ? undefined : paint(role, colours);
        return code === undefined ? text : `\u001b[${code}m${text}\u001b[0m`;
      });
      return `${painted.join('')}\n`;
    })
    .join('');
}
