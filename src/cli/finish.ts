import { version } from '../base/version.ts';

/** Ends the process once everything that was written has left it. */
export async function finish(code: number): Promise<never> {
  await Promise.all(
    [process.stdout, process.stderr].map((stream) => new Promise((resolve) => stream.write('', resolve))),
  );
  process.exit(code);
}

/** A reader that closes the pipe (`| head`) has had enough: that is no failure. A full disk is one. */
export function endQuietlyWithReader(): void {
  const { stdout, stderr } = process;
  stderr.on('error', () => process.exit(1));
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    stderr.write(`The output could not be written: ${error.message}\n`);
    process.exit(1);
  });
}

/** What a person needs to report a failure of Nabla's own. */
export function failureReport(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [
    'Nabla itself failed; this is a mistake in Nabla, not in your input.',
    'Please report it with the input that led here and these lines:',
    `nabla ${version}, node ${process.versions.node}, ${process.platform} ${process.arch}`,
    ...stack.split('\n').slice(0, 6),
    '',
  ].join('\n');
}
