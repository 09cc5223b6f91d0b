import type { BinaryOperator, CommandCall, Expr, Name, Statement, Word } from './ast.ts';

/** Operators that stand between blanks; the others cling to their operands. */
const SPACED: ReadonlySet<BinaryOperator> = new Set([
  '+',
  '-',
  '%',
  'mod',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'and',
  'or',
  'xor',
]);

/** Text that parses back to the same tree; numbers keep their spelling. */
export function printExpr(expr: Expr): string {
  // A long sum is a tree as deep as it is long, all to the left: walked as a list, it costs no stack.
  const spine: Expr[] = [];
  let node = expr;
  for (let left = leftOf(node); left; left = leftOf(node)) {
    spine.push(node);
    node = left;
  }
  const parts = [printHead(node)];
  for (const each of spine.reverse()) parts.push(printTail(each, parts[parts.length - 1] as string));
  return parts.join('');
}

/** The part of an expression that its text begins with, if it is followed by more of the same expression. */
function leftOf(expr: Expr): Expr | undefined {
  switch (expr.kind) {
    case 'binary':
      return expr.left;
    case 'postfix':
      return expr.arg;
    case 'index':
      return expr.target;
    case 'call':
      return expr.callee;
    default:
      return undefined;
  }
}

/** What follows the part that {@link leftOf} answers; `before` ends with that part's last token. */
function printTail(expr: Expr, before: string): string {
  switch (expr.kind) {
    case 'binary':
      return printOperator(expr, before) + printExpr(expr.right);
    case 'postfix':
      return expr.op;
    case 'index':
      return `[${printList(expr.indices)}]`;
    case 'call':
      return `(${printList(expr.args)})`;
    default:
      return '';
  }
}

function printOperator(expr: Expr & { kind: 'binary' }, before: string): string {
  if (expr.implicit) return expr.right.kind === 'paren' || expr.right.kind === 'block' ? '' : ' ';
  // `2.*x` would be 2 .* x, and `0xf.*x` a number with a point.
  const mustPart = /(?:\.|\b0[box]\w*)$/.test(before);
  return SPACED.has(expr.op) || mustPart ? ` ${expr.op} ` : expr.op;
}

function printHead(expr: Expr): string {
  switch (expr.kind) {
    case 'number':
      return expr.text;
    case 'string':
      return printString(expr.value);
    case 'name':
      return expr.name;
    case 'prefix':
      return (expr.op === 'not' ? 'not ' : expr.op) + printExpr(expr.arg);
    case 'chain':
      return expr.args.map((arg, i) => (i === 0 ? '' : ` ${expr.ops[i - 1]} `) + printExpr(arg)).join('');
    case 'conditional':
      return `${printExpr(expr.test)} ? ${printExpr(expr.then)} : ${printExpr(expr.otherwise)}`;
    case 'array':
      return printArray(expr);
    case 'range':
      return [expr.start, ...(expr.step ? [expr.step] : []), expr.stop].map(printExpr).join(':');
    case 'all':
      return ':';
    case 'lambda':
      return `${expr.name.name}(${printList(expr.params)}) = ${printExpr(expr.body)}`;
    case 'block':
      return `(${expr.lets.map(printLet).join('')}${printExpr(expr.value)})`;
    case 'paren':
      return `(${printExpr(expr.inner)})`;
    default:
      return '';
  }
}

const printLet = ({ name, value }: { readonly name: Name; readonly value: Expr }): string =>
  `${name.name} = ${printExpr(value)}; `;

const printList = (exprs: readonly Expr[]): string => exprs.map(printExpr).join(', ');

function printArray({ items }: Expr & { kind: 'array' }): string {
  const rows = items.filter((item) => item.kind === 'array');
  const width = rows[0]?.items.length ?? 0;
  const isMatrix =
    rows.length > 1 &&
    rows.length === items.length &&
    width > 0 &&
    rows.every((row) => row.items.length === width && row.items.every(({ kind }) => kind !== 'array'));
  return isMatrix ? `[${rows.map((row) => printList(row.items)).join('; ')}]` : `[${printList(items)}]`;
}

/** JSON's escapes are mathjs's; a line break, too, is written as its escape. */
const printString = (value: string): string => JSON.stringify(value);

/** Text that parses back to the same statement. */
export function printStatement(statement: Statement): string {
  switch (statement.kind) {
    case 'define':
      return `${statement.name.name}(${printList(statement.params)}) = ${printExpr(statement.body)}`;
    case 'assign': {
      const { name, value } = statement;
      return `${name.name} = ${value.kind === 'command-call' ? printCommand(value) : printExpr(value)}`;
    }
    case 'assign-entries':
      return `${statement.name.name}[${printList(statement.indices)}] = ${printExpr(statement.value)}`;
    case 'expression':
      return printExpr(statement.value);
    case 'command':
      return printCommand(statement.call);
    case 'empty':
      return '';
  }
}

/** Operands as expressions where they are, otherwise the words as typed. */
function printCommand(call: CommandCall): string {
  const isWords = call.operandFaults.length > 0;
  const operands = isWords ? call.words.map(printWord).join(' ') : printList(call.operands);
  const at = call.at.map(({ name, value }) => `${name.name}=${printExpr(value)}`).join(', ');
  const options = call.options.map(({ key, text }) => `${key.name}=${text}`);
  return [`:${call.name.name}`, operands, at && !isWords ? `at ${at}` : '', ...options]
    .filter((part) => part !== '')
    .join(' ');
}

/** A word that was in quotes stands in quotes again. */
const printWord = ({ text, span }: Word): string => (span[1] - span[0] === text.length ? text : printString(text));
