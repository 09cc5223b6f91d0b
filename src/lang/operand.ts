import { join } from '../base/span.ts';
import type { Expr, Name } from './ast.ts';
import { CONSTANTS, isOperator } from './alphabet.ts';
import type { Cursor } from './cursor.ts';
import { isDefinable, nameOf, parameters } from './names.ts';
import type { Token } from './tokens.ts';
import { CLOSER, missingOperand, reportUnexpected } from './unexpected.ts';

/** Reads one expression; the grammar of operands needs it for what stands in brackets. */
type Inner = (c: Cursor) => Expr;

/** The operand that recovery puts where none was found. */
export const missing = (c: Cursor): Expr => ({ kind: 'missing', span: c.token.span });

/** Reads an operand with everything that is attached to it: calls, indices, `'` and `!`. */
export function operand(c: Cursor, inner: Inner): Expr {
  let node = primary(c, inner);
  let levels = 0;
  while ((c.at("'") || c.at('!')) && c.enter()) {
    levels++;
    const op = c.take();
    node = { kind: 'postfix', op: op.text as "'" | '!', arg: node, span: join(node.span, op.span) };
    node = accessors(c, node, inner);
  }
  for (; levels > 0; levels--) c.leave();
  return node;
}

function primary(c: Cursor, inner: Inner): Expr {
  const { token } = c;
  if (token.kind === 'number') {
    c.take();
    return { kind: 'number', value: Number(token.text), text: token.text, span: token.span };
  }
  if (token.kind === 'name' || isFunctionWord(c)) return accessors(c, nameOf(c.take()), inner);
  if (token.kind === 'string') {
    c.take();
    return accessors(c, { kind: 'string', value: token.value ?? '', span: token.span }, inner);
  }
  if (c.at('[')) return accessors(c, array(c, inner), inner);
  if (c.at('(')) return accessors(c, parenthesis(c, inner), inner);
  missingOperand(c);
  return missing(c);
}

/** `mod(5, 3)` and `map(x, mod)`: an operator's word where an operand stands is a name. */
function isFunctionWord(c: Cursor): boolean {
  const { token } = c;
  return (
    token.kind === 'operator' &&
    /^[a-z]/.test(token.text) &&
    token.text !== 'not' &&
    '(,)'.includes(c.ahead(1).text || ' ')
  );
}

/** Calls and indices after a value, as many as there are. */
function accessors(c: Cursor, value: Expr, inner: Inner): Expr {
  let node = value;
  let levels = 0;
  for (;;) {
    if (c.at('(') && isCallable(node)) node = call(c, node, inner);
    else if (c.at('[') && c.enter()) {
      levels++;
      node = index(c, node, inner);
    } else if (c.at('(') && node.kind === 'index') {
      const help = 'Write * before the parenthesis to multiply.';
      c.fault('syntax/unsupported', 'Nabla has no functions as entries of an array.', c.token.span, { help });
    } else break;
  }
  for (; levels > 0; levels--) c.leave();
  return node;
}

/** After a name a `(` is a call, and after a call of an operator on functions; elsewhere it multiplies. */
const isCallable = (node: Expr): boolean =>
  node.kind === 'name'
    ? !CONSTANTS.has(node.name)
    : node.kind === 'call' && node.callee.kind === 'name' && isOperator(node.callee.name);

function call(c: Cursor, callee: Expr, inner: Inner): Expr {
  const open = openBracket(c);
  const args: Expr[] = [];
  if (!c.at(')')) {
    args.push(argument(c, inner));
    while (c.at(',')) {
      c.take();
      args.push(argument(c, inner));
    }
  }
  return { kind: 'call', callee, args, span: join(callee.span, closeBracket(c, open)) };
}

/** An argument, which may be a function: `map(x, f(u) = u^2)`. */
function argument(c: Cursor, inner: Inner): Expr {
  const node = inner(c);
  if (!c.at('=') || node.kind !== 'call' || node.callee.kind !== 'name') return node;
  const params = parameters(c, node);
  if (!params || !isDefinable(c, node.callee)) return node;
  c.takeOperator();
  const body = inner(c);
  return { kind: 'lambda', name: node.callee, params, body, span: join(node.span, body.span) };
}

function index(c: Cursor, target: Expr, inner: Inner): Expr {
  const open = openBracket(c);
  const outer = c.indexLevel;
  c.indexLevel = c.level;
  const indices: Expr[] = [];
  if (c.at(']')) {
    c.fault('syntax/missing-operand', 'An index is missing.', join(open.span, c.token.span), {
      help: 'Write A[1], A[1, 2] or A[:].',
    });
  } else {
    indices.push(inner(c));
    while (c.at(',')) {
      c.take();
      indices.push(inner(c));
    }
  }
  c.indexLevel = outer;
  return { kind: 'index', target, indices, span: join(target.span, closeBracket(c, open)) };
}

/** `[a, b]`, or rows `[a, b; c, d]` as arrays within an array; a comma or semicolon may trail. */
function array(c: Cursor, inner: Inner): Expr {
  const open = openBracket(c);
  if (c.at(']')) return { kind: 'array', items: [], span: join(open.span, closeBracket(c, open)) };
  const rows = [row(c, inner)];
  const hasRows = c.at(';');
  while (c.at(';')) {
    c.take();
    if (!c.at(']')) rows.push(row(c, inner));
  }
  const span = join(open.span, closeBracket(c, open));
  const first = rows[0]?.items ?? [];
  if (!hasRows) return { kind: 'array', items: first, span };
  const ragged = rows.findIndex((each) => each.items.length !== first.length);
  if (ragged > 0) {
    const [one, other] = [first.length, rows[ragged]?.items.length ?? 0];
    const message = `Row ${ragged + 1} has ${entries(other)} and row 1 has ${entries(one)}.`;
    c.fault('syntax/ragged', message, rows[ragged]?.span ?? span, {
      help: 'All rows of a matrix have the same length.',
    });
  }
  return { kind: 'array', items: rows, span };
}

const entries = (count: number): string => (count === 1 ? '1 entry' : `${count} entries`);

function row(c: Cursor, inner: Inner): Expr & { kind: 'array' } {
  const items = [inner(c)];
  while (c.at(',')) {
    c.take();
    if (!c.at(']') && !c.at(';')) items.push(inner(c));
  }
  const last = items[items.length - 1] as Expr;
  return { kind: 'array', items, span: join((items[0] as Expr).span, last.span) };
}

/** `(value)`, or a block `(a = ..; b = ..; value)`. */
function parenthesis(c: Cursor, inner: Inner): Expr {
  const open = openBracket(c);
  const lets: { name: Name; value: Expr }[] = [];
  while (c.token.kind === 'name' && c.ahead(1).text === '=') {
    const token = c.take();
    const name = nameOf(token);
    if (isDefinable(c, name)) c.takeOperator();
    lets.push({ name, value: inner(c) });
    if (c.at(';')) c.take();
    else if (c.at(')')) blockWithoutValue(c, token);
    else reportUnexpected(c);
  }
  if (lets.length > 0 && c.at(')')) blockWithoutValue(c, c.previous ?? open);
  const value = inner(c);
  if (c.at(';')) {
    const help = 'Name it, (a = ..; value), or leave it out.';
    c.fault('syntax/unused-value', 'Only the last part of a block is its value; this part has no name.', value.span, {
      help,
    });
  }
  const span = join(open.span, closeBracket(c, open));
  return lets.length > 0 ? { kind: 'block', lets, value, span } : { kind: 'paren', inner: value, span };
}

function blockWithoutValue(c: Cursor, token: Token): void {
  const help = 'End it with the value: (a = ..; a + 1). To compare, write ==.';
  c.fault('syntax/block-value', 'A block ends with its value, which is missing here.', token.span, { help });
}

function openBracket(c: Cursor): Token {
  const open = c.take();
  c.brackets.push(open);
  return open;
}

/** Takes the bracket that closes `open`, or says why it is not there; answers the span where the group ends. */
function closeBracket(c: Cursor, open: Token): Token['span'] {
  const { token } = c;
  if (c.at(CLOSER[open.text] ?? '')) c.take();
  else reportUnexpected(c);
  c.brackets.pop();
  return token.span;
}
