import type { Progress, Stop } from '../../command/ports.ts';
import type { Answer } from '../../answer/result.ts';
import type { Output } from '../output.ts';
import type { FaultData } from '../../base/fault.ts';
import type { Piece } from '../../script/script.ts';

/** A piece of a script, or a line that cannot be read as one. */
export type Incoming =
  Piece | { readonly kind: 'broken'; readonly line: number; readonly text: string; readonly fault: FaultData };

/** What a replay needs of the engine, which lives in this thread or in another. */
export interface LineRunner {
  run(input: string, options: { line: number; stop: Stop; watch: (progress: Progress) => void }): Promise<Answer>;
  /** The significant digits that the session shows. */
  digits(): number;
}

export interface ReplayOptions {
  /** The script as a reader knows it; faults then say their place. */
  readonly name?: string;
  /** Show inputs and comments between the answers. */
  readonly echo: boolean;
  readonly keepGoing: boolean;
  readonly stop: Stop;
}

/** How a replay ended: all lines done, a line failed, interrupted, or `:quit`. */
export type ReplayEnding = 'done' | 'failed' | 'interrupted' | 'quit';

/** The exit code of a program that ends with its replay. */
export const exitCodes: { readonly [E in ReplayEnding]: number } = { done: 0, failed: 3, interrupted: 130, quit: 0 };

/** Runs the inputs of a script in turn and shows their answers; expectations are left to `nabla test`. */
export async function replay(
  pieces: Iterable<Incoming> | AsyncIterable<Incoming>,
  engine: LineRunner,
  output: Output,
  { name, echo, keepGoing, stop }: ReplayOptions,
): Promise<ReplayEnding> {
  let ending: ReplayEnding = 'done';
  for await (const piece of pieces) {
    if (piece.kind === 'expectation') continue;
    if (echo && piece.kind !== 'broken') output.echo(piece.text);
    if (piece.kind === 'comment') continue;
    const answer: Answer =
      piece.kind === 'broken'
        ? { ok: false, line: piece.line, input: piece.text, fault: piece.fault, notes: [] }
        : await engine.run(piece.text, { line: piece.line, stop, watch: output.progress });
    output.answer(answer, engine.digits(), name === undefined ? undefined : `${name}, line ${answer.line}`);
    // A turn of the event loop, so that signals and closed pipes are noticed between lines.
    await new Promise((resolve) => setImmediate(resolve));
    if (stop.requested) return 'interrupted';
    if (!answer.ok) {
      ending = 'failed';
      if (!keepGoing) return ending;
    } else if (answer.then === 'quit') return ending === 'failed' ? ending : 'quit';
  }
  return ending;
}
