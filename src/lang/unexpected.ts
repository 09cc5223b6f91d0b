import { CONSTANTS } from './alphabet.ts';
import type { Cursor } from './cursor.ts';

/** What mathjs or other languages have and Nabla has not: what it is, and what to do instead. */
const UNSUPPORTED: Readonly<Record<string, readonly [what: string, help: string]>> = {
  '{': ['objects', 'Use a vector [a, b] or a matrix [a, b; c, d]; ( ) groups.'],
  '}': ['objects', 'Use a vector [a, b] or a matrix [a, b; c, d]; ( ) groups.'],
  '.': ['properties', 'Use one name per value; * multiplies.'],
  '?.': ['properties', 'Use one name per value.'],
  '??': ['operator ??', 'Use a ternary: test ? a : b'],
  '~': ['bit operator ~', "Use 'not' for truth values."],
  '&': ['bit operator &', "Use 'and' for truth values."],
  '|': ['bit operator |', "Use 'or' for truth values, abs(x) for |x|."],
  '^|': ['bit operator ^|', "Use 'xor' for truth values."],
  '<<': ['bit operator <<', 'Multiply by a power of 2.'],
  '>>': ['bit operator >>', 'Divide by a power of 2.'],
  '>>>': ['bit operator >>>', 'Divide by a power of 2.'],
  to: ["unit conversion 'to'", 'Values have no units; multiply by the factor.'],
  in: ["unit conversion 'in'", 'Values have no units; multiply by the factor.'],
  '&&': ['operator &&', "Write 'and'."],
  '||': ['operator ||', "Write 'or'."],
  '**': ['operator **', 'Write ^ for a power.'],
  '===': ['operator ===', 'Write == to compare.'],
  '!==': ['operator !==', 'Write != to compare.'],
  '<>': ['operator <>', 'Write != to compare.'],
  ':=': ['operator :=', 'Write = to define.'],
  '=>': ['operator =>', 'Write a function as f(x) = x^2'],
  '->': ['operator ->', 'Write a function as f(x) = x^2'],
  ".'": ["operator .'", "Write ' to transpose; values are real."],
  '...': ['sign ...', 'A range is start:stop or start:step:stop.'],
  '\\': ['operator \\', 'Write lusolve(A, b), or the command :solve A, b'],
};

/** The fault for a construct that Nabla leaves out, if the next token begins one. */
function unsupported(c: Cursor): boolean {
  const { text, span, kind } = c.token;
  const entry = kind !== 'error' && Object.hasOwn(UNSUPPORTED, text) ? UNSUPPORTED[text] : undefined;
  if (!entry) return false;
  c.fault('syntax/unsupported', `Nabla has no ${entry[0]}.`, span, { help: entry[1] });
  return true;
}

/** Reports a token that cannot stand where it stands, after something complete. */
export function reportUnexpected(c: Cursor): void {
  const { token } = c;
  const { text, span } = token;
  if (token.fault) c.report(token.fault);
  else if (unsupported(c)) return;
  else if (token.kind === 'end' || (token.kind === 'bracket' && ')]}'.includes(text))) closing(c);
  else if (token.kind === 'newline' || text === ';') separator(c);
  else if (text === '=') assignment(c);
  else if (text === ',') {
    const help = 'A vector is written [a, b], a decimal number with a point.';
    c.fault('syntax/comma', 'This comma stands outside a call, an index and an array.', span, { help });
  } else if (text === ':') {
    const help = 'A range is start:stop or start:step:stop; a range or a ternary within another stands in parentheses.';
    c.fault('syntax/colon', 'This : belongs to no range and no ternary.', span, { help });
  } else {
    const help = `Write an operator such as *, or a comma, before ${text}`;
    c.fault('syntax/missing-operator', `An operator is missing before ${text}`, span, { help });
  }
}

/** Reports that a value was wanted and something else came. */
export function missingOperand(c: Cursor): void {
  const { token, previous } = c;
  if (token.fault) return c.report(token.fault);
  if (unsupported(c)) return;
  const before = previous && previous.kind !== 'newline' ? previous : undefined;
  if (token.text === '!' && token.kind === 'operator') {
    return c.fault('syntax/missing-operand', 'A ! follows what it is the factorial of.', token.span, {
      help: "Negation is written 'not x'.",
    });
  }
  if (before?.text === '%') {
    const help = 'Write 5/100 for 5%; between two values % is the remainder.';
    return c.fault('syntax/unsupported', 'Nabla has no percentages.', before.span, { help });
  }
  const open = c.brackets.at(-1);
  if (token.kind === 'end' && open && before && (open === before || before.text === ',' || before.text === ';'))
    return closing(c);
  if (token.kind === 'end' || token.kind === 'newline') {
    const what = before ? `A value is missing after ${before.text}` : 'A value is missing.';
    return c.fault('syntax/missing-operand', what, before?.span ?? token.span, {
      help: 'Write a number, a name or an expression there.',
    });
  }
  if (token.kind === 'bracket' && open && CLOSER[open.text] !== token.text) return closing(c);
  if (token.kind === 'bracket' && !open) return closing(c);
  const what = before
    ? `Between ${before.text} and ${token.text} a value is missing.`
    : `A value is missing before ${token.text}`;
  c.fault('syntax/missing-operand', what, token.span, { help: 'Write a number, a name or an expression there.' });
}

/** What closes each bracket. */
export const CLOSER: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** The text ended inside a bracket, or a bracket closes what it did not open. */
function closing(c: Cursor): void {
  const { token } = c;
  const open = c.brackets.at(-1);
  if (token.kind === 'end') {
    if (open) {
      c.fault('syntax/unclosed', `This ${open.text} is never closed.`, open.span, {
        help: `Close it with ${CLOSER[open.text]}`,
      });
    }
    return;
  }
  if (!open) {
    c.fault('syntax/unopened', `Nothing opens this ${token.text}`, token.span, {
      help: 'Delete it, or open the bracket earlier.',
    });
    return;
  }
  c.fault('syntax/mismatched', `This ${token.text} cannot close a ${open.text}`, token.span, {
    help: `Write ${CLOSER[open.text]}`,
    labels: [{ span: open.span, text: 'opened here' }],
  });
}

function separator(c: Cursor): void {
  const help = 'Give each statement a line of its own; (a = ..; b = ..; value) names intermediate values.';
  if (c.level === 0) {
    // A line break is nothing to point at; what follows it is.
    const { span } = c.token.kind === 'newline' ? c.ahead(1) : c.token;
    c.fault('syntax/separator', 'One input holds one statement; a second one begins here.', span, { help });
  } else {
    const rows = 'A ; separates the rows of a matrix or the parts of a block; here it is in neither.';
    c.fault('syntax/separator', rows, c.token.span, { help: 'Arguments and indices are separated by commas.' });
  }
}

/** `=` after something that cannot be assigned to, or where nothing is assigned. */
export function assignment(c: Cursor): void {
  const { previous, token } = c;
  if (previous?.kind === 'name' && CONSTANTS.has(previous.text)) return reportReserved(c, previous);
  if (c.level > 0) {
    const help = 'Write == to compare; assign on a line of its own or in a block (a = ..; value).';
    return c.fault('syntax/inner-assignment', 'An assignment cannot stand inside an expression.', token.span, { help });
  }
  const help = 'Write x = .., f(x) = .. or A[1, 2] = ..; == compares.';
  c.fault('syntax/assignment-target', 'What stands before this = cannot be assigned to.', token.span, { help });
}

/** Reports the definition of a word that the notation needs for itself. */
export function reportReserved(
  c: Cursor,
  name: { readonly text: string; readonly span: readonly [number, number] },
): void {
  const help = 'Choose another name.';
  c.fault('syntax/reserved-name', `${name.text} belongs to the notation and cannot be defined.`, name.span, { help });
}
