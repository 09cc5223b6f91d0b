import { clusters, textWidth } from './width.ts';

/** Words longer than a line are cut where the line ends. */
function* pieces(word: string, width: number): Generator<string> {
  if (textWidth(word) <= width) {
    yield word;
    return;
  }
  let piece = '';
  let used = 0;
  for (const cluster of clusters(word)) {
    if (used + cluster.width > width && piece) {
      yield piece;
      piece = '';
      used = 0;
    }
    piece += cluster.text;
    used += cluster.width;
  }
  yield piece;
}

/** Cleaned text in lines of at most `width` columns, broken at spaces; a line's own indent is kept on what follows it. */
export function wrapped(text: string, width: number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    if (textWidth(paragraph) <= width) return [paragraph.trimEnd()];
    const own = /^ */.exec(paragraph)![0].length;
    const indent = ' '.repeat(Math.min(own, width >> 1));
    const room = width - indent.length;
    const lines: string[] = [];
    let line = '';
    for (const word of paragraph.trim().split(/ +/)) {
      for (const piece of pieces(word, room)) {
        const joined = line ? `${line} ${piece}` : piece;
        if (line && textWidth(joined) > room) {
          lines.push(line);
          line = piece;
        } else line = joined;
      }
    }
    return [...lines, line].map((part) => (indent + part).trimEnd());
  });
}
