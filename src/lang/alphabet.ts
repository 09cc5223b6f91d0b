/**
 * A letter of a name: mathjs's alphabet (Latin with accents, Greek, letter-like and mathematical alphanumerics),
 * without the signs × and ÷, which lie among the accented letters and which people paste to mean an operator.
 */
const LETTER =
  '(?:[A-Za-z_$\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02AF\\u0370-\\u03FF\\u2100-\\u214F]' +
  // Unassigned code points of the mathematical block are no letters.
  '|\\uD835(?![\\uDC55\\uDC9D\\uDCA0\\uDCA1\\uDCA3\\uDCA4\\uDCA7\\uDCA8\\uDCAD\\uDCBA\\uDCBC\\uDCC4\\uDD06\\uDD0B' +
  '\\uDD0C\\uDD15\\uDD1D\\uDD3A\\uDD3F\\uDD45\\uDD47-\\uDD49\\uDD51\\uDEA6\\uDEA7\\uDFCC\\uDFCD])[\\uDC00-\\uDFFF])';

/** A name at `lastIndex`. */
export const NAME = new RegExp(`${LETTER}(?:${LETTER}|[0-9])*`, 'y');

/** Operators that are spelled as words; before a `(` they may also be functions (`mod(5, 3)`), except `not`. */
export const WORD_OPERATORS: ReadonlySet<string> = new Set(['mod', 'to', 'in', 'and', 'xor', 'or', 'not']);

/** Names that mathjs reads as constants: they are never called, and no number may follow them without an operator. */
export const CONSTANTS: ReadonlySet<string> = new Set(['true', 'false', 'null', 'undefined', 'NaN', 'Infinity']);

/** Operators on functions: a parenthesis after their call calls the function that they answer. */
export const FUNCTION_OPERATORS = ['grad', 'jac', 'hess'] as const;

export type DerivativeOperator = (typeof FUNCTION_OPERATORS)[number];

/** Whether a name is that of an operator on functions. */
export const isOperator = (name: string): name is DerivativeOperator =>
  (FUNCTION_OPERATORS as readonly string[]).includes(name);

/** Everything that separates tokens within a line. */
export const BLANK = /[ \t\r\f\v\u00A0\u2000-\u200A\u202F\u205F\u3000\uFEFF]+/y;

/** Signs that are pasted from documents, each with what to type in its place. */
export const LOOKALIKES: Readonly<Record<string, string>> = {
  '×': '*',
  '·': '*',
  '⋅': '*',
  '∙': '*',
  '÷': '/',
  '∕': '/',
  '−': '-',
  '–': '-',
  '—': '-',
  '≤': '<=',
  '≥': '>=',
  '≠': '!=',
  '≡': '==',
  '¬': 'not',
  '∧': 'and',
  '∨': 'or',
  '⊻': 'xor',
  '²': '^2',
  '³': '^3',
  '⁴': '^4',
  ⁿ: '^n',
  '⁻': '^-',
  '¹': '^1',
  ᵀ: "'",
  '′': "'",
  '√': 'sqrt(..)',
  '∑': 'sum(..)',
  '∏': 'prod(..)',
  '∞': 'inf',
  '∇': 'grad(..)',
  '½': '1/2',
  '¼': '1/4',
  '¾': '3/4',
  '“': '"',
  '”': '"',
  '„': '"',
  '‘': "'",
  '’': "'",
  '，': ',',
  '（': '(',
  '）': ')',
};
