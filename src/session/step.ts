import { fail } from '../base/fault.ts';
import type { Expr, Statement } from '../lang/ast.ts';
import { scalar, type Tensor } from '../tensor/tensor.ts';
import { settled } from '../evaluate/datum.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { type Index, replace } from '../evaluate/indexing.ts';
import { located, type Evaluator, topFrame, valueOf } from '../evaluate/evaluator.ts';
import type { Reply } from '../answer/result.ts';
import type { Outcome } from '../command/command.ts';
import { bind, type Session } from '../evaluate/session.ts';
import { dense } from '../evaluate/sparse/value.ts';
import { isTensor, type Value } from '../evaluate/value.ts';
import { resultOf } from '../evaluate/value-result.ts';

/** What a line did: what it answers, and the session after it. */
export interface Step extends Reply, Pick<Outcome, 'transient'> {
  readonly session: Session;
  /** The line that the session keeps, where that is not the line as it was typed. */
  readonly instead?: string;
}

/** Runs a definition, an assignment or an expression on a session. */
export function stepOf(evaluator: Evaluator, session: Session, statement: Statement, input: string): Step {
  if (statement.kind === 'empty') return { session };
  const [name, value, definition] = storedBy(evaluator, session, statement, input);
  return { session: bind(session, name, { value, source: input }), name, result: resultOf(value, definition) };
}

/** The name that a statement stores a value under, and the text of a function's definition. */
function storedBy(
  evaluator: Evaluator,
  session: Session,
  statement: Exclude<Statement, { kind: 'empty' }>,
  input: string,
): readonly [name: string, value: Value, definition?: string] {
  switch (statement.kind) {
    case 'define': {
      const { name, params, body, span } = statement;
      const value: Value = {
        kind: 'function',
        name: name.name,
        params: params.map((p) => p.name),
        body,
        source: input,
      };
      return [name.name, value, input.slice(span[0], span[1])];
    }
    case 'assign':
      if (statement.value.kind === 'command-call') break;
      return [statement.name.name, valueOf(evaluator, input, statement.value)];
    case 'assign-entries': {
      const { name, span } = statement.name;
      const frame = topFrame(evaluator, input);
      const held = session.names.get(name)?.value;
      const old = located(evaluator, frame, statement, () => dense(held));
      if (!old || !isTensor(old)) {
        fail('name/unknown', `${name} is not an array`, { span, help: `Assign one first: ${name} = zeros(3).` });
      }
      const indexOf = (index: Expr, axis: number): Index => {
        if (index.kind === 'all') return 'all';
        const scope = evaluator.globals.with(new Map([['end', scalar(old.shape[axis] ?? 0)]]));
        return numbers(settled(evaluate(evaluator, index, { ...frame, scope })), index);
      };
      const indices = statement.indices.map(indexOf);
      const value = numbers(valueOf(evaluator, input, statement.value), statement.value);
      return [name, located(evaluator, frame, statement, () => replace(old, indices, value))];
    }
    case 'expression':
      return ['ans', valueOf(evaluator, input, statement.value)];
    case 'command':
  }
  fail('command/nested', 'a command stands alone on its line');
}

function numbers(value: Value, { span }: Expr): Tensor {
  const written = dense(value);
  if (isTensor(written)) return written;
  fail('type/not-a-number', 'a number or an array is needed here', {
    span,
    help: 'A function is called with its arguments, as in f(1, 2).',
  });
}
