import { commandTable } from '../../commands/index.ts';
import { wrapped } from '../render/text/wrap.ts';

/** Help fits a terminal of the usual width. */
const COLUMNS = 80;

/** What `--help` prints: the modes, the options, the commands from their own words, the exit codes. */
export async function usage(): Promise<string> {
  const commands = await Promise.all(commandTable.names.map((name) => commandTable.load(name)));
  const width = Math.max(0, ...commands.map(({ name }) => name.length));
  const indent = width + 5;
  const summaries = commands.map(({ name, summary }) => {
    const lines = wrapped(summary, COLUMNS - indent).join(`\n${' '.repeat(indent)}`);
    return `  :${name.padEnd(width)}  ${lines}`;
  });
  return [head, `Commands (nabla -e ':help NAME' says more)`, ...summaries, tail].join('\n');
}

const head = `Nabla is a differentiable calculator.

  nabla [FILE...]              the prompt, after replaying the files; standard
                               input that is no terminal is replayed instead
  nabla run FILE...            replay without a prompt; '-' is standard input
  nabla test FILE|DIR...       replay and hold every expectation
  nabla -e 'LINE' [-e ...]     evaluate lines and exit

Options
  --json                       one JSON object for each input, one to a line
  --plain                      no ornament, no colour, no animation
  --ascii                      draw with ASCII characters alone
  --color auto|always|never    when to colour; NO_COLOR and FORCE_COLOR count
  --width N                    columns to draw in
  --seed N                     the seed of random numbers
  --quiet                      answers alone; of tests, failures alone
  --keep-going                 go on after a line that failed
  --update                     test: rewrite the #= lines that do not hold and
                               cite no source
  --recover                    go on with the session that a crash or a lost
                               connection ended
  --portable                   the same digits on every machine: no fused
                               products, no BLAS of the system
  --version, --help
`;

const tail = `
Exit codes
  0 done, 1 Nabla's own failure, 2 usage, 3 a line failed,
  4 an expectation did not hold, 130 interrupted
`;
