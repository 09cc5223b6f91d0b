const printable = /^[\n -~]*$/;

/**
 * Control characters but newline, and what is invisible or reorders its neighbours: format characters (bidi, zero width,
 * soft hyphen), variation selectors, fillers, line and paragraph separators, halves of surrogate pairs.
 */
export const unshown = /[^\P{Cc}\n]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

const shown = (character: string): string => {
  const code = character.codePointAt(0)!;
  if (code === 9) return '  ';
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\u{${code.toString(16)}}`;
};

/**
 * Text from outside with everything that a terminal would obey or hide spelled out: an escape becomes `\x1b`, a
 * right-to-left override `\u202e`, a tab two spaces; newlines stay.
 */
export const clean = (text: string): string => (printable.test(text) ? text : text.replace(unshown, shown));

/** The same on one line. */
export const cleanLine = (text: string): string => clean(text).replaceAll('\n', ' ');
