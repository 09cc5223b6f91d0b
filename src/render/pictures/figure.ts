import type { FigureResult } from '../../answer/result.ts';
import { cleanLine } from '../text/clean.ts';
import { beside, type Doc, run } from '../text/doc.ts';
import { factsDoc } from '../facts.ts';
import type { Style } from '../text/style.ts';
import { tableDoc } from '../numbers/table.ts';
import { wrapped } from '../text/wrap.ts';
import { pictureDoc } from './drawing.ts';

const largest = { columns: 60, rows: 20 };
// Rows of a drawing that leaves room for tables below it.
const low = 10;

/** A picture with the figures behind it; in plain style the figures alone. */
export function figureDoc(result: FigureResult, style: Style, width: number): Doc {
  const [first = [], ...more] = (result.tables ?? []).map((table) => tableDoc(table, style, width));
  const title = wrapped(cleanLine(result.title), width).map((text) => [run(text, 'heading')]);
  const rows = result.tables ? low : largest.rows;
  return [
    ...title,
    ...pictureDoc(result, style, Math.min(largest.columns, width), rows),
    ...beside(factsDoc(result.facts, style, width), first, width),
    ...more.flatMap((table): Doc => [[], ...table]),
  ];
}
