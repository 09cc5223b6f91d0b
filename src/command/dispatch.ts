import { Fault, fail } from '../base/fault.ts';
import { nearest } from '../base/nearest.ts';
import type { CommandCall } from '../lang/ast.ts';
import type { Command, CommandTable } from './command.ts';

/** The command that a call means: by its name, or by a prefix that fits no other. */
export async function findCommand(table: CommandTable, { name }: CommandCall): Promise<Command> {
  const exact = table.names.find((n) => n === name.name);
  const matches = exact ? [exact] : table.names.filter((n) => n.startsWith(name.name));
  if (matches.length === 1) return table.load(matches[0]!);
  if (matches.length > 1 && name.name !== '') {
    return fail('command/ambiguous', `:${name.name} could be ${matches.map((n) => `:${n}`).join(', ')}`, {
      span: name.span,
    });
  }
  const near = nearest(name.name, table.names);
  return fail('command/unknown', `there is no command :${name.name}`, {
    span: name.span,
    help: near ? `Did you mean :${near}?` : ':help lists the commands.',
  });
}

/** Holds a call's options and operands to what the command says of itself. */
export function checkCall(command: Command, call: CommandCall): void {
  if (command.operands === 'line') return;
  const seen = new Set<string>();
  for (const { key } of call.options) {
    if (!Object.hasOwn(command.options, key.name)) {
      const known = Object.keys(command.options);
      const near = nearest(key.name, known);
      fail('option/unknown', `:${command.name} has no option ${key.name}`, {
        span: key.span,
        help: near ? `Did you mean ${near}?` : `It has ${known.join(', ') || 'none'}.`,
      });
    }
    if (seen.has(key.name))
      fail('option/twice', `${key.name} is given twice`, { span: key.span, help: 'Keep one of them.' });
    seen.add(key.name);
  }
  const [wrong] = call.operandFaults;
  if (command.operands === 'expressions' && wrong) throw new Fault(wrong);
}
