import { counted } from '../base/counted.ts';
import type { Note } from '../base/note.ts';
import { cleanLine } from './text/clean.ts';
import type { Doc } from './text/doc.ts';
import { prose } from './fault.ts';
import type { Style } from './text/style.ts';
import { shortened } from './text/width.ts';

const placeWidth = 30;

/** What the reader of an answer must know: `note: ... (3 entries, at abs(x)) [derivative/kink]`. */
export function noteDoc(note: Note, input: string, style: Style): Doc {
  const place = note.span && cleanLine(input.slice(...note.span)).trim();
  const details = [
    ...(note.entries === undefined ? [] : [counted(note.entries, 'entry')]),
    ...(place && !note.message.includes(place) ? [`at ${shortened(place, placeWidth)}`] : []),
  ];
  const text = details.length > 0 ? `${note.message} (${details.join(', ')})` : note.message;
  return prose('note: ', 'note', text, style.width, note.code);
}
