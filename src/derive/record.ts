import { fail } from '../base/fault.ts';
import { invariant } from '../base/invariant.ts';
import type { Graph } from '../graph/graph.ts';
import type { Statement } from '../lang/ast.ts';
import type { Tensor } from '../tensor/tensor.ts';
import type { Command, RecordedForm } from '../command/command.ts';
import { numeric } from '../evaluate/evaluate.ts';
import { type Evaluator, withNames } from '../evaluate/evaluator.ts';

/** A line as a graph, whose outputs are what the line answers. */
export interface RecordedLine extends RecordedForm {
  readonly graph: Graph;
}

/** Records an expression, or a command that answers a value, as a graph of the named inputs. */
export function recordLine(
  evaluator: Evaluator,
  statement: Statement,
  source: string,
  command: Command | undefined,
  inputs: ReadonlyMap<string, Tensor>,
): RecordedLine {
  const names = [...inputs.keys()];
  let form: RecordedForm = {};
  const { graph, captured } = evaluator.$.record([...inputs.values()], (xs) => {
    const { inner, frame } = withNames(evaluator, source, new Map(names.map((name, i) => [name, xs[i]!])));
    if (statement.kind === 'expression') return [numeric(inner, statement.value, frame)];
    if (statement.kind !== 'command' || !command)
      fail('compile/line', 'only an expression or a command can be compiled');
    if (!command.record)
      fail('compile/command', `:${command.name} cannot be compiled`, { span: statement.call.name.span });
    const { values, ...rest } = command.record(statement.call, {
      command: { ...statement.call.name, name: command.name },
      evaluator: inner,
      source,
    });
    form = rest;
    return values;
  });
  invariant(captured.length === 0, 'nothing is recorded around a line');
  return { graph, ...form };
}
