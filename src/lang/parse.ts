import type { FaultData } from '../base/fault.ts';
import { join } from '../base/span.ts';
import type { Span } from '../base/span.ts';
import type { Expr, Statement } from './ast.ts';
import { command, readList } from './command.ts';
import { Cursor, significant } from './cursor.ts';
import { expression } from './expression.ts';
import { commandHead } from './head.ts';
import type { CommandHead } from './head.ts';
import { isDefinable, parameters } from './names.ts';
import { bracketStep, tokenize } from './tokens.ts';
import type { Token } from './tokens.ts';
import { assignment, reportUnexpected } from './unexpected.ts';

/** What one input says. With faults the statement is what could be read, with `missing` in the gaps. */
export interface Parsed {
  readonly statement: Statement;
  readonly faults: readonly FaultData[];
  /** More input could complete it: a bracket is open, and nothing before the end is wrong. */
  readonly incomplete: boolean;
  /** The comment that ends the input; `text` is what follows its `#`. */
  readonly comment?: { readonly text: string; readonly span: Span };
}

/** Reads one input, which is one statement; brackets may run over several lines. Any text is answered, none throws. */
export function parse(source: string): Parsed {
  const all = tokenize(source);
  const tokens = trim(significant(all));
  const parsed = statement(source, tokens);
  const comment = all.filter(({ kind }) => kind === 'comment').at(-1);
  return comment ? { ...parsed, comment: { text: comment.text.slice(1), span: comment.span } } : parsed;
}

/** Reads `a, b, c` or `(a, b, c)`; spans are shifted by `offset`. */
export function parseExpressions(source: string, offset = 0): { exprs: Expr[]; faults: readonly FaultData[] } {
  const tokens = significant(tokenize(source, offset));
  const inner = isListInParentheses(tokens) ? tokens.slice(1, -1) : tokens;
  const { items, faults } = readList(inner, offset + source.length, expression);
  return { exprs: items, faults };
}

/** Whether one pair of parentheses holds all, with a comma directly in it. */
function isListInParentheses(tokens: readonly Token[]): boolean {
  if (tokens[0]?.text !== '(' || tokens.at(-1)?.text !== ')') return false;
  let depth = 0;
  let hasComma = false;
  for (const [i, token] of tokens.entries()) {
    depth += bracketStep(token);
    if (depth === 0 && i < tokens.length - 1) return false;
    if (depth === 1 && token.text === ',') hasComma = true;
  }
  return hasComma;
}

/** Without the newlines around it and the semicolons behind it, which change nothing. */
function trim(tokens: readonly Token[]): Token[] {
  let start = 0;
  let end = tokens.length;
  const open = tokens.reduce((depth, token) => Math.max(0, depth + bracketStep(token)), 0);
  while (tokens[start]?.kind === 'newline') start++;
  while (end > start && (tokens[end - 1]?.kind === 'newline' || (open === 0 && tokens[end - 1]?.text === ';'))) end--;
  return tokens.slice(start, end);
}

function statement(source: string, tokens: readonly Token[]): Parsed {
  const last = tokens.at(-1);
  if (!last) return { statement: { kind: 'empty', span: [0, 0] }, faults: [], incomplete: false };
  const head = commandHead(tokens);
  if (head) return commandStatement(source, head, tokens.slice(head.length));
  const c = new Cursor(tokens, last.span[1]);
  const read = assignmentOrExpression(c);
  if (c.token.kind !== 'end') reportUnexpected(c);
  return { statement: read, faults: c.faults, incomplete: c.incomplete };
}

function commandStatement(source: string, head: CommandHead, tokens: readonly Token[]): Parsed {
  const stop = separatorIndex(tokens);
  const { call, faults, incomplete } = command(source, head, tokens.slice(0, stop));
  const c = new Cursor(tokens.slice(stop), call.span[1]);
  if (c.token.kind !== 'end') reportUnexpected(c);
  const { target } = head;
  if (target) isDefinable(c, target);
  const span = target ? join(target.span, call.span) : call.span;
  return {
    statement: target ? { kind: 'assign', name: target, value: call, span } : { kind: 'command', call, span },
    faults: [...c.faults, ...faults],
    incomplete: incomplete && c.faults.length === 0,
  };
}

/** Where a second statement begins, if there is one. */
function separatorIndex(tokens: readonly Token[]): number {
  let depth = 0;
  const index = tokens.findIndex((token) => {
    depth = Math.max(0, depth + bracketStep(token));
    return depth === 0 && (token.kind === 'newline' || (token.kind === 'operator' && token.text === ';'));
  });
  return index < 0 ? tokens.length : index;
}

function assignmentOrExpression(c: Cursor): Statement {
  const target = expression(c);
  if (!c.at('=')) return { kind: 'expression', value: target, span: target.span };
  if (target.kind === 'name' && isDefinable(c, target)) {
    const value = assigned(c);
    return { kind: 'assign', name: target, value, span: join(target.span, value.span) };
  }
  if (target.kind === 'call' && target.callee.kind === 'name' && isDefinable(c, target.callee)) {
    const params = parameters(c, target) ?? [];
    const body = assigned(c);
    return { kind: 'define', name: target.callee, params, body, span: join(target.span, body.span) };
  }
  if (target.kind === 'index' && target.target.kind === 'name') {
    const value = assigned(c);
    return {
      kind: 'assign-entries',
      name: target.target,
      indices: target.indices,
      value,
      span: join(target.span, value.span),
    };
  }
  assignment(c);
  return { kind: 'expression', value: target, span: target.span };
}

/** What follows an `=`. */
function assigned(c: Cursor): Expr {
  const equals = c.takeOperator();
  if (c.at(':')) {
    const help = 'Write name = :command ..; jac(f), grad(f) and hess(f) are the operators for expressions.';
    c.fault('syntax/command-target', "Only a name can take a command's result.", equals.span, { help });
  }
  const value = expression(c);
  if (c.at('=')) {
    c.fault('syntax/inner-assignment', 'One input assigns once.', c.token.span, {
      help: 'Write == to compare, or two lines.',
    });
  }
  return value;
}
