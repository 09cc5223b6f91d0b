import { commandTable } from '../commands/index.ts';
import { clock } from './host/clock.ts';
import { createFiles } from './host/files.ts';
import { kernelChoice, kernelsOf } from './host/kernels.ts';
import { trainInWorker } from './host/train.ts';
import { answerObject, type AnswerObject } from './render/json.ts';
import { compileLine, type Compiled, type CompileOptions } from './derive/compile.ts';
import { runtimeOf } from './compile/runtime.ts';
import { createEngine } from './session/engine.ts';
import { emptySession } from './evaluate/session.ts';

export type { AnswerObject } from './render/json.ts';
export type { Compiled, CompiledValue, CompileOptions } from './derive/compile.ts';

/** What a session is opened with. */
export interface SessionOptions {
  /** The seed of random numbers; 1 where absent. */
  readonly seed?: number;
  /** The folder whose files `:load`, `:save` and the like may use; the process's own where absent. */
  readonly folder?: string;
  /** True leaves out whatever rounds differently from machine to machine. */
  readonly portable?: boolean;
}

/** A session of Nabla for programs: the lines that a user would type, answered as objects. */
export interface NablaSession {
  /** Evaluates one input and answers what `nabla --json` prints for it; calls made at once run in turn. */
  run(line: string): Promise<AnswerObject>;
  /**
   * Makes a function of an expression or a derivative command, for loops: `shapes` names its inputs and their shapes.
   * The session's other names are read now. The answer's data may be written over by the next call. With `estimate` each
   * call computes digits that rounding took again, and answers the notes of what is still lost.
   */
  compile(
    line: string,
    shapes: Readonly<Record<string, readonly number[]>>,
    options?: CompileOptions,
  ): Promise<Compiled>;
}

/**
 * Opens an empty session.
 *
 * ```ts
 * const session = await openSession({ seed: 1 });
 * await session.run('f(x, y) = [x^2 + y^2, x*y]');
 * const answer = await session.run(':jac f(1, 2)'); // answer.data is [[2, 4], [2, 1]]
 * ```
 */
export async function openSession({
  seed,
  folder = '.',
  portable = false,
}: SessionOptions = {}): Promise<NablaSession> {
  const engine = createEngine({
    commands: commandTable,
    ports: { files: createFiles(folder), clock, train: trainInWorker },
    session: emptySession(seed),
    runtime: runtimeOf({ kernels: kernelsOf(kernelChoice(portable)) }),
    interactive: false,
  });
  let count = 0;
  let turn: Promise<unknown> = Promise.resolve();
  return {
    run(line) {
      const number = ++count;
      const answer = turn.then(async () => answerObject(await engine.run(line, { line: number })));
      turn = answer.catch(() => undefined);
      return answer;
    },
    async compile(line, shapes, options) {
      await turn;
      return await engine.withLibrary(async () => compileLine(await engine.recorder(line), shapes, options));
    },
  };
}
