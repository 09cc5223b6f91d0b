import { commandTable } from '../../commands/index.ts';
import { clock } from '../host/clock.ts';
import { kernelChoice, kernelsOf } from '../host/kernels.ts';
import { unheard, withInterrupt } from '../host/signals.ts';
import { runtimeOf } from '../compile/runtime.ts';
import { createEngine } from '../session/engine.ts';
import { expectationText, holdAnswer, type Mismatch } from '../script/expectation.ts';
import type { Files } from '../command/ports.ts';
import type { Answer, Answered } from '../answer/result.ts';
import type { Expectation } from '../script/script.ts';
import { emptySession, type Session } from '../evaluate/session.ts';
import type { StopSource } from '../command/stop.ts';
import type { Arguments } from './args.ts';
import type { LineRunner } from './scripts/replay.ts';

/** The folder's files; what they need of Node is loaded by the first command that asks, for it slows the start. */
async function files(): Promise<Files> {
  const [{ createFiles }, { allowedFolders }] = await Promise.all([
    import('../host/files.ts'),
    import('../host/folders.ts'),
  ]);
  return createFiles(process.cwd(), allowedFolders(process.env));
}

/** An engine in this thread, with what scripts' expectations need. */
export interface LocalEngine extends LineRunner {
  readonly session: Session;
  /** Holds the last answer against what is expected of it. */
  hold(answer: Answer, expectations: readonly Expectation[]): Promise<Mismatch[]>;
  /** The expectation that the last answer meets. */
  valueOf(answer: Answered): string | undefined;
}

/** An engine in this thread, for what runs without a prompt. Ctrl-C requests `stop` while a training runs. */
export function startEngine(
  { seed, portable }: Pick<Arguments, 'seed' | 'portable'>,
  stop: StopSource,
  interactive = false,
): LocalEngine {
  const engine = createEngine({
    commands: commandTable,
    ports: {
      files: {
        read: async (name) => (await files()).read(name),
        write: async (name, text, options) => (await files()).write(name, text, options),
      },
      clock,
      train: async (job, watch, asked) => {
        const { trainInWorker } = await import('../host/train.ts');
        return await withInterrupt(stop.request, () => trainInWorker(job, watch, asked));
      },
    },
    session: emptySession(seed),
    runtime: runtimeOf({ kernels: kernelsOf(kernelChoice(portable)) }),
    interactive,
  });
  return {
    run: (input, options) => unheard(() => engine.run(input, options)),
    hold: (answer, expectations) => engine.withLibrary(() => holdAnswer(answer, expectations, engine.evaluate)),
    valueOf: (answer) => expectationText(answer, engine.evaluate),
    get session() {
      return engine.session;
    },
    digits: () => engine.session.settings.digits,
  };
}
