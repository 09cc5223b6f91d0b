import { Fault } from '../base/fault.ts';
import { version } from '../base/version.ts';
import { leaveOnInterrupt } from '../host/signals.ts';
import { readArguments, type Arguments } from './args.ts';
import { endQuietlyWithReader, failureReport, finish } from './finish.ts';
import { createOutput } from './output.ts';

/** Runs the mode that the arguments ask for and answers the exit code; each mode is loaded when it is asked for. */
async function main(words: readonly string[]): Promise<number> {
  let args: Arguments;
  try {
    args = readArguments(words);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    createOutput({ color: 'auto', json: false, plain: false, ascii: false, quiet: false }).fault(error.data);
    return 2;
  }
  const output = createOutput(args);
  switch (args.mode) {
    case 'version':
      process.stdout.write(`nabla ${version}\n`);
      return 0;
    case 'help':
      process.stdout.write(await (await import('./usage.ts')).usage());
      return 0;
    case 'evaluate':
      return await (await import('./evaluate.ts')).evaluateLines(args, output);
    case 'run':
      return await (await import('./scripts/run.ts')).runFiles(args, output);
    case 'test':
      return await (await import('./scripts/test.ts')).testScripts(args, output);
    case 'prompt':
      return await (await import('./prompt/prompt.ts')).openPrompt(args, output);
  }
}

endQuietlyWithReader();
leaveOnInterrupt();
process.on('uncaughtException', (error) => {
  process.stderr.write(failureReport(error));
  void finish(1);
});
void main(process.argv.slice(2)).then(finish);
