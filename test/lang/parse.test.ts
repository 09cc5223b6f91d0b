import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Expr, Statement } from '../../src/lang/ast.ts';
import { parse, parseExpressions } from '../../src/lang/parse.ts';
import { expressionText, tokenSoup } from './arbitrary.ts';
import { corpus } from './corpus.ts';
import { ofExpr, ofStatement } from './sexpr.ts';
import { nodesOf } from './spans.ts';

const treeOf = (text: string): string => {
  const { statement, faults } = parse(text);
  expect(faults).toEqual([]);
  return ofStatement(statement);
};
const callOf = (text: string) => {
  const { statement } = parse(text);
  if (statement.kind === 'command') return statement.call;
  if (statement.kind === 'assign' && statement.value.kind === 'command-call') return statement.value;
  throw new Error(`${text} is no command`);
};

describe('extensions to mathjs', () => {
  test.each([
    ['jac(f)(1, 2)', '(call (call jac f) #1 #2)'],
    ['jac(f) (1, 2)', '(call (call jac f) #1 #2)'],
    ["jac(f)(1, 2)'", "(' (call (call jac f) #1 #2))"],
    ['grad(f)(x)^2', '(^ (call (call grad f) x) #2)'],
    ['2 hess(f, x)(1)', '(implicit* #2 (call (call hess f x) #1))'],
    ['jac(f)(1, 2)[1, 2]', '(index (call (call jac f) #1 #2) #1 #2)'],
    ['jac(jac(f))(1, 2)', '(call (call jac (call jac f)) #1 #2)'],
    ['det(jac(f)(1, 2))', '(call det (call (call jac f) #1 #2))'],
    ['-grad(f)(x)', '(- (call (call grad f) x))'],
    ['jac(f)(1)(2)', '(implicit* (call (call jac f) #1) (paren #2))'],
    ["jac(f)'(2)", "(implicit* (' (call jac f)) (paren #2))"],
    ['sin(f)(1)', '(implicit* (call sin f) (paren #1))'],
    [
      'x - inv(hess(f)(x)) * flatten(grad(f)(x))',
      '(- x (* (call inv (call (call hess f) x)) (call flatten (call (call grad f) x))))',
    ],
    ['grad(g(u) = u^2)(3)', '(call (call grad (function g (u) (^ u #2))) #3)'],
  ])('a call of an operator on functions is a function: %s', (text, tree) => {
    expect(treeOf(text)).toBe(tree);
  });

  test.each([
    ['(a = 1; a)', '(block (= a #1) a)'],
    ['(a = x^2; b = exp(a); a + b)', '(block (= a (^ x #2)) (= b (call exp a)) (+ a b))'],
    ['h(x) = (a = x^2; sqrt(a) + cos(a))', '(function h (x) (block (= a (^ x #2)) (+ (call sqrt a) (call cos a))))'],
    ['y = (a = 2;\n  b = a x;\n  a b)', '(= y (block (= a #2) (= b (implicit* a x)) (implicit* a b)))'],
    ['2(a = 1; a)', '(implicit* #2 (block (= a #1) a))'],
    ['(a = (b = 1; b); a)', '(block (= a (block (= b #1) b)) a)'],
    ['f((a = 1; a), 2)', '(call f (block (= a #1) a) #2)'],
    ['(a = t ? 1 : 2; a)', '(block (= a (? t #1 #2)) a)'],
    ['(a = 1; a)[1]', '(index (block (= a #1) a) #1)'],
  ])('a block names intermediate values: %s', (text, tree) => {
    expect(treeOf(text)).toBe(tree);
  });
});

describe('one input is one statement', () => {
  const kinds: readonly [string, Statement['kind']][] = [
    ['f(x) = x', 'define'],
    ['x = 3', 'assign'],
    ['x = :det A', 'assign'],
    ['A[1] = 3', 'assign-entries'],
    ['x', 'expression'],
    ['x == 3', 'expression'],
    [':det A', 'command'],
    ['?jac', 'command'],
    ['help jac', 'command'],
    ['quit', 'command'],
    ['', 'empty'],
    ['  ', 'empty'],
    ['# only a comment', 'empty'],
    ['\n\n', 'empty'],
  ];
  test.each(kinds)('%s', (text, kind) => {
    const { statement, faults } = parse(text);
    expect(statement.kind).toBe(kind);
    expect(faults).toEqual([]);
  });

  test('a trailing semicolon changes nothing', () => {
    expect(treeOf('x = 3;')).toBe(treeOf('x = 3'));
    expect(callOf(':det A;').operands).toHaveLength(1);
  });

  test('a comment is kept apart', () => {
    expect(parse('x = 3 # three').comment).toEqual({ text: ' three', span: [6, 13] });
    expect(parse('#= 3').comment?.text).toBe('= 3');
    expect(parse('x = "# no"').comment).toBeUndefined();
  });
});

describe('incomplete input asks for more', () => {
  test.each([
    'f(1,',
    '[1, 2;',
    '[1, 2',
    '(',
    '(a = 1;',
    '[1, # one',
    'f(x) = [1 +',
    'A[2:',
    ':jac f(1,',
    ':jvp f(x) along=(1,',
    'J = :det [1, 2;',
  ])('%s', (text) => expect(parse(text).incomplete).toBe(true));
  test.each(['1 +', 'f(1 2', 'f(*', '"abc', 'f("abc', ')', '[1; 2)', 'x', ':jac f(1)', 'f(x) = '])(
    'but not %s',
    (text) => expect(parse(text).incomplete).toBe(false),
  );
});

describe('commands', () => {
  test('take operands separated by commas', () => {
    expect(callOf(':solve A, [1, 2]').operands.map(ofExpr)).toEqual(['A', '(array #1 #2)']);
    expect(callOf(':det jac(f)(1, 2)').operands.map(ofExpr)).toEqual(['(call (call jac f) #1 #2)']);
    expect(callOf(":inv A'").operands.map(ofExpr)).toEqual(["(' A)"]);
    expect(callOf(':list').operands).toEqual([]);
  });

  test('take values by name after at', () => {
    const { operands, at } = callOf(':hess x^2 + y^2 at x=1, y = [2, 3] mode=forward');
    expect(operands.map(ofExpr)).toEqual(['(+ (^ x #2) (^ y #2))']);
    expect(at.map(({ name, value }) => [name.name, ofExpr(value)])).toEqual([
      ['x', '#1'],
      ['y', '(array #2 #3)'],
    ]);
  });

  test('at is a name like any other where no values follow an operand', () => {
    expect(callOf(':show at').operands.map(ofExpr)).toEqual(['at']);
    expect(callOf(':show 2 + at').operands.map(ofExpr)).toEqual(['(+ #2 at)']);
  });

  test.each([
    [':jvp f(1, 2) along=(0.5, -1)', [['along', '(0.5, -1)']]],
    [
      ':jac f(1) wrt=A,x mode=forward',
      [
        ['wrt', 'A,x'],
        ['mode', 'forward'],
      ],
    ],
    [':jac mode=forward f(1)', [['mode', 'forward']]],
    [
      ":vjp f(1) with=[1, 2]' order=2",
      [
        ['with', "[1, 2]'"],
        ['order', '2'],
      ],
    ],
    [
      ':plot f title="two words" width=3',
      [
        ['title', '"two words"'],
        ['width', '3'],
      ],
    ],
    [':hess x at x=1 layout=denominator', [['layout', 'denominator']]],
    [':set digits=6', [['digits', '6']]],
    [
      ':train loss(W) steps=1000 lr=0.05',
      [
        ['steps', '1000'],
        ['lr', '0.05'],
      ],
    ],
    [':show x == 3', []],
    [':show map(x, f(u) = u)', []],
  ])('take options without blanks around their =: %s', (text, expected) => {
    const { options, operandFaults } = callOf(text);
    expect(options.map(({ key, text: value }) => [key.name, value])).toEqual(expected);
    for (const { text: value, textSpan, span, key } of options) {
      expect(text.slice(...textSpan)).toBe(value);
      expect(text.slice(...span)).toBe(`${key.name}=${value}`);
    }
    expect(operandFaults).toEqual([]);
  });

  test.each([
    [':load tour.nabla', ['tour.nabla']],
    [':replay a/b.nabla', ['a/b.nabla']],
    [':save my-file force=yes', ['my-file']],
    [':load "my tour.nabla" ../x', ['my tour.nabla', '../x']],
    [":load 'my tour.nabla'", ['my tour.nabla']],
    [':help jac', ['jac']],
    ['?jac', ['jac']],
    ['? jac', ['jac']],
    ['help jac', ['jac']],
    ['help :jac', [':jac']],
    [':hess f(1, 2) at x=1, y=2', ['f(1, 2)', 'at', 'x=1,', 'y=2']],
  ])('give their words as typed: %s', (text, words) => {
    expect(callOf(text).words.map((word) => word.text)).toEqual(words);
  });

  test.each([
    [':jac f(1)', 'jac', undefined],
    ['J = :jac f(1)', 'jac', 'J'],
    ['?', 'help', undefined],
    ['help', 'help', undefined],
    ['exit', 'quit', undefined],
    [':exit', 'quit', undefined],
    ['quit', 'quit', undefined],
    [':', '', undefined],
    [':nonsense 1', 'nonsense', undefined],
  ])('%s', (text, name, target) => {
    const { statement, faults } = parse(text);
    expect(faults).toEqual([]);
    expect(callOf(text).name.name).toBe(name);
    expect(statement.kind === 'assign' ? statement.name.name : undefined).toBe(target);
  });

  test('help, exit and quit stay names elsewhere', () => {
    expect(treeOf('help = 3')).toBe('(= help #3)');
    expect(treeOf('help(jac)')).toBe('(call help jac)');
    expect(treeOf('quit + 1')).toBe('(+ quit #1)');
  });
});

describe('the value of an option', () => {
  test.each([
    ['0.5, -1', ['#0.5', '(- #1)']],
    ['(0.5, -1)', ['#0.5', '(- #1)']],
    ['A,x', ['A', 'x']],
    ['(x + 1)', ['(paren (+ x #1))']],
    ['(1), (2)', ['(paren #1)', '(paren #2)']],
    ['([1, 2], 3)', ['(array #1 #2)', '#3']],
    ['f(1, 2)', ['(call f #1 #2)']],
    ['', []],
  ])('%s is a list of expressions', (text, trees) => {
    const { exprs, faults } = parseExpressions(text);
    expect(faults).toEqual([]);
    expect(exprs.map(ofExpr)).toEqual(trees);
  });

  test('keeps its place in the line', () => {
    expect(parseExpressions('1, x', 20).exprs.map(({ span }) => span)).toEqual([
      [20, 21],
      [23, 24],
    ]);
    expect(parseExpressions('1, (', 20).faults[0]?.span).toEqual([23, 24]);
    expect(parseExpressions('2 x', 5).exprs[0]!.span).toEqual([5, 8]);
  });
});

describe('any text', () => {
  const anything = fc.oneof(
    tokenSoup,
    expressionText,
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({ maxLength: 40 }),
  );

  test('is answered, never thrown at, with places inside it', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const { statement, faults } = parse(text);
        const spans = [...faults.map(({ span }) => span), ...nodesOf(statement).map(({ span }) => span)];
        for (const span of spans) {
          expect(span?.[0]).toBeGreaterThanOrEqual(0);
          expect(span?.[1]).toBeLessThanOrEqual(text.length);
          expect(span?.[0]).toBeLessThanOrEqual(span?.[1] ?? 0);
        }
      }),
      { numRuns: 1500 },
    );
  });

  test('that parses has no gaps, and that does not has a fault', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const { statement, faults } = parse(text);
        const hasGap = nodesOf(statement).some(({ kind }) => kind === 'missing');
        if (faults.length === 0 && statement.kind === 'expression') expect(hasGap).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  test('shows each part where it stands: the text of a span is a part of the same kind', () => {
    const check = (text: string): void => {
      const { exprs, faults } = parseExpressions(text);
      if (faults.length > 0) return;
      for (const node of exprs.flatMap(nodesOf)) {
        const part = text.slice(...node.span);
        // A row has no brackets of its own; a range in an index and a function among arguments are understood only there.
        if (part === '' || ['lambda', 'range', 'all', 'name'].includes(node.kind) || isRow(node)) continue;
        const [again] = parseExpressions(`(${part})`).exprs;
        expect(again?.kind === 'paren' && again.inner.kind, `${part} in ${text}`).toBe(node.kind);
      }
    };
    const isRow = (node: Expr) => node.kind === 'array' && node.items[0]?.span[0] === node.span[0];
    for (const line of Object.values(corpus).flatMap((text) => text.split('\n'))) check(line.replaceAll('⏎', '\n'));
    fc.assert(fc.property(expressionText, check), { numRuns: 1000 });
  });
});

describe('long inputs', () => {
  test.each([
    ['a sum of 20,000 terms', 'x + '.repeat(20_000) + 'x'],
    ['a product of 20,000 factors', 'x '.repeat(20_000)],
    ['a vector of 20,000 entries', `[${'1,'.repeat(20_000)}]`],
    ['a matrix of 20,000 rows', `[${'1,2;'.repeat(20_000)}]`],
    ['a block of 20,000 names', `(${'a=1;'.repeat(20_000)}a)`],
    ['20,000 comparisons', `${'x<'.repeat(20_000)}x`],
    ['20,000 words', `:load ${'a b=1 '.repeat(20_000)}`],
  ])('%s are read without recursion', (_what, text) => {
    expect(parse(text).faults).toEqual([]);
  });
});
