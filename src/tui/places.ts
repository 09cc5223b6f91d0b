import { lineEnd, lineStart, nextBoundary, previousBoundary } from './graphemes.ts';

/** Where a key moves, deletes or kills to, seen from the cursor. */
export type Place =
  | 'left'
  | 'right'
  | 'word-left'
  | 'word-right'
  | 'blank-left'
  | 'line-start'
  | 'line-end'
  | 'line-end-or-over'
  | 'start'
  | 'end';

const inWord = (text: string, from: number, to: number) => /^[\p{L}\p{N}\p{M}_]/u.test(text.slice(from, to));
const inBlank = (text: string, from: number, to: number) => /^\s/.test(text.slice(from, to));

/** Steps left over graphemes as long as `over` holds for the one on the left. */
function leftOver(text: string, cursor: number, over: (text: string, from: number, to: number) => boolean): number {
  let at = cursor;
  while (at > 0) {
    const before = previousBoundary(text, at);
    if (!over(text, before, at)) break;
    at = before;
  }
  return at;
}

function rightOver(text: string, cursor: number, over: (text: string, from: number, to: number) => boolean): number {
  let at = cursor;
  while (at < text.length) {
    const after = nextBoundary(text, at);
    if (!over(text, at, after)) break;
    at = after;
  }
  return at;
}

/** The offset of a place. A word is letters, digits and `_`; a blank-delimited word ends only at white space. */
export function place(text: string, cursor: number, to: Place): number {
  switch (to) {
    case 'left':
      return previousBoundary(text, cursor);
    case 'right':
      return nextBoundary(text, cursor);
    case 'word-left':
      return leftOver(
        text,
        leftOver(text, cursor, (t, a, b) => !inWord(t, a, b)),
        inWord,
      );
    case 'word-right':
      return rightOver(
        text,
        rightOver(text, cursor, (t, a, b) => !inWord(t, a, b)),
        inWord,
      );
    case 'blank-left':
      return leftOver(text, leftOver(text, cursor, inBlank), (t, a, b) => !inBlank(t, a, b));
    case 'line-start':
      return lineStart(text, cursor);
    case 'line-end':
      return lineEnd(text, cursor);
    case 'line-end-or-over': {
      // At the end of a line Ctrl-K takes the newline itself.
      const end = lineEnd(text, cursor);
      return end === cursor ? nextBoundary(text, cursor) : end;
    }
    case 'start':
      return 0;
    case 'end':
      return text.length;
  }
}
