import { Fault, fail } from '../src/base/fault.ts';
import type { Span } from '../src/base/span.ts';
import { parse } from '../src/lang/parse.ts';
import type { CommandContext } from '../src/command/command.ts';
import { command } from '../src/command/declaration.ts';
import { line } from '../src/command/operands.ts';
import { asOneChange } from '../src/evaluate/session.ts';

/** Milliseconds that repeated runs may take in all, and how often at most. */
const BUDGET = 200;
const MOST = 100;

/** `:time`: how long a line takes. */
export const time = command({
  name: 'time',
  group: 'session',
  summary: 'Runs a line, whatever it is, and says how long that took.',
  details:
    'A line that only computes is run again for up to a fifth of a second, and the fastest run is told too: the first one includes what is prepared once. Where a derivative is among what it computes, the back end that ran its graph is named.',
  takes: line,
  options: {},
  examples: [
    { lines: [':time sum(1:1000)'], answers: '500500' },
    { lines: [':time x = 3', 'x'], answers: '3' },
    { lines: [':time :grad x^2 at x=3'], answers: '6' },
    { lines: [':time 1 + nowhere'], fault: 'name/unknown' },
  ],
  run: async ({ text, start }, _options, context) => {
    const { session, ports, replay } = context;
    const { statement } = parse(text);
    if (statement.kind === 'empty') {
      fail('operand/missing', ':time needs a line to run', { help: 'Write it behind: :time inv(A)' });
    }
    const before = ports.clock.now();
    const run = await replay(text, session);
    const first = ports.clock.now() - before;
    const [answer] = run.answers;
    if (answer && !answer.ok) throw shiftFault(answer.fault, start);
    const rows: [string, number][] = [['first run', first]];
    if (statement.kind === 'expression') {
      const { count, fastest } = await again(text, first, context);
      if (count > 0) rows.push([`fastest of ${count} more`, fastest]);
    }
    const name = answer?.ok ? answer.name : undefined;
    const value = name === 'ans' ? run.session.names.get(name)?.value : undefined;
    return {
      session: asOneChange(session, run.session),
      ...(value && { value }),
      inner: run.answers,
      result: {
        kind: 'table',
        columns: ['', 'milliseconds'],
        rows,
        ...(run.ran.length > 0 && { facts: [['graphs run by', run.ran.join(', ')]] }),
      },
    };
  },
});

/** Runs the line for a while; nothing of it is kept. */
async function again(
  line: string,
  first: number,
  { session, ports, replay, stop }: CommandContext,
): Promise<{ count: number; fastest: number }> {
  let [count, spent, fastest] = [0, first, Infinity];
  while (count < MOST && spent < BUDGET && !stop.requested) {
    const start = ports.clock.now();
    await replay(line, session);
    const took = ports.clock.now() - start;
    fastest = Math.min(fastest, took);
    spent += took;
    count++;
  }
  return { count, fastest };
}

/** A fault of the line as one of the whole input. */
function shiftFault(data: Fault['data'], by: number): Fault {
  const move = ([from, to]: Span): Span => [from + by, to + by];
  const { span, labels } = data;
  return new Fault({
    ...data,
    ...(span && { span: move(span) }),
    ...(labels && { labels: labels.map((label) => ({ ...label, span: move(label.span) })) }),
  });
}
