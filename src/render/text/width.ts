// Code points that take two columns: East Asian Width W and F of Unicode 16 (EastAsianWidth.txt), gaps of unassigned code
// points closed. An own table, because loading and first using a library for this costs as much as starting Node.
const wideCodes =
  '1100-115f 231a-231b 2329-232a 23e9-23ec 23f0 23f3 25fd-25fe 2614-2615 2630-2637 2648-2653 267f 268a-268f 2693 26a1 ' +
  '26aa-26ab 26bd-26be 26c4-26c5 26ce 26d4 26ea 26f2-26f3 26f5 26fa 26fd 2705 270a-270b 2728 274c 274e 2753-2755 2757 ' +
  '2795-2797 27b0 27bf 2b1b-2b1c 2b50 2b55 2e80-303e 3041-3247 3250-a4c6 a960-a97c ac00-d7a3 f900-faff fe10-fe19 ' +
  'fe30-fe6b ff01-ff60 ffe0-ffe6 16fe0-1b2fb 1d300-1d376 1f004 1f0cf 1f18e 1f191-1f19a 1f1ae 1f200-1f320 1f32d-1f335 ' +
  '1f337-1f37c 1f37e-1f393 1f3a0-1f3ca 1f3cf-1f3d3 1f3e0-1f3f0 1f3f4 1f3f8-1f43e 1f440 1f442-1f4fc 1f4ff-1f53d ' +
  '1f54b-1f54e 1f550-1f567 1f57a 1f595-1f596 1f5a4 1f5fb-1f64f 1f680-1f6c5 1f6cc 1f6d0-1f6d2 1f6d5-1f6df 1f6eb-1f6ec ' +
  '1f6f4-1f6fc 1f7da-1f7f0 1f90c-1f93a 1f93c-1f945 1f947-1f9ff 1fa70-1fafa 20000-3fffd';

let ranges: readonly (readonly number[])[] | undefined;

/** The wide ranges, read when a text first needs them. */
const wideRanges = (): readonly (readonly number[])[] =>
  (ranges ??= wideCodes.split(' ').map((range) => range.split('-').map((code) => Number.parseInt(code, 16))));

// ASCII and what our own drawings add to it: brackets of several lines, bars, braille. One column and one unit each.
const simple = /^[ -~⎡-⎦▁-█⠀-⣿]*$/;
const zeroWidth =
  /[\p{Mn}\p{Me}\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\u{1160}-\u{11ff}\u{1f3fb}-\u{1f3ff}]/u;
const regional = (code: number) => code >= 0x1f1e6 && code <= 0x1f1ff;

/** What the cursor steps over at once: a character with the marks upon it, and the columns it takes. */
export interface Cluster {
  readonly text: string;
  /** Where it begins in its text, in UTF-16 units. */
  readonly start: number;
  readonly width: number;
}

function isWide(code: number): boolean {
  let low = 0;
  const wide = wideRanges();
  let high = wide.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [first, last = first] = wide[middle]!;
    if (code < first!) high = middle - 1;
    else if (code > last!) low = middle + 1;
    else return true;
  }
  return false;
}

/** The clusters of cleaned text in order; marks with nothing before them stand on their own without width. */
export function clusters(text: string): Cluster[] {
  const out: { text: string; start: number; width: number }[] = [];
  let start = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    const before = out.at(-1);
    const flag =
      regional(code) && before !== undefined && before.text.length === 2 && regional(before.text.codePointAt(0)!);
    if (before && (flag || (code > 0x7e && zeroWidth.test(character)))) {
      before.text += character;
      if (flag) before.width = 2;
    } else {
      out.push({
        text: character,
        start,
        width: code < 0x7f ? 1 : zeroWidth.test(character) ? 0 : isWide(code) ? 2 : 1,
      });
    }
    start += character.length;
  }
  return out;
}

/** Columns that cleaned text of one line takes in a terminal. */
export const textWidth = (text: string): number =>
  simple.test(text) ? text.length : clusters(text).reduce((sum, { width }) => sum + width, 0);

/** Columns of the widest of some texts. */
export const widest = (texts: readonly string[]): number =>
  texts.reduce((most, text) => Math.max(most, textWidth(text)), 0);

/** The text, its end replaced by `...` where it is wider than `width`. */
export function shortened(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  const room = Math.max(0, width - 3);
  let used = 0;
  let kept = '';
  for (const cluster of clusters(text)) {
    used += cluster.width;
    if (used > room) break;
    kept += cluster.text;
  }
  return kept + '...'.slice(0, width);
}

/** The text with spaces up to `width` columns after it, or before it. */
export const padded = (text: string, width: number, side: 'after' | 'before' = 'after'): string => {
  const gap = ' '.repeat(Math.max(0, width - textWidth(text)));
  return side === 'after' ? text + gap : gap + text;
};
