import type { Expr, Name } from './ast.ts';
import { CONSTANTS } from './alphabet.ts';
import type { Cursor } from './cursor.ts';
import type { Token } from './tokens.ts';
import { reportReserved } from './unexpected.ts';

/** A token as a name. */
export const nameOf = (token: Token): Name => ({ kind: 'name', name: token.text, span: token.span });

/** Whether a name may be defined; reports it when it belongs to the notation. */
export function isDefinable(c: Cursor, { name, span }: Name): boolean {
  if (name !== 'end' && !CONSTANTS.has(name)) return true;
  reportReserved(c, { text: name, span });
  return false;
}

/** The parameters of a call that stands before `=`, or undefined, with a fault, when they are no distinct names. */
export function parameters(c: Cursor, call: Expr & { kind: 'call' }): Name[] | undefined {
  const params: Name[] = [];
  for (const arg of call.args) {
    if (arg.kind !== 'name') {
      const help = 'Write f(x, y) = ..; a value that stays fixed belongs into the body.';
      c.fault('syntax/parameter', 'A parameter of a function is a name.', arg.span, { help });
      return undefined;
    }
    if (!isDefinable(c, arg)) return undefined;
    const first = params.find(({ name }) => name === arg.name);
    if (first) {
      c.fault('syntax/duplicate-parameter', `The parameter ${arg.name} is given twice.`, arg.span, {
        help: 'Give each parameter a name of its own.',
        labels: [{ span: first.span, text: 'first here' }],
      });
      return undefined;
    }
    params.push(arg);
  }
  return params;
}
