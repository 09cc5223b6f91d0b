import { fail } from '../base/fault.ts';
import { nearest } from '../base/nearest.ts';
import type { CommandCall } from '../lang/ast.ts';
import type { Command, CommandTable } from './command.ts';

/** The command that a call means: by its name, or by a prefix that fits no other. */
export async function findCommand(table: CommandTable, { name }: CommandCall): Promise<Command> {
  const exact = table.names.find((n) => n === name.name);
  const matches = exact ? [exact] : table.names.filter((n) => n.startsWith(name.name));
  if (matches.length === 1) return table.load(matches[0]!);
  if (matches.length > 1 && name.name !== '') {
    fail('command/ambiguous', `:${name.name} could be ${matches.map((n) => `:${n}`).join(', ')}`, {
      span: name.span,
    });
  }
  const near = nearest(name.name, table.names);
  fail('command/unknown', `there is no command :${name.name}`, {
    span: name.span,
    help: near ? `Did you mean :${near}?` : ':help lists the commands.',
  });
}
