import { Worker } from 'node:worker_threads';
import type { FaultData } from '../base/fault.ts';
import type { Progress, Question, Stop } from '../command/ports.ts';
import type { Answer } from '../answer/result.ts';
import type { Session } from '../evaluate/session.ts';
import type { EngineStart, FromEngine, ToEngine } from './engine-messages.ts';
import { applyChange } from './session-change.ts';

/** An engine in a worker: the thread that talks to it stays free, and no evaluation can take it down. */
export interface EngineClient {
  /** Answers one input; one at a time. Never rejects: a failure of Nabla's own is a fault of the code `internal`. */
  run(input: string, options?: ClientRun): Promise<Answer>;
  /** Ends a run at once: it answers `interrupted` and the session is as before it. So ends what does not listen to its `stop`. */
  abort(): void;
  /** The session as it was after the last answer, without its past. */
  readonly session: Session;
  close(): Promise<void>;
}

export interface ClientRun {
  readonly line?: number;
  readonly watch?: (progress: Progress) => void;
  readonly stop?: Stop;
  readonly ask?: (question: Question) => Promise<string | undefined>;
}

interface Run extends ClientRun {
  readonly id: number;
  /** Ends it if it does not listen to its stop. */
  force: NodeJS.Timeout | undefined;
  readonly input: string;
  readonly settle: (answer: Answer) => void;
}

/** So many milliseconds a run has to hear its stop, before it is ended. */
const PATIENCE = 150;

/** Starts an engine in a worker on `session`; its files lie in `folder` and in those `allowed`, and it computes with `kernels`. */
export function startEngineClient({ session: start, ...rest }: Omit<EngineStart, 'flag'>): EngineClient {
  const flag = new Int32Array(new SharedArrayBuffer(4));
  let session = start;
  let running: Run | undefined;
  let count = 0;
  // Opened anew by the next line after it ended.
  let worker: Worker | undefined = open();

  function open(): Worker {
    const data: EngineStart = { flag, session, ...rest };
    const opened = new Worker(new URL('./engine-worker.js', import.meta.url), { workerData: data });
    opened.on('message', (message: FromEngine) => {
      if (opened === worker) hear(message);
    });
    opened.on('error', (error: Error & { code?: string }) => {
      if (opened !== worker) return;
      worker = undefined;
      fail(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? exhausted : internal(error.message, error.stack ?? ''));
    });
    return opened;
  }

  function fail(fault: FaultData): void {
    if (running) settle({ ok: false, line: running.line ?? 1, input: running.input, fault, notes: [] });
  }

  function settle(answer: Answer): void {
    const run = running;
    running = undefined;
    clearTimeout(run?.force);
    run?.settle(answer);
  }

  function hear(message: FromEngine): void {
    if (message.kind === 'progress') running?.watch?.(message.progress);
    else if (message.kind === 'heard') {
      if (running?.id === message.run) clearTimeout(running.force);
    } else if (message.kind === 'ask') void question(message.question);
    else if (message.kind === 'broken') fail(internal(message.message, message.stack));
    else {
      session = applyChange(session, message.change);
      settle(message.answer);
    }
  }

  async function question(asked: Question): Promise<void> {
    const asking = running;
    const text = await asking?.ask?.(asked);
    if (running === asking) post({ kind: 'reply', text });
  }

  function post(message: ToEngine): void {
    worker ??= open();
    worker.postMessage(message);
  }

  function abort(): void {
    if (!running) return;
    void worker?.terminate();
    // The next line is answered as soon as ever.
    worker = open();
    fail(aborted);
  }

  return {
    run: (input, options = {}) =>
      new Promise((resolve) => {
        const run: Run = { ...options, input, settle: resolve, id: ++count, force: undefined };
        running = run;
        Atomics.store(flag, 0, 0);
        options.stop?.onRequest(() => {
          if (running !== run) return;
          Atomics.store(flag, 0, 1);
          post({ kind: 'stop', run: run.id });
          run.force = setTimeout(abort, PATIENCE);
        });
        post({ kind: 'run', input, line: options.line ?? 1 });
      }),
    abort,
    get session() {
      return session;
    },
    async close() {
      await worker?.terminate();
    },
  };
}

const aborted: FaultData = {
  code: 'interrupted',
  message: 'Interrupted; the session is as it was before this line.',
  help: 'What :undo remembered is gone.',
};

const exhausted: FaultData = {
  code: 'limit/memory',
  message: 'There is not enough memory for this line; the session is as it was before it.',
  help: 'Try it with smaller arrays.',
};

const internal = (message: string, stack: string): FaultData => ({
  code: 'internal',
  message: `Nabla itself failed: ${message}`,
  help: `This is a mistake in Nabla, not in your line. Please report the line and this: ${origin(stack)}`,
});

/** Where a stack began, on one line. */
const origin = (stack: string): string =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 3)
    .map((line) => line.trim())
    .join(', ');
