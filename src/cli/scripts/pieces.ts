import type { FaultData } from '../../base/fault.ts';
import { checkCharacters, createPieceReader, scriptLines, type Piece } from '../../script/script.ts';

/** A piece of a script, or a line that cannot be read as one. */
export type Incoming =
  Piece | { readonly kind: 'broken'; readonly line: number; readonly text: string; readonly fault: FaultData };

/** The pieces of a whole text; a control character anywhere in it is a Fault before the first piece. */
export function piecesOf(text: string): readonly Piece[] {
  const reader = createPieceReader();
  const lines = scriptLines(text);
  for (const [i, line] of lines.entries()) checkCharacters(line, i + 1);
  return [...lines.flatMap((line) => reader.push(line)), ...reader.end()];
}
