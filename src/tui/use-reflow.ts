import { useEffect } from 'react';
import { lineText } from '../render/text/doc.ts';
import { textWidth } from '../render/text/width.ts';
import type { View } from './view.ts';

/** The rows by which a view grows above its cursor when a terminal of `columns` columns breaks its rows anew. */
export function rowsGained({ rows, cursor }: View, columns: number): number {
  const above = rows
    .slice(0, cursor.y)
    .map((row) => Math.max(1, Math.ceil(textWidth(lineText(row).trimEnd()) / columns)) - 1);
  return above.reduce((sum, gained) => sum + gained, 0) + Math.floor(cursor.x / columns);
}

/**
 * Keeps a narrowed window free of remains: terminals break the rows of the old view anew, which Ink, who erases it, does not
 * know. The cursor is moved to where Ink expects it, before Ink hears of the new size.
 */
export function useReflow(stdout: NodeJS.WriteStream, view: View, columns: number): void {
  useEffect(() => {
    const resized = () => {
      const gained = stdout.columns < columns ? rowsGained(view, stdout.columns) : 0;
      if (gained > 0) stdout.write(`\x1b[${gained}A`);
    };
    stdout.prependListener('resize', resized);
    return () => void stdout.off('resize', resized);
  }, [stdout, view, columns]);
}
