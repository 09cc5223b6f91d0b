import fc from 'fast-check';

const oneOf = (...texts: readonly string[]) => fc.constantFrom(...texts);
const join = (...parts: readonly fc.Arbitrary<string>[]) => fc.tuple(...parts).map((texts) => texts.join(''));
const text = (value: string) => fc.constant(value);
const list = (item: fc.Arbitrary<string>) => fc.array(item, { minLength: 1, maxLength: 3 }).map((items) => items.join(', '));

const leaf = oneOf('1', '2', '.5', '2.', '1e3', '10', 'x', 'y', 'A', 'pi', 'θ', 'e', 'true', 'NaN', 'end', '"s"');
const infix = oneOf(
  '+', '-', '*', '/', '.*', './', '^', '.^', '%', ' mod ', ' + ', ' - ', ' * ', ' / ', ' ^ ', ' ', ' ',
  ' == ', ' != ', '<', ' <= ', '>', ' >= ', ' and ', ' or ', ' xor ', ' ? 1 : ', ':',
);

/** Texts of expressions, nearly all of which parse; operators, signs and brackets are mixed without regard to precedence. */
export const expressionText: fc.Arbitrary<string> = fc.letrec<{ expr: string }>((tie) => ({
  expr: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    leaf,
    join(tie('expr'), infix, tie('expr')),
    join(tie('expr'), infix, tie('expr'), infix, tie('expr')),
    join(oneOf('-', '+', 'not ', '- '), tie('expr')),
    join(tie('expr'), oneOf("'", '!', " '", '[1]', '[2:end]', '(x)', '(2)')),
    join(text('('), tie('expr'), text(')')),
    join(oneOf('f', 'sin', 'mod', 'x ', 'A'), text('('), list(tie('expr')), text(')')),
    join(text('map(x, g(u) = '), tie('expr'), text(')')),
    join(oneOf('A', 'f(x)', '[1, 2]', 'x'), text('['), list(fc.oneof(tie('expr'), oneOf(':', '1:2', '2:', ':3', 'end:-1:1'))), text(']')),
    join(text('['), list(tie('expr')), oneOf(']', ',]', ']')),
    fc.array(fc.tuple(tie('expr'), tie('expr')), { minLength: 1, maxLength: 3 }).map((rows) => `[${rows.map((row) => row.join(', ')).join('; ')}]`),
    join(tie('expr'), text(' ? ('), tie('expr'), text(') : '), tie('expr')),
  ),
})).expr;

/** The tokens of the notation and of its neighbours, in any order: nearly all are wrong. */
export const tokenSoup: fc.Arbitrary<string> = fc
  .array(
    oneOf(
      '1', '2.', '.5', '1e3', '1e', 'x', 'f', 'A', 'at', 'end', 'true', 'jac', 'help', '(', ')', '[', ']', '{', '}', ',', ';', ':', '?',
      '=', '==', '!=', '<', '+', '-', '*', '/', '^', '.^', '.*', './', '%', ' mod ', ' and ', ' not ', ' to ', "'", '!', '"', '"s"', ' ', '\n',
      '# c\n', ':jac', ':jac ', ' wrt=', ' at x=', 'f(', 'A[', '.', '...', '\\', '|', '&', '~', '\u00d7', '\u0000', '\ud835', 'f(x) = ', '(a = 1; ',
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(''));
