import { Fault } from '../base/fault.ts';
import type { CommandCall } from '../lang/ast.ts';
import type { Command, CommandContext, OptionTable, Options, RecordContext, Recording, Takes } from './command.ts';
import { checkOptions, readOptions } from './option.ts';
import { usageOf } from './usage.ts';

/** What a command says of itself: what it takes and its options as data, and what it does with them once they are read. */
interface Declaration<T, O extends OptionTable> extends Pick<
  Command,
  'name' | 'group' | 'summary' | 'details' | 'examples'
> {
  readonly takes: Takes<T, Options<O>>;
  readonly options: O;
  run(operands: T, options: Options<O>, context: CommandContext): ReturnType<Command['run']>;
  record?(operands: T, options: Options<O>, context: RecordContext): Recording;
}

/** A command from its declaration: its calls are read by it, and its usage line is written from it. */
export function command<T, const O extends OptionTable>(declaration: Declaration<T, O>): Command {
  const { takes, options, run, record, ...said } = declaration;
  const read = (call: CommandCall, context: RecordContext): [T, Options<O>] => {
    // A line that it takes has options of its own.
    if (takes.operands !== 'line') checkOptions(said.name, options, call.options);
    const [wrong] = takes.operands === 'expressions' ? call.operandFaults : [];
    if (wrong) throw new Fault(wrong);
    const values = readOptions(options, call, context);
    return [takes.read(call, context, values), values];
  };
  return {
    ...said,
    usage: usageOf(said.name, takes, options),
    operands: takes.operands,
    options,
    run: (call, context) => run(...read(call, context), context),
    ...(record && { record: (call, context) => record(...read(call, context), context) }),
  };
}
