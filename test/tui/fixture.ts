// A prompt with a client that answers by rule, so that the terminal can be tested apart from the calculator. Its lines:
//   :train            a job that reports progress until it is stopped, `:train stuck` until it is aborted
//   :ask              asks for a file and answers what was typed
//   :rows N           N rows
//   :pid, :quit       the process's number; leaves
//   anything else     is answered by itself in brackets; `boom` by a fault
import { existsSync } from 'node:fs';
import type { Answer } from '../../src/answer/result.ts';
import { startPrompt } from '../../src/tui/main.tsx';
import type { PromptClient, RunOptions } from '../../src/tui/ports.ts';

const { stdin, stdout, env } = process;
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const text = (input: string, text: string): Answer => ({
  ok: true,
  line: 1,
  input,
  result: { kind: 'text', text },
  notes: [],
});

let aborted = false;

async function train(input: string, { watch, stop }: RunOptions): Promise<Answer> {
  aborted = false;
  const steps = 1_000_000;
  const curve: [number, number][] = [];
  for (let step = 0; ; step += 10) {
    if (aborted) return text(input, 'aborted');
    if (stop.requested && !input.includes('stuck'))
      return text(input, `stopped after ${step > 0 ? 'some' : 'no'} steps`);
    const loss = 200 / (201 + step);
    curve.push([step, loss]);
    watch({ step, steps, loss, curve });
    await pause(50);
  }
}

const names = [
  { name: 'alpha', signature: '2' },
  { name: 'alphabet', signature: 'alphabet(x)' },
];

const client: PromptClient = {
  async run(input, options) {
    if (input.startsWith(':train')) return train(input, options);
    if (input === ':quit') return { ok: true, line: 1, input, notes: [], then: 'quit' };
    if (input === ':ask') {
      const value = await options.ask({ title: 'File to load', initial: 'tour' });
      return text(input, value === undefined ? 'declined' : `file <${value}>`);
    }
    if (input.startsWith(':rows ')) {
      return text(input, Array.from({ length: Number(input.slice(6)) }, (_, row) => `row ${row + 1}`).join('\n'));
    }
    if (input === ':pid') return text(input, `pid ${process.pid}`);
    if (input === 'boom')
      return { ok: false, line: 1, input, notes: [], fault: { code: 'internal', message: 'It broke.' } };
    return text(input, `[${input.replaceAll('\n', '|')}]`);
  },
  names: () => names,
  abort: () => {
    aborted = true;
  },
};

const said = { summary: 'An option.', completes: [] };

stdin.setRawMode(true);
stdout.write('> ');
// Keys arrive before the prompt is there: a file says that they have been typed.
while (env['AFTER'] !== undefined && !existsSync(env['AFTER'])) await pause(10);
process.exitCode = await startPrompt({
  client,
  history: { entries: ['first = 1', 'second = 2', 'sum(first, second)'], append: () => undefined },
  vocabulary: {
    commands: [
      {
        name: 'jac',
        summary: 'The Jacobian of a call.',
        options: { wrt: said, layout: said },
        operands: 'expressions',
      },
      { name: 'jvp', summary: 'A Jacobian times tangents.', options: { along: said }, operands: 'expressions' },
      { name: 'train', summary: 'Gradient descent.', options: { steps: said, lr: said }, operands: 'expressions' },
    ],
    functions: ['sin', 'sinh', 'sqrt'],
  },
  terminal: {
    stdin,
    stdout,
    suspend: () =>
      new Promise((resolve) => {
        // A moment later, so that a process with nothing else to do would have ended by then.
        process.once('SIGCONT', () => setTimeout(resolve, 100).unref());
        process.kill(process.pid, 'SIGTSTP');
      }),
  },
  style: { ascii: env['ASCII'] === '1', colours: env['COLOURS'] === 'none' ? 'none' : '256', digits: () => 6 },
  draw: (answer) =>
    answer.ok ? (answer.result?.kind === 'text' ? answer.result.text : '') : `error: ${answer.fault.message}`,
  banner: 'A prompt to test',
});
stdin.pause();
