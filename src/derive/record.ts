import { fail } from '../base/fault.ts';
import { invariant } from '../base/invariant.ts';
import type { Graph } from '../graph/graph.ts';
import type { Statement } from '../lang/ast.ts';
import type { Pattern } from '../tensor/sparse.ts';
import type { Shape, Tensor } from '../tensor/tensor.ts';
import type { Command } from '../command/command.ts';
import { numeric } from '../evaluate/evaluate.ts';
import { type Evaluator, withNames } from '../evaluate/evaluator.ts';

/** A line as a graph; several answers, in the order of the graph's outputs, have names. */
export interface RecordedLine {
  readonly graph: Graph;
  readonly names: readonly (readonly string[])[] | undefined;
  /** Of an answer whose non-zeros alone are computed. */
  readonly sparse?: { readonly shape: Shape; readonly pattern: Pattern };
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
  let answers: RecordedLine['names'];
  let sparse: RecordedLine['sparse'];
  const { graph, captured } = evaluator.$.record([...inputs.values()], (xs) => {
    const { inner, frame } = withNames(evaluator, source, new Map(names.map((name, i) => [name, xs[i]!])));
    if (statement.kind === 'expression') return [numeric(inner, statement.value, frame)];
    if (statement.kind !== 'command' || !command)
      fail('compile/line', 'only an expression or a command can be compiled');
    if (!command.record)
      fail('compile/command', `:${command.name} cannot be compiled`, { span: statement.call.name.span });
    const recording = command.record(statement.call, {
      command: { ...statement.call.name, name: command.name },
      evaluator: inner,
      source,
    });
    if (recording.kind === 'one') return [recording.value];
    if (recording.kind === 'sparse') {
      sparse = { shape: recording.shape, pattern: recording.pattern };
      return [recording.value];
    }
    answers = recording.parts.map((p) => p.name);
    return recording.parts.map((p) => p.value);
  });
  invariant(captured.length === 0, 'nothing is recorded around a line');
  return { graph, names: answers, ...(sparse ? { sparse } : {}) };
}
