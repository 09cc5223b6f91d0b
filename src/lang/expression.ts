import { join } from '../base/span.ts';
import type { Span } from '../base/span.ts';
import type { BinaryOperator, Comparison, Expr, PrefixOperator } from './ast.ts';
import { CONSTANTS } from './alphabet.ts';
import type { Cursor } from './cursor.ts';
import { missing, operand } from './operand.ts';

/** How tight the operators bind, loosest first. Signs, powers and implicit multiplication bind tighter than all. */
const LEVEL: Readonly<Record<string, number>> = {
  or: 1,
  xor: 2,
  and: 3,
  '==': 4,
  '!=': 4,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '+': 6,
  '-': 6,
  '*': 7,
  '/': 7,
  '.*': 7,
  './': 7,
  '%': 7,
  mod: 7,
};
const LOOSEST = 1;
const COMPARISON = 4;
const RANGE = 5;
const SUM = 6;

/** Reads an expression, as far as it goes. */
export function expression(c: Cursor): Expr {
  if (!c.enter()) return missing(c);
  let node = binary(c, LOOSEST);
  while (c.at('?')) node = conditional(c, node);
  c.leave();
  return node;
}

/** While the first branch is read, a `:` on the same level of brackets is the ternary's own, as in mathjs. */
function conditional(c: Cursor, test: Expr): Expr {
  const outer = c.ternaryLevel;
  c.ternaryLevel = c.level;
  const question = c.takeOperator();
  const then = expression(c);
  if (c.at(':')) c.takeOperator();
  else {
    const help = 'Write test ? value : other; a ternary inside the first branch stands in parentheses.';
    c.fault('syntax/ternary', 'The : of this ternary is missing.', question.span, { help });
  }
  c.ternaryLevel = undefined;
  const otherwise = expression(c);
  c.ternaryLevel = outer;
  return { kind: 'conditional', test, then, otherwise, span: join(test.span, otherwise.span) };
}

/** Reads operators that bind at least as tight as `least`; chains are loops, so that their length costs no stack. */
function binary(c: Cursor, least: number): Expr {
  let node: Expr;
  let rangeAllowed = least <= RANGE;
  if (rangeAllowed && c.at(':') && omitsEnds(c) && c.ternaryLevel !== c.level) {
    node = openRange(c);
    rangeAllowed = false;
  } else {
    node = implicitProduct(c);
  }
  for (;;) {
    const { token } = c;
    if (rangeAllowed && c.at(':') && c.ternaryLevel !== c.level) {
      node = range(c, node);
      rangeAllowed = false;
      continue;
    }
    const level = token.kind === 'operator' && Object.hasOwn(LEVEL, token.text) ? LEVEL[token.text] : undefined;
    if (level === undefined || level < least) return node;
    if (level === COMPARISON) {
      node = comparisons(c, node);
      rangeAllowed = false;
      continue;
    }
    const op = c.takeOperator();
    const right = nested(c, level + 1);
    if (level <= RANGE) rangeAllowed = false;
    node = binaryNode(op.text as BinaryOperator, node, right, op.span, false);
  }
}

/** The right side of an operator: it counts as a level, for it costs stack as brackets do. */
function nested(c: Cursor, least: number): Expr {
  if (!c.enter()) return missing(c);
  const node = binary(c, least);
  c.leave();
  return node;
}

const binaryNode = (op: BinaryOperator, left: Expr, right: Expr, opSpan: Span, implicit: boolean): Expr => ({
  kind: 'binary',
  op,
  left,
  right,
  implicit,
  opSpan,
  span: join(left.span, right.span),
});

/** One comparison is an operator, several are one chain. */
function comparisons(c: Cursor, first: Expr): Expr {
  const ops: { op: Comparison; span: Span }[] = [];
  const args = [first];
  while (c.token.kind === 'operator' && LEVEL[c.token.text] === COMPARISON) {
    const { text, span } = c.takeOperator();
    ops.push({ op: text as Comparison, span });
    args.push(nested(c, RANGE));
  }
  const [only, last] = [ops[0] as (typeof ops)[0], args[args.length - 1] as Expr];
  if (ops.length === 1) return binaryNode(only.op, first, last, only.span, false);
  return { kind: 'chain', ops: ops.map(({ op }) => op), args, span: join(first.span, last.span) };
}

/** Directly inside an index a range may leave out its start and its end. */
const omitsEnds = (c: Cursor): boolean => c.indexLevel !== undefined && c.indexLevel === c.level;

/** `:` alone, or a range whose start, 1, is left out. */
function openRange(c: Cursor): Expr {
  const { span } = c.token;
  const next = c.ahead(1).text;
  if (next === ',' || next === ']') {
    c.take();
    return { kind: 'all', span };
  }
  return range(c, { kind: 'number', value: 1, text: '1', span: [span[0], span[0]] });
}

/** `start:stop` or `start:step:stop`, with the start read already. */
function range(c: Cursor, start: Expr): Expr {
  const rest: Expr[] = [];
  while (c.at(':') && rest.length < 2) {
    const colon = c.takeOperator();
    if (omitsEnds(c) && (c.at(',') || c.at(']')))
      rest.push({ kind: 'name', name: 'end', span: [colon.span[1], colon.span[1]] });
    else rest.push(nested(c, SUM));
  }
  const [first, second] = rest as [Expr, Expr | undefined];
  if (!second) return { kind: 'range', start, stop: first, span: join(start.span, first.span) };
  return { kind: 'range', start, step: first, stop: second, span: join(start.span, second.span) };
}

/** `2 x`, `2(x + 1)`, `x y`: factors side by side. */
function implicitProduct(c: Cursor): Expr {
  let node = ratio(c);
  let last = node;
  while (beginsFactor(c, last)) {
    last = ratio(c);
    node = binaryNode('*', node, last, [node.span[1], last.span[0]], true);
  }
  return node;
}

/** A number continues a product only after what is no constant and no operation: `x 2` is one, `2 2` and `x^2 2` are not. */
function beginsFactor(c: Cursor, last: Expr): boolean {
  const { token } = c;
  if (token.kind === 'name' || c.at('(')) return true;
  if (token.kind !== 'number' || isConstant(last)) return false;
  return last.kind !== 'prefix' && last.kind !== 'binary' && !(last.kind === 'postfix' && last.op !== '!');
}

const isConstant = (node: Expr): boolean =>
  node.kind === 'number' || node.kind === 'string' || (node.kind === 'name' && CONSTANTS.has(node.name));

/** mathjs's rule for `1/2 x`: a number over a number, before a name or a parenthesis, is a fraction: (1/2) x. */
function ratio(c: Cursor): Expr {
  const node = unary(c);
  if (!c.at('/') || !(isConstant(node) || isSignedConstant(node))) return node;
  const after = c.ahead(2);
  const isFraction = c.ahead(1).kind === 'number' && (after.kind === 'name' || after.text === '(');
  if (!isFraction) return node;
  const op = c.takeOperator();
  return binaryNode('/', node, unary(c), op.span, false);
}

const isSignedConstant = (node: Expr): boolean => node.kind === 'prefix' && node.op !== 'not' && isConstant(node.arg);

/** Signs and `not`, then a power, whose exponent may have signs again. */
function unary(c: Cursor): Expr {
  if (c.at('-') || c.at('+') || c.at('not')) {
    if (!c.enter()) return missing(c);
    const op = c.takeOperator();
    const arg = unary(c);
    c.leave();
    return { kind: 'prefix', op: op.text as PrefixOperator, arg, span: join(op.span, arg.span) };
  }
  const base = operand(c, expression);
  if (!c.at('^') && !c.at('.^')) return base;
  if (!c.enter()) return base;
  const op = c.takeOperator();
  const exponent = unary(c);
  c.leave();
  return binaryNode(op.text as BinaryOperator, base, exponent, op.span, false);
}
