const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

const ascii = (text: string, at: number) => !(text.charCodeAt(at) > 0x7f);

/** The offset where the line that holds `at` begins. */
export const lineStart = (text: string, at: number): number => (at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1);

/** The offset of the newline that ends the line that holds `at`, or the text's length. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

/** What a reader calls the characters of `text`, in order: an emoji or a letter with its accents is one. */
export function graphemes(text: string): readonly string[] {
  if (/^[\x20-\x7e]*$/.test(text)) return text.split('');
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** The first grapheme boundary after `at`, or the text's length. */
export function nextBoundary(text: string, at: number): number {
  if (at >= text.length) return text.length;
  // Between two ASCII characters there is always a boundary: no segmenter is needed, which is slow on old runtimes.
  if (ascii(text, at) && ascii(text, at + 1)) return at + 1;
  const start = lineStart(text, at);
  const found = segmenter.segment(text.slice(start, lineEnd(text, at))).containing(at - start);
  return found ? start + found.index + found.segment.length : at + 1;
}

/** The last grapheme boundary before `at`, or 0. */
export function previousBoundary(text: string, at: number): number {
  if (at <= 1) return 0;
  if (ascii(text, at - 1) && ascii(text, at - 2)) return at - 1;
  const start = lineStart(text, at - 1);
  const found = segmenter.segment(text.slice(start, lineEnd(text, at - 1))).containing(at - 1 - start);
  return found ? start + found.index : at - 1;
}

/** `at` itself if it is a grapheme boundary, or else the next one. */
export const snap = (text: string, at: number): number =>
  at <= 0 ? 0 : nextBoundary(text, previousBoundary(text, Math.min(at, text.length)));
