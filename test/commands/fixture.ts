import { commandTable } from '../../commands/index.ts';
import { Fault } from '../../src/base/fault.ts';
import { createEngine, type Engine } from '../../src/session/engine.ts';
import type { Files, Ports, Question } from '../../src/command/ports.ts';
import type { Answer, Answered, Failed, Result } from '../../src/answer/result.ts';
import { emptySession } from '../../src/evaluate/session.ts';
import { isTensor } from '../../src/evaluate/value.ts';
import { optimise } from '../../src/train/loop.ts';

/** Text files that live in a map. */
export const memoryFiles = (texts: Map<string, string>): Files => ({
  read: async (path) => {
    const text = texts.get(path);
    if (text === undefined) throw new Fault({ code: 'file/missing', message: `${path} does not exist.` });
    return text;
  },
  write: async (path, text, { overwrite }) => {
    if (texts.has(path) && !overwrite) throw new Fault({ code: 'file/exists', message: `${path} exists already.` });
    texts.set(path, text);
    return path;
  },
});

/** Ports without an outside: files in a map, a clock that ticks once a reading, training in this thread. */
export function memoryPorts(
  texts = new Map<string, string>(),
  ask?: (question: Question) => string | undefined,
): Ports {
  let ticks = 0;
  return {
    files: memoryFiles(texts),
    clock: { now: () => ticks++ },
    train: async (job) => {
      const loop = optimise(job);
      for (;;) {
        const { done, value } = loop.next(false);
        if (done) return value;
      }
    },
    ...(ask ? { ask: async (question: Question) => ask(question) } : {}),
  };
}

export interface Trial {
  readonly engine: Engine;
  readonly files: Map<string, string>;
  /** Runs lines in turn; the last answer. */
  run(...lines: readonly string[]): Promise<Answer>;
}

/** A fresh engine whose files are the given ones. */
export function trial(
  options: {
    files?: Readonly<Record<string, string>>;
    seed?: number;
    ask?: (question: Question) => string | undefined;
  } = {},
): Trial {
  const files = new Map(Object.entries(options.files ?? {}));
  const engine = createEngine({
    commands: commandTable,
    ports: memoryPorts(files, options.ask),
    session: emptySession(options.seed),
    interactive: options.ask !== undefined,
  });
  return {
    engine,
    files,
    async run(...lines) {
      let answer: Answer | undefined;
      for (const line of lines) answer = await engine.run(line);
      if (!answer) throw new Error('no line was given');
      return answer;
    },
  };
}

export function answered(answer: Answer): Answered {
  if (!answer.ok) throw new Error(`${answer.input}: ${answer.fault.code} ${answer.fault.message}`);
  return answer;
}

export function failed(answer: Answer): Failed {
  if (answer.ok) throw new Error(`${answer.input} did not fail`);
  return answer;
}

export function resultOf<K extends Result['kind']>(answer: Answer, kind: K): Extract<Result, { kind: K }> {
  const { result } = answered(answer);
  if (result?.kind !== kind) throw new Error(`${answer.input} answered ${result?.kind ?? 'nothing'}, not ${kind}`);
  return result as Extract<Result, { kind: K }>;
}

/** The numbers of a session name. */
export function numbersOf(engine: Engine, name: string): readonly number[] {
  const value = engine.evaluate(name);
  if (!isTensor(value)) throw new Error(`${name} is no array`);
  return Array.from(value.data);
}
