import { cleanLine } from './text/clean.ts';
import { type Doc, fits, headed, indented, run } from './text/doc.ts';
import { textWidth } from './text/width.ts';
import { wrapped } from './text/wrap.ts';

const longestHead = 12;

/** `name = ` before a drawing, or above it where the name is long or the drawing needs the room. */
export function named(name: string, drawing: (width: number) => Doc, width: number): Doc {
  const shown = cleanLine(name);
  const columns = textWidth(shown) + 3;
  // One row beside a name reads well whatever the name's length; several need it short.
  if (columns <= longestHead || (columns < width / 2 && drawing(width - columns).length === 1)) {
    const beside = drawing(width - columns);
    if (fits(beside, width - columns)) return headed([run(shown, 'name'), run(' = ', 'dim')], columns, beside);
  }
  return above(`${shown} =`, drawing, width);
}

/** A name on lines of its own, and the drawing below it, moved right. */
export const above = (name: string, drawing: (width: number) => Doc, width: number): Doc => [
  ...wrapped(cleanLine(name), width).map((text) => [run(text, 'name')]),
  ...indented(drawing(width - 2), 2),
];
