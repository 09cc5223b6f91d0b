import { fail } from '../base/fault.ts';
import { present } from '../graph/trace.ts';
import type { CommandCall } from '../lang/ast.ts';
import { functions } from '../ops/functions.ts';
import type { Tensor } from '../tensor/tensor.ts';
import type { RecordContext } from './command.ts';
import { numeric } from './evaluate.ts';
import { located } from './machine.ts';

/** The values of a command's operands, and what a function of the op table answers on them. */
export interface Evaluated {
  readonly values: readonly Tensor[];
  readonly result: Tensor;
}

/** Evaluates a command's operands, of which it needs exactly those that `names` lists, and applies a function to them. */
export function evaluated(
  context: RecordContext,
  call: CommandCall,
  names: readonly string[],
  name: string,
): Evaluated {
  const { machine, source } = context;
  const { operands } = call;
  if (operands.length !== names.length) {
    const span = operands[names.length]?.span ?? call.name.span;
    return fail('arity/operands', `:${name} takes ${names.join(', ')}; ${operands.length} given`, {
      span,
      help: `Write :${name} ${names.join(', ')}.`,
    });
  }
  const given = new Map(
    call.at.map(({ name: n, value }) => [
      n.name,
      numeric(machine, value, { scope: machine.globals, source, depth: 0 }),
    ]),
  );
  const inner = given.size > 0 ? { ...machine, globals: machine.globals.with(given) } : machine;
  const frame = { scope: inner.globals, source, depth: 0 };
  const values = operands.map((e) => present(numeric(inner, e, frame)));
  const span = [operands[0]!.span[0], operands.at(-1)!.span[1]] as const;
  const result = located(inner, frame, { span }, () => present(functions.get(name)!.call(inner.$, values)));
  return { values, result };
}

/** The function's value alone. */
export const operands = (
  context: RecordContext,
  call: CommandCall,
  names: readonly string[],
  name: string,
): readonly [Tensor] => [evaluated(context, call, names, name).result];
