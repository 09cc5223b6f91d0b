import { describe, expect, test } from 'vitest';
import { latexExpr } from '../../src/notation/latex.ts';
import { formula } from '../../src/notation/symbolic/formula.ts';

const latex = (text: string): string => latexExpr(formula(text));

describe('parentheses that matter', () => {
  test.each([
    ['a*(b mod c)', 'a \\cdot \\left(b \\bmod c\\right)'],
    ['(a*b) mod c', 'a b \\bmod c'],
    ['-(a mod b)', '-\\left(a \\bmod b\\right)'],
    ['(a mod b)*c', '\\left(a \\bmod b\\right) c'],
    ['a*(b./c)', 'a \\cdot \\left(b \\oslash c\\right)'],
    ['x*(y + z)', 'x \\cdot \\left(y + z\\right)'],
    ['x(y + z)', 'x\\left(y + z\\right)'],
    ['2*x*(y + z)', '2 x \\cdot \\left(y + z\\right)'],
    ['2*(y + z)*x', '2 \\left(y + z\\right) x'],
    ['x^2*(y + z)', 'x^{2} \\left(y + z\\right)'],
    ['x_1', 'x_{1}'],
    ['x[1]', 'x_{[1]}'],
    ['A[1, k + 1]', 'A_{[1, k + 1]}'],
    ['(x!)!', '\\left(x!\\right)!'],
    ['a - b mod c', 'a - b \\bmod c'],
    ['(x > 0 ? 1 : 2)^2', '\\left(\\begin{cases} 1 & x > 0 \\\\ 2 & \\text{otherwise} \\end{cases}\\right)^{2}'],
    ['(x > 0 ? 1 : 2)*y', '\\left(\\begin{cases} 1 & x > 0 \\\\ 2 & \\text{otherwise} \\end{cases}\\right) y'],
    ['y/(x > 0 ? 1 : 2)', '\\frac{y}{\\begin{cases} 1 & x > 0 \\\\ 2 & \\text{otherwise} \\end{cases}}'],
  ])('%s', (text, right) => {
    expect(latex(text)).toBe(right);
  });

  interface Tree {
    readonly text: string;
    readonly value: number;
  }
  const truth = (holds: boolean): number => (holds ? 1.25 : 0);
  /** Stand-ins for what is not defined everywhere: all that matters is that different trees have different values. */
  const binary: Readonly<Record<string, (a: number, b: number) => number>> = {
    '+': (a, b) => a + b,
    '-': (a, b) => a - b,
    '*': (a, b) => a * b,
    '/': (a, b) => a / b,
    '^': (a, b) => Math.cos(3 * a - b) + a * 7,
    '.^': (a, b) => Math.cos(2 * a + b) + a * 5,
    mod: (a, b) => a - b * Math.floor(a / b),
    '.*': (a, b) => a * b,
    './': (a, b) => a / b,
    '<': (a, b) => truth(a < b),
    '==': (a, b) => truth(Math.abs(a - b) < 0.5),
    and: (a, b) => truth(a > 0.7 && b > 0.7),
    or: (a, b) => truth(a > 0.7 || b > 0.7),
  };
  const unary: Readonly<Record<string, (a: number) => number>> = {
    '-(#)': (a) => -a,
    '(#)!': (a) => Math.sin(a) + 2 * a,
    'factorial(#)': (a) => Math.sin(a) + 2 * a,
    'not (#)': (a) => 1.5 - a / 3,
    'sin(#)': Math.sin,
    'log1p(#)': (a) => Math.log(Math.abs(1 + a)),
    '(#) < 1 ? 2 : 3': (a) => (a < 1 ? 2 : 3),
    'abs(#)': Math.abs,
  };
  const two = (op: string, a: Tree, b: Tree): Tree => ({
    text: `(${a.text}) ${op} (${b.text})`,
    value: binary[op]!(a.value, b.value),
  });
  const one = (form: string, a: Tree): Tree => ({ text: form.replace('#', a.text), value: unary[form]!(a.value) });

  test('two trees with the same LaTeX have the same value', () => {
    const [a, b, c, d] = [1.37, 0.71, 2.93, 0.37].map((value, i) => ({ text: 'abcd'[i]!, value })) as [
      Tree,
      Tree,
      Tree,
      Tree,
    ];
    const [ops, forms] = [Object.keys(binary), Object.keys(unary)];
    const trees: Tree[] = [];
    for (const p of ops) {
      for (const f of forms) {
        trees.push(one(f, two(p, a, b)), two(p, one(f, a), b), two(p, a, one(f, b)));
        for (const g of forms)
          trees.push(one(f, one(g, two(p, a, b))), one(f, two(p, one(g, a), b)), one(f, two(p, a, one(g, b))));
        for (const q of ops) {
          trees.push(two(p, one(f, two(q, a, b)), c), two(p, a, one(f, two(q, b, c))));
          trees.push(one(f, two(p, a, two(q, b, c))), one(f, two(p, two(q, a, b), c)));
          trees.push(two(p, one(f, a), two(q, b, c)), two(p, two(q, a, one(f, b)), c));
        }
      }
      for (const q of ops) {
        trees.push(two(p, two(q, a, b), c), two(p, a, two(q, b, c)));
        for (const r of ops) {
          trees.push(two(p, two(q, two(r, a, b), c), d), two(p, a, two(q, b, two(r, c, d))));
          trees.push(
            two(p, two(q, a, b), two(r, c, d)),
            two(p, two(q, a, two(r, b, c)), d),
            two(p, a, two(q, two(r, b, c), d)),
          );
        }
      }
    }
    const first = new Map<string, Tree>();
    const clashes: string[] = [];
    for (const tree of trees) {
      const text = latex(tree.text);
      const known = first.get(text);
      if (!known) first.set(text, tree);
      else if (
        Number.isFinite(tree.value) &&
        Math.abs(known.value - tree.value) > 1e-9 * Math.max(1, Math.abs(tree.value))
      ) {
        clashes.push(`${known.text} and ${tree.text}: ${text}`);
      }
    }
    expect(trees.length).toBeGreaterThan(10000);
    expect(clashes).toEqual([]);
  });
});
