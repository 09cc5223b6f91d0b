import type { Span } from '../base/span.ts';
import type { Name } from './ast.ts';
import { nameOf } from './names.ts';
import type { Token } from './tokens.ts';

/** How a command's line begins: `:jac`, `J = :jac`, `?jac`, `help jac`, `exit`. */
export interface CommandHead {
  /** The command's name as typed, without its `:`; `?` stands for help, `exit` for quit. */
  readonly name: Name;
  /** Where the command begins, its `:` included. */
  readonly start: number;
  /** The name that the command's result is given. */
  readonly target?: Name;
  /** How many tokens this is. */
  readonly length: number;
}

/** Whether an input, given by its significant tokens, is a command, and which. */
export function commandHead(tokens: readonly Token[]): CommandHead | undefined {
  const [first, second, third] = tokens;
  if (first?.kind === 'command') return { name: commandName(first), start: first.span[0], length: 1 };
  if (first?.kind === 'name' && second?.text === '=' && third?.kind === 'command') {
    return { name: commandName(third), start: third.span[0], target: nameOf(first), length: 3 };
  }
  if (first && isWordCommand(first, second)) {
    const name: Name = { kind: 'name', name: first.text === 'help' ? 'help' : 'quit', span: first.span };
    return { name, start: first.span[0], length: 1 };
  }
  return undefined;
}

/** `help`, `help jac`, `exit` and `quit` as people type them; `help = 3` and `help(x)` are what they are elsewhere. */
function isWordCommand(first: Token, second: Token | undefined): boolean {
  if (first.kind !== 'name') return false;
  if (first.text === 'help') return !second || second.kind === 'name' || second.text === ':';
  return !second && (first.text === 'exit' || first.text === 'quit');
}

function commandName({ text, span: [start, end] }: Token): Name {
  const named: Span = text === '?' ? [start, end] : [start + 1, end];
  const name = text === '?' ? 'help' : text === ':exit' ? 'quit' : text.slice(1);
  return { kind: 'name', name, span: named };
}
