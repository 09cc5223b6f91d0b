import { invariant } from '../base/invariant.ts';
import type { BinaryOperator, Expr } from '../lang/ast.ts';
import { logBase } from '../ops/scalar/exponential.ts';
import { functions } from '../ops/functions.ts';
import { latexName } from './latex-name.ts';
import { latexNumber, latexRows } from './latex-value.ts';

/** How tightly a piece of LaTeX holds together; an operand that holds less than its place asks gets parentheses. */
const strength = { test: 0, compare: 1, sum: 2, mixed: 3, product: 4, sign: 5, apply: 6, power: 7, atom: 8 } as const;

interface Piece {
  readonly text: string;
  readonly strength: number;
  /** Ends with an argument without parentheses, `\\sin x`: a factor behind it would be read as part of that. */
  readonly open?: boolean;
  /** Ends with a name: parentheses behind it would be read as its arguments. */
  readonly named?: boolean;
}

const piece = (text: string, strong: keyof typeof strength): Piece => ({ text, strength: strength[strong] });
const atom = (text: string): Piece => piece(text, 'atom');

const parenthesised = (text: string): string => `\\left(${text}\\right)`;

/** The text of an operand in a place that asks for so much. */
const inStrength = ({ text, strength: has }: Piece, wanted: number): string =>
  has < wanted ? parenthesised(text) : text;

/** An expression in LaTeX, with the parentheses that it needs and no others. */
export const latexExpr = (expr: Expr): string => pieceOf(expr).text;

const pieceAt = (expr: Expr, wanted: keyof typeof strength): string => inStrength(pieceOf(expr), strength[wanted]);

const list = (exprs: readonly Expr[]): string => exprs.map(latexExpr).join(', ');

function pieceOf(expr: Expr): Piece {
  switch (expr.kind) {
    case 'number': {
      const text = latexNumber(expr.value);
      return text.includes('\\cdot') ? piece(text, 'product') : atom(text);
    }
    case 'string':
      return atom(`\\text{${expr.value.replace(/[{}$&#_%]/g, '\\$&').replace(/[\^~]/g, '\\$&{}')}}`);
    case 'name':
      return { ...atom(latexName(expr.name)), named: true };
    case 'paren':
      return pieceOf(expr.inner);
    case 'prefix':
      return expr.op === 'not'
        ? { ...piece(`\\neg ${pieceAt(expr.arg, 'sign')}`, 'sign'), open: pieceOf(expr.arg).open === true }
        : piece(`${expr.op}${pieceAt(expr.arg, 'product')}`, 'sum');
    case 'postfix':
      return expr.op === '!'
        ? piece(`${pieceAt(expr.arg, 'atom')}!`, 'power')
        : piece(`${pieceAt(expr.arg, 'atom')}^{\\top}`, 'power');
    case 'binary':
      return binary(expr);
    case 'chain': {
      const parts = expr.args.map((arg) => pieceAt(arg, 'sum'));
      return piece(
        parts.map((part, i) => (i === 0 ? part : `${infix[expr.ops[i - 1]!]} ${part}`)).join(' '),
        'compare',
      );
    }
    case 'conditional':
      // It has no right brace: what stands behind it would be read as part of a case.
      return piece(
        `\\begin{cases} ${latexExpr(expr.then)} & ${latexExpr(expr.test)} \\\\ ${latexExpr(expr.otherwise)} & \\text{otherwise} \\end{cases}`,
        'test',
      );
    case 'array': {
      const rows = expr.items.map((item) =>
        item.kind === 'array' ? item.items.map(latexExpr).join(' & ') : latexExpr(item),
      );
      return atom(latexRows(rows));
    }
    case 'range':
      return piece(
        [expr.start, ...(expr.step ? [expr.step] : []), expr.stop].map((e) => pieceAt(e, 'sum')).join('{:}'),
        'compare',
      );
    case 'index':
      // x_{1} is the name x1.
      return atom(`${pieceAt(expr.target, 'atom')}_{[${list(expr.indices)}]}`);
    case 'all':
      return atom('{:}');
    case 'call':
      return call(expr);
    case 'lambda':
      return piece(`${names(expr.params.map((p) => p.name))} \\mapsto ${latexExpr(expr.body)}`, 'test');
    case 'block': {
      const where = expr.lets.map(({ name, value }) => `${latexName(name.name)} = ${latexExpr(value)}`).join(', \\; ');
      return piece(`${latexExpr(expr.value)} \\quad \\text{where } ${where}`, 'test');
    }
    case 'missing':
      return atom('');
  }
}

const names = (params: readonly string[]): string =>
  params.length === 1 ? latexName(params[0]!) : parenthesised(params.map(latexName).join(', '));

const infix: Readonly<Record<BinaryOperator, string>> = {
  '+': '+',
  '-': '-',
  '*': '\\cdot',
  '/': '/',
  '.*': '\\odot',
  './': '\\oslash',
  '^': '^',
  '.^': '^',
  '%': '\\bmod',
  mod: '\\bmod',
  '==': '=',
  '!=': '\\neq',
  '<': '<',
  '<=': '\\leq',
  '>': '>',
  '>=': '\\geq',
  and: '\\land',
  or: '\\lor',
  xor: '\\oplus',
};

function binary(expr: Expr & { kind: 'binary' }): Piece {
  const { op, left, right } = expr;
  // (-a)/b is written -(a/b), which needs no parentheses.
  if ((op === '*' || op === '/') && left.kind === 'prefix' && left.op === '-') {
    return piece(`-${inStrength(binary({ ...expr, left: left.arg }), strength.product)}`, 'sum');
  }
  switch (op) {
    case '/':
      return piece(`\\frac{${latexExpr(left)}}{${latexExpr(right)}}`, 'power');
    case '^':
    case '.^':
      return piece(`${pieceAt(left, 'atom')}^{${op === '^' ? '' : '\\circ '}${latexExpr(right)}}`, 'power');
    case '*':
      return product(pieceOf(left), pieceOf(right));
    case '+':
      return piece(`${pieceAt(left, 'sum')} + ${signed(right)}`, 'sum');
    case '-':
      return piece(`${pieceAt(left, 'sum')} - ${pieceAt(right, 'mixed')}`, 'sum');
    case '.*':
    case './':
    case '%':
    case 'mod':
      return piece(`${pieceAt(left, 'mixed')} ${infix[op]} ${pieceAt(right, 'apply')}`, 'mixed');
    case 'and':
    case 'or':
    case 'xor':
      return piece(`${pieceAt(left, 'compare')} ${infix[op]} ${pieceAt(right, 'compare')}`, 'test');
    default:
      return piece(`${pieceAt(left, 'sum')} ${infix[op]} ${pieceAt(right, 'sum')}`, 'compare');
  }
}

/** What is added: a sum needs no parentheses, what begins with a sign does. */
const signed = (expr: Expr): string => {
  const { text } = pieceOf(expr);
  return /^[-+]/.test(text) ? parenthesised(text) : pieceAt(expr, 'sum');
};

/** Factors side by side; a dot where they would run together, or be read as a call. */
function product(left: Piece, right: Piece): Piece {
  const [a, b] = [inStrength(left, strength.product), inStrength(right, strength.product)];
  const dot = /^[\d.]/.test(b) || left.open === true || (left.named === true && b.startsWith('\\left('));
  const last = right.strength < strength.product ? undefined : right;
  return {
    ...piece(`${a} ${dot ? '\\cdot ' : ''}${b}`, 'product'),
    open: last?.open === true,
    named: last?.named === true,
  };
}

const operators: Readonly<Record<string, (f: string) => string>> = {
  grad: (f) => `\\nabla ${f}`,
  jac: (f) => `J_{${f}}`,
  hess: (f) => `H_{${f}}`,
};

/** Functions of two that are operators: `add(x, y)` is x + y. */
const asOperators: Readonly<Record<string, BinaryOperator>> = {
  add: '+',
  subtract: '-',
  dotMultiply: '.*',
  dotDivide: './',
  dotPow: '.^',
  mod: 'mod',
};

function call(expr: Expr & { kind: 'call' }): Piece {
  const { callee, args, span } = expr;
  if (callee.kind !== 'name') return atom(`${latexExpr(callee)}${parenthesised(list(args))}`);
  const { name } = callee;
  const operator = operators[name];
  if (operator && args[0]) return atom(operator(latexExpr(args[0])));
  const [left, right, ...more] = args;
  const op = asOperators[name];
  if (op && left && right && more.length === 0) {
    return binary({ kind: 'binary', op, left, right, implicit: false, opSpan: span, span });
  }
  const template = name === 'log' && right ? logBase.doc?.latex : functions.get(name)?.doc.latex;
  if (template !== undefined && slots(template) === args.length) return filled(template, args);
  const head = functions.has(name) && Array.from(name).length > 1 ? `\\operatorname{${name}}` : latexName(name);
  return atom(`${head}${parenthesised(list(args))}`);
}

const slots = (template: string): number =>
  Math.max(0, ...Array.from(template.matchAll(/#(\d)/g), (m) => Number(m[1])));

/** An op's template with its operands: in braces and brackets as they are, elsewhere in parentheses where they need them. */
function filled(template: string, args: readonly Expr[]): Piece {
  const text = template.replace(/\{?#(\d)\}?/g, (found, digit: string, at: number) => {
    const arg = args[Number(digit) - 1];
    invariant(arg, 'a template has a slot for each operand');
    const [before, after] = [template[at - 1] ?? '', template[at + found.length] ?? ''];
    const braced = found.startsWith('{') && found.endsWith('}');
    const inner = pieceOf(arg);
    if (braced && after !== '^' && after !== '!') return `{${inner.text}}`;
    if (braced || after === '^' || after === '!')
      return braced ? `{${inStrength(inner, strength.atom)}}` : inStrength(inner, strength.atom);
    const open = found.startsWith('{') ? '{' : '';
    const close = found.endsWith('}') ? '}' : '';
    const enclosed = before === '(' || before === '|' || before === '[' || open !== '';
    return (
      open +
      (before === ' ' && after === ')'
        ? inStrength(inner, strength.sum)
        : enclosed
          ? inner.text
          : inStrength(inner, strength.atom)) +
      close
    );
  });
  const strong = strengthOf(template);
  return { ...piece(text, strong), open: strong === 'apply' && !text.endsWith(')') };
}

function strengthOf(template: string): keyof typeof strength {
  if (/^\\begin\{cases|^#1 \\(?:land|lor|veebar)/.test(template)) return 'test';
  if (template.startsWith('#1 \\cdot ')) return 'mixed';
  if (/^#1\S* #2$/.test(template)) return 'product';
  if (/^\\(?:frac|left|sqrt|overline|lVert|begin)/.test(template) || template.endsWith(')')) return 'power';
  if (/ [-+] #?\d/.test(template) || template.startsWith('-')) return 'sum';
  if (/^(?:\{#1\}|#1|e)\^/.test(template)) return 'power';
  return /^#1 \\(?:leq|geq|neq)|^#1 [<>=]/.test(template) ? 'compare' : 'apply';
}

/** What is on the left of the sign of equality. */
export type Defined =
  | { readonly kind: 'function'; readonly name: string; readonly params: readonly string[] }
  | {
      readonly kind: 'derivative';
      readonly name?: string;
      readonly formula: Expr;
      readonly params: readonly string[];
      readonly by: readonly string[];
    };

/** A definition, or the derivative of a function or an expression, in LaTeX. */
export function latexDefinition(defined: Defined, body: Expr): string {
  return `${leftSide(defined)} = ${latexExpr(body)}`;
}

function leftSide(defined: Defined): string {
  const { name, params } = defined;
  const args = parenthesised(params.map(latexName).join(', '));
  if (defined.kind === 'function') return `${latexName(defined.name)}${args}`;
  const { by } = defined;
  const of = name === undefined ? undefined : latexName(name);
  if (of !== undefined && params.length === 1) return `${of}'${args}`;
  const d = params.length === 1 ? '\\mathrm{d}' : '\\partial';
  const below = by.length === 1 ? latexName(by[0]!) : parenthesised(by.map(latexName).join(', '));
  return of === undefined
    ? `\\frac{${d}}{${d} ${below}} ${pieceAt(defined.formula, 'product')}`
    : `\\frac{${d} ${of}}{${d} ${below}}${args}`;
}
