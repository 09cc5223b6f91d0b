import type { Doc } from './doc.ts';
import { plain } from './plain.ts';
import { type Colours, paint } from './theme.ts';

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
