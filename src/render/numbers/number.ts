/** Columns of the longest text of a number: sign, 17 digits, point and exponent. */
export const longestNumber = 24;

/** A number as people are shown it. */
export interface NumberText {
  readonly text: string;
  /** False where the number has more digits than the text. */
  readonly exact: boolean;
}

const positional = (digits: string, exponent: number): string => {
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = exponent + 1;
  return digits.length <= whole
    ? digits + '0'.repeat(whole - digits.length)
    : `${digits.slice(0, whole)}.${digits.slice(whole)}`;
};

const scientific = (digits: string, exponent: number): string =>
  `${digits[0]}${digits.length > 1 ? `.${digits.slice(1)}` : ''}e${exponent < 0 ? '' : '+'}${exponent}`;

/** `d.ddde+x` as its digits and its exponent. */
function parts(text: string): [digits: string, exponent: number] {
  const at = text.indexOf('e');
  return [text[0]! + text.slice(2, at), Number(text.slice(at + 1))];
}

/**
 * A double to `digits` significant digits. Its shortest exact form where that has no more (`2`, `0.5`, `1e-12`); an
 * integer is also whole where rounding would not make it shorter. Below 1e-5 and from 1e12 on with an exponent (rounded
 * numbers: as soon as the digits end before the point). The sign of a zero is no part of its value and not shown.
 */
export function numberText(x: number, digits: number): NumberText {
  if (!Number.isFinite(x)) return { text: String(x), exact: true };
  if (Number.isInteger(x) && Math.abs(x) < 1000) return { text: String(x + 0), exact: true };
  const sign = x < 0 ? '-' : '';
  const [all, order] = parts(Math.abs(x).toExponential());
  if (all.length <= digits) {
    const plain = order >= -5 && order < Math.max(12, digits);
    return { text: sign + (plain ? positional(all, order) : scientific(all, order)), exact: true };
  }
  const [some, exponent] = parts(Math.abs(x).toExponential(digits - 1));
  const text = exponent >= -5 && exponent < digits ? positional(some, exponent) : scientific(some, exponent);
  if (Number.isSafeInteger(x) && order < text.length) {
    return { text: sign + positional(all, order), exact: true };
  }
  return { text: sign + text, exact: false };
}
