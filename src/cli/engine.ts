import { commandTable } from '../../commands/index.ts';
import { clock } from '../host/clock.ts';
import { createFiles } from '../host/files.ts';
import { allowedFolders } from '../host/folders.ts';
import { unheard, withInterrupt } from '../host/signals.ts';
import { trainInWorker } from '../host/train.ts';
import { createEngine } from '../session/engine.ts';
import { emptySession, type Session } from '../session/session.ts';
import type { StopSource } from '../session/stop.ts';
import type { Value } from '../session/value.ts';
import type { Evaluator } from './replay.ts';

/** An engine in this thread, with what scripts' expectations need. */
export interface LocalEngine extends Evaluator {
  readonly session: Session;
  evaluate(text: string): Value;
  /** Loads what evaluating `text` needs, without changing the session. */
  prepare(text: string): Promise<void>;
}

/** An engine in this thread, for what runs without a prompt. Ctrl-C requests `stop` while a training runs. */
export function startEngine(seed: number | undefined, stop: StopSource, interactive = false): LocalEngine {
  const engine = createEngine({
    commands: commandTable,
    ports: {
      files: createFiles(process.cwd(), allowedFolders(process.env)),
      clock,
      train: (job, watch, asked) => withInterrupt(stop.request, () => trainInWorker(job, watch, asked)),
    },
    session: emptySession(seed),
    interactive,
  });
  return {
    run: (input, options) => unheard(() => engine.run(input, options)),
    evaluate: (text) => engine.evaluate(text),
    async prepare(text) {
      const { session } = engine;
      await engine.run(text);
      engine.restore(session);
    },
    get session() {
      return engine.session;
    },
    digits: () => engine.session.settings.digits,
  };
}
