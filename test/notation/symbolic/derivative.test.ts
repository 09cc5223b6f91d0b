import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printExpr } from '../../../src/lang/print.ts';
import { loadSymbolic } from '../../../src/mathjs/symbolic.ts';
import { differentiator } from '../../../src/notation/symbolic/differentiate.ts';
import { formula } from '../../../src/notation/symbolic/formula.ts';
import { functions } from '../../../src/ops/functions.ts';
import { known, partialsOf, shorter } from '../../../src/notation/symbolic/rules.ts';
import { holdFormula } from '../../../src/notation/symbolic/trial.ts';
import { subjectAt } from '../../../src/notation/symbolic/subject.ts';
import { notes } from '../../../src/evaluate/notes.ts';
import { emptySession } from '../../../src/evaluate/session.ts';
import { startEvaluator } from '../../../src/evaluate/start.ts';
import { unloaded } from '../../../src/evaluate/unloaded.ts';
import { answerOf, faultOf, notesOf, valueOf } from '../../session/engine-fixture.ts';

/** The text of a derivative. */
async function formulaOf(...lines: readonly string[]): Promise<string> {
  const answer = await answerOf(...lines);
  if (!answer.ok || answer.result?.kind !== 'function') throw new Error(`${lines.at(-1)}: ${JSON.stringify(answer)}`);
  return answer.result.text;
}

describe('a derivative as a formula', () => {
  test.each([
    [':diff x^2', 'ans(x) = 2*x'],
    ['g = :diff 3 x^2 - 2 x + 1', 'g(x) = 6*x - 2'],
    [':diff sin(x)^2', 'ans(x) = 2*cos(x)*sin(x)'],
    [':diff 2^x', 'ans(x) = 2^x*log(2)'],
    [':diff e^x', 'ans(x) = e^x'],
    [':diff x^y wrt=y', 'ans(y) = x^y*log(x)'],
    [':diff abs(x)^3', 'ans(x) = 3*abs(x)^2*sign(x)'],
    [':diff relu(x)*x', 'ans(x) = relu(x) + x*(x > 0)'],
    [':diff x > 0 ? x^2 : sin(x)', 'ans(x) = x > 0 ? 2*x : cos(x)'],
    [':diff x!', 'ans(x) = gamma(x + 1)*digamma(x + 1)'],
    [':diff floor(x)*x', 'ans(x) = floor(x)'],
    [':diff x < 1', 'ans(x) = 0'],
    [':diff sin', 'ans(x) = cos(x)'],
  ])('%s', async (line, text) => {
    expect(await formulaOf(line)).toBe(text);
  });

  test('several names give a row, a vector a row for each entry, one name a column', async () => {
    expect(await formulaOf(':diff x^2*y wrt=x,y')).toBe('ans(x, y) = [[2*y*x, x^2]]');
    expect(await formulaOf('f(x, y) = [x^2 + y^2, x*y]', ':diff f')).toBe('ans(x, y) = [2*x, 2*y; y, x]');
    expect(await formulaOf(':diff [t, t^2, t^3]')).toBe('ans(t) = [1; 2*t; 3*t^2]');
    expect(await formulaOf(':diff x*[1, x; x^2, 2]')).toBe('ans(x) = [1, 2*x; 3*x^2, 2]');
  });

  test('functions and blocks are written out, and keep their own names', async () => {
    const lines = ['g(x) = x^2', 'f(y) = (a = g(y); b = g(a); a + b)'];
    expect(await formulaOf(...lines, ':diff f')).toMatch(/^ans\(y\) = /);
    expect(await valueOf(...lines, 'd = :diff f', 'd(2)')).toBe(2 * 2 + 4 * 8);
    // g reads the session's x, not the parameter of f.
    expect(await valueOf('x = 7', 'g(t) = x*t', 'f(x) = g(x)', 'd = :diff f', 'd(2)')).toBe(7);
  });

  test('a call at numbers means the function, a call of names those names', async () => {
    expect(await formulaOf('f(x) = x^2', ':diff f(3)')).toBe('ans(x) = 2*x');
    expect(await formulaOf('f(x) = x^2', ':diff f(t)')).toBe('ans(t) = 2*t');
    expect(await formulaOf('f(x) = x^2', ':diff f(3 t)')).toBe('ans(t) = 18*t');
  });

  test('the answer is a function: called, differentiated again, differentiated exactly', async () => {
    expect(await valueOf('f(x) = x^4', 'd = :diff f', 'dd = :diff d', 'dd(2)')).toBe(48);
    expect(await valueOf('d = :diff x^4', ':grad d(2)')).toBe(48);
  });

  test('names of the library are names of the user here', async () => {
    expect(await formulaOf('k(i) = i*i', ':diff k')).toBe('ans(i) = 2*i');
    expect(await formulaOf('k(e) = e^2', ':diff k')).toBe('ans(e) = 2*e');
  });

  test('a simplification that is wrong is not shown', async () => {
    // (x^2)^(-1/2) is 1/|x|, which mathjs takes for 1/x.
    expect(await formulaOf(':diff (x^2)^(1/2)')).toBe('ans(x) = x*(x^2)^(-1/2)');
    expect(await valueOf('d = :diff sqrt(x^2)', 'd(-3)')).toBe(-1);
    expect(await valueOf('d = :diff log(x^2)', 'd(-2)')).toBe(-1);
  });

  test.each([
    [':diff x^2*1.380649e-23', 2, 5.522596e-23],
    [':diff x/(x+1e-18)', 1e-18, 2.5e17],
    [':diff x/(x+1e-18)', 1, 1e-18],
    [':diff x+1e-16*x^3', 1e8, 4],
    [':diff x-1.0000000000000002*x', 5, -(2 ** -52)],
    [':diff 1e-200*sin(x)', 0, 1e-200],
    [':diff 1/(1e-17+x^2)', 1e-9, -1.652892561983471e25],
    [':diff x^1.0000000000000002-x', 1, 2 ** -52],
  ])('no number is too small or too near another: %s at %d', async (line, at, right) => {
    const found = (await valueOf(`d = ${line}`, `d(${at})`)) as number;
    expect(Math.abs(found / right - 1)).toBeLessThan(1e-12);
  });

  test('nor in LaTeX, nor for :check', async () => {
    expect(await valueOf(':diff x^2*1.380649e-23 as=latex')).toContain('2.761298 \\cdot 10^{-23} x');
    const answer = await answerOf(':check x^2*1.380649e-23 at x=2');
    expect(answer.ok && JSON.stringify(answer.result)).toMatch(/"symbolic"/);
    expect(JSON.stringify(answer)).not.toContain('disagree');
  });

  test.each([
    ['(x^n)^0.25', 'n = 4', -2, -1],
    ['((x-3)^n)^(1/n)', 'n = 2', 1, -1],
    ['((x^2)^y)^z', 'y = 1; z = 0.5', -3, -1],
    ['sqrt(x^n)', 'n = 2', -5, -1],
    ['((x^n)^m)^(1/4)', 'n = 2; m = 2', -3, -1],
  ])(
    'a power of a power is not merged where that is wrong: %s with %s at %d',
    async (formulaText, values, at, right) => {
      const lines = [`d = :diff ${formulaText} wrt=x`, ...values.split('; '), `d(${at})`];
      expect(await valueOf(...lines)).toBeCloseTo(right, 12);
    },
  );

  test('the slope of a sigmoid keeps its digits far out', async () => {
    const right = 2.0611536139418493e-9; // sigma(20)*(1 - sigma(20)), of 30 digits.
    expect(((await valueOf('d = :diff sigmoid(x)', 'd(20)')) as number) / right).toBeCloseTo(1, 12);
  });

  test('an unknown name by itself is no formula, unless it is said to be', async () => {
    expect(await faultOf(':diff foo')).toEqual(['name/unknown', 'foo']);
    expect(await formulaOf(':diff foo wrt=foo')).toBe('ans(foo) = 1');
  });

  test.each([
    ['derivative/branch-edge', ':diff x == 0 ? 0 : x'],
    ['derivative/branch-edge', ':diff x == 0 ? 1 : sin(x)/x'],
    ['derivative/branch-edge', ':diff where(x > 1, x^2, x)'],
    ['derivative/branch-edge', ':diff x*(x > 1)'],
    ['derivative/kink', ':diff max(x, x^2)'],
    ['derivative/kink', ':diff abs(x)^3'],
    ['derivative/kink', ':diff x mod 2'],
  ])('%s is told of %s, as a gradient there tells it', async (code, line) => {
    expect((await notesOf(line)).map(([c]) => c)).toEqual([code]);
  });

  test('the derivative of a choice tells it again; what has none, or none by this name, tells nothing', async () => {
    expect((await notesOf('d = :diff x == 0 ? 1 : sin(x)/x', ':diff d')).map(([c]) => c)).toEqual([
      'derivative/branch-edge',
    ]);
    expect(await notesOf(':diff sin(x)*x^3')).toEqual([]);
    expect(await notesOf(':diff x*abs(y) wrt=x')).toEqual([]);
  });

  test('operators by their names are those operators', async () => {
    const by = (name: string): Promise<unknown> => valueOf(`d = :diff ${name}`, 'd(2)');
    expect(await by('pow(x, 3)')).toBe(12);
    expect(await by('multiply(x, x + 1)')).toBe(5);
    expect(await by('divide(1, x)')).toBe(-0.25);
  });

  test('a formula that agrees nowhere is a fault, one that can be tried nowhere a note', async () => {
    expect(await faultOf(':diff max(x, x)')).toEqual(['symbolic/unsupported', 'max(x, x)']);
    expect((await notesOf(':diff log(-x^2 - 1)')).map(([code]) => code)).toEqual(['symbolic/untried']);
  });

  test.each([
    ['symbolic/unsupported', ':diff sum(x)'],
    ['symbolic/unsupported', ':diff map(x, f(u) = u)'],
    ['symbolic/unsupported', ':diff gcd(x, 2)'],
    ['name/unknown', ':diff nosuch(x)'],
    ['wrt/ambiguous', ':diff x + y'],
    ['wrt/none', ':diff 3'],
    ['at/formula', ':diff x^2 at x=2'],
    ['operand/extra', ':diff x, y'],
    ['operand/missing', ':diff'],
  ])('%s: %s', async (code, line) => {
    expect((await faultOf(line))[0]).toBe(code);
  });

  test.each([
    ['symbolic/unsupported', ['r(n) = n <= 0 ? 1 : r(n - 1)', ':diff r']],
    ['symbolic/unsupported', ['A = [1, 2]', ':diff x*A wrt=x']],
    ['wrt/unknown', ['f(x) = x^2', ':diff f wrt=y']],
    ['limit/symbolic', ['f(x) = x*x', 'g(x) = f(f(f(f(x))))', 'h(x) = g(g(g(x)))', ':diff h']],
  ])('%s: %j', async (code, lines) => {
    expect((await faultOf(...lines))[0]).toBe(code);
  });
});

describe('rules', () => {
  const { evaluator } = startEvaluator(emptySession(1), notes(), unloaded);
  const symbolic = loadSymbolic();
  const context = { command: { kind: 'name', name: 'diff', span: [0, 0] }, evaluator, source: '' } as const;
  const verdictOf = (text: string, by: string, simplify: (formula: string) => string) => {
    const expr = formula(text);
    const subject = subjectAt({ ...context, source: text }, expr, [by], false);
    const derivative = differentiator(symbolic, [by], simplify)(expr, by);
    return [holdFormula(evaluator, subject, formula(printExpr(derivative))), printExpr(derivative)] as const;
  };
  const typed = [...functions.values()].filter(({ op }) => op).map(({ name }) => name);
  const names = [...new Set([...known, ...Object.keys(shorter), ...typed])];
  /** Typed as an operator too, whose derivative mathjs knows; and a choice, of which each side is derived. */
  const otherwise = ['dotPow', 'where'];

  test('there is one of every function that is one op', () => {
    const missing = names.filter((name) => !known.has(name) && !partialsOf(name) && !otherwise.includes(name));
    expect(missing, 'not known to mathjs, and its partials lead to an op that has neither name nor formula').toEqual(
      [],
    );
  });

  const operands = (name: string): number => functions.get(name)?.op?.value?.length ?? partialsOf(name)?.length ?? 1;
  const held = names.filter((name) => !otherwise.includes(name));

  test.each(held.flatMap((name) => (operands(name) < 2 ? [[`${name}(x)`]] : [[`${name}(x, 2)`], [`${name}(3, x)`]])))(
    '%s agrees with the exact derivative',
    (text) => {
      expect(verdictOf(text, 'x', (t) => t)[0]).toBe('right');
    },
  );

  test('random formulas, simplified or not', () => {
    const leaf = fc.constantFrom('x', 'x', '2', '0.5', '3');
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        leaf,
        fc
          .tuple(fc.constantFrom('sin', 'tanh', 'exp', 'sqrt', 'abs', 'sigmoid', 'atan'), tie('tree'))
          .map(([f, u]) => `${f}(${u})`),
        fc
          .tuple(tie('tree'), fc.constantFrom('+', '-', '*', '/'), tie('tree'))
          .map(([a, op, b]) => `(${a} ${op} ${b})`),
        tie('tree').map((u) => `(${u})^2`),
      ),
    }));
    let held = 0;
    fc.assert(
      fc.property(tree, (text) => {
        const [plain, formulaText] = verdictOf(text, 'x', (t) => t);
        if (plain === 'right') held++;
        expect([text, formulaText, plain]).not.toContain('wrong');
      }),
      { numRuns: 150, seed: 7 },
    );
    expect(held).toBeGreaterThan(100);
  });
});
