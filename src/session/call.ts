import { Fault, fail } from '../base/fault.ts';
import { within } from '../compile/runtime.ts';
import type { Begun, CommandContext, Outcome } from '../command/command.ts';
import { findCommand } from '../command/dispatch.ts';
import { keptLine } from '../command/kept-line.ts';
import { bind, type Session } from '../evaluate/session.ts';
import type { CommandCall, Statement } from '../lang/ast.ts';
import type { Step } from './step.ts';

/** A command that a line calls, and the name that holds what it answers. */
export interface Call {
  readonly command: CommandCall;
  readonly target: string | undefined;
}

/** The command that a statement calls. */
export function callIn(statement: Statement): Call | undefined {
  if (statement.kind === 'command') return { command: statement.call, target: undefined };
  if (statement.kind !== 'assign' || statement.value.kind !== 'command-call') return undefined;
  return { command: statement.value, target: statement.name.name };
}

/** Runs a command, and `work` does the job that it begins; answers what that makes of a session. */
export async function runCall(
  call: Call,
  around: Omit<CommandContext, 'command'>,
  work: (job: Begun['job']) => ReturnType<Begun['job']['run']>,
): Promise<(session: Session) => Step> {
  const { command } = call;
  const found = await findCommand(around.commands, command);
  const context: CommandContext = { ...around, command: { ...command.name, name: found.name } };
  const { runtime } = context.evaluator;
  try {
    const answer = await within(runtime, () => found.run(command, context));
    const end = 'job' in answer ? await within(runtime, () => work(answer.job)) : () => answer;
    return (session) => {
      try {
        return stepFrom(end(session), call, context, session);
      } catch (error) {
        throw placed(error, command);
      }
    };
  } catch (error) {
    throw placed(error, command);
  }
}

function stepFrom(
  outcome: Outcome,
  { command, target }: Call,
  { source, command: { name } }: CommandContext,
  now: Session,
): Step {
  const { value, session = now, options, ...said } = outcome;
  const rest = { ...said, instead: keptLine(source, command, name, options) };
  if (value !== undefined) {
    const holder = target ?? 'ans';
    return { ...rest, name: holder, session: bind(session, holder, { value, source }) };
  }
  if (target === undefined) return { ...rest, session };
  const { result } = outcome;
  fail('command/no-value', `:${name} does not answer one value that ${target} could hold`, {
    span: command.name.span,
    help:
      result?.kind === 'array' && result.parts.length > 1
        ? 'It has a part for each argument: name one with wrt=..'
        : `Type it without '${target} ='.`,
  });
}

/** A command's fault without a place of its own points at what the command was given. */
function placed(error: unknown, { name, operands: [first] }: CommandCall): unknown {
  if (!(error instanceof Fault)) return error;
  return error.at(first && first.kind !== 'missing' ? first.span : name.span);
}
