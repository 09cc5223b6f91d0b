import type { FaultData } from '../base/fault.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** Reads the string whose quote stands at `at`; it ends at the same quote, with mathjs's escapes, on the same line. */
export function readString(source: string, at: number): { text: string; value?: string; fault?: FaultData } {
  const quote = source.charAt(at);
  let value = '';
  let end = at + 1;
  let fault: FaultData | undefined;
  while (end < source.length && source.charAt(end) !== '\n') {
    const char = source.charAt(end);
    if (char === quote) {
      const text = source.slice(at, end + 1);
      return fault ? { text, fault } : { text, value };
    }
    if (char !== '\\') {
      value += char;
      end++;
      continue;
    }
    const { length, char: meant } = readEscape(source, end);
    if (meant === undefined) fault ??= badEscape(source.slice(end, end + 2));
    else value += meant;
    end += length;
  }
  return { text: source.slice(at, end), fault: unclosed(quote) };
}

function readEscape(source: string, at: number): { length: number; char?: string } {
  const letter = source.charAt(at + 1);
  if (letter === 'u') {
    const hex = source.slice(at + 2, at + 6);
    return /^[0-9A-Fa-f]{4}$/.test(hex)
      ? { length: 6, char: String.fromCharCode(Number.parseInt(hex, 16)) }
      : { length: 2 };
  }
  const char = Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined;
  // A newline is no part of the escape: the string ends there, unclosed.
  return char === undefined ? { length: letter === '\n' || letter === '' ? 1 : 2 } : { length: 2, char };
}

const badEscape = (text: string): FaultData => ({
  code: 'syntax/escape',
  message: `${text} is not an escape that strings have.`,
  help: 'Write \\\\ for a backslash; the others are \\" \\\' \\/ \\b \\f \\n \\r \\t and \\uXXXX.',
});

const unclosed = (quote: string): FaultData => ({
  code: 'syntax/unclosed-string',
  message: `The string that begins here has no closing ${quote}`,
  help:
    quote === "'"
      ? "Close it with '; a ' transposes only directly after a value."
      : 'Close it with " on the same line.',
});
