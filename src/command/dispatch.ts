import { Fault, fail } from '../base/fault.ts';
import { nearest } from '../base/nearest.ts';
import type { CommandCall } from '../lang/ast.ts';
import type { Command, CommandTable } from './command.ts';
import { optionKeys } from './options.ts';

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
    if (!(command.options as readonly string[]).includes(key.name)) {
      const near = nearest(key.name, command.options);
      const known = Object.hasOwn(optionKeys, key.name);
      fail('option/unknown', `:${command.name} has no option ${key.name}${known ? '' : ', and no command has'}`, {
        span: key.span,
        help: near ? `Did you mean ${near}?` : `It has ${command.options.join(', ') || 'none'}.`,
      });
    }
    if (seen.has(key.name))
      fail('option/twice', `${key.name} is given twice`, { span: key.span, help: 'Keep one of them.' });
    seen.add(key.name);
  }
  const [wrong] = call.operandFaults;
  if (command.operands === 'expressions' && wrong) throw new Fault(wrong);
}
