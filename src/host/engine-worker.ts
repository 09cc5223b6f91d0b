import { parentPort, workerData } from 'node:worker_threads';
import { commandTable } from '../../commands/index.ts';
import { invariant } from '../base/invariant.ts';
import { runtimeOf } from '../compile/runtime.ts';
import { createEngine } from '../session/engine.ts';
import type { Ports } from '../command/ports.ts';
import { createStop, type StopSource } from '../command/stop.ts';
import { clock } from './clock.ts';
import type { EngineStart, FromEngine, ToEngine } from './engine-messages.ts';
import { createFiles } from './files.ts';
import { kernelsOf } from './kernels.ts';
import { changeBetween } from './session-change.ts';
import { trainInWorker } from './train.ts';

/** Answers the lines that the main thread posts, one at a time. */
function serve({ flag, session, folder, allowed, kernels }: EngineStart): void {
  invariant(parentPort, "the engine's worker is started by engine-client.ts");
  const port = parentPort;
  const runtime = runtimeOf({ kernels: kernelsOf(kernels), interrupt: flag });
  const post = (message: FromEngine): void => port.postMessage(message);
  let stop: StopSource = createStop();
  let reply: ((text: string | undefined) => void) | undefined;

  const ports: Ports = {
    files: createFiles(folder, allowed),
    clock,
    async train(job, watch, stop) {
      const outcome = await trainInWorker(job, watch, stop);
      // The stop was for the training: what the command does with its parameters goes on.
      Atomics.store(flag, 0, 0);
      return outcome;
    },
    ask(question) {
      post({ kind: 'ask', question });
      return new Promise((resolve) => (reply = resolve));
    },
  };
  const engine = createEngine({ commands: commandTable, ports, session, interactive: true, runtime });

  const run = async (input: string, line: number): Promise<void> => {
    stop = createStop();
    const before = engine.session;
    try {
      const watch = (progress: Parameters<Parameters<Ports['train']>[1]>[0]): void =>
        post({ kind: 'progress', progress });
      const answer = await engine.run(input, { line, stop, watch });
      post({ kind: 'answer', answer, change: changeBetween(before, engine.session) });
    } catch (error) {
      engine.restore(before);
      const stack = error instanceof Error ? (error.stack ?? '') : '';
      post({ kind: 'broken', message: error instanceof Error ? error.message : String(error), stack });
    }
  };

  port.on('message', (message: ToEngine) => {
    if (message.kind === 'run') void run(message.input, message.line);
    else if (message.kind === 'stop') {
      post({ kind: 'heard', run: message.run });
      stop.request();
    } else reply?.(message.text);
  });
}

serve(workerData as EngineStart);
