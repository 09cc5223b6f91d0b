import { commandTable } from '../../commands/index.ts';
import { Fault } from '../../src/base/fault.ts';
import { runtimeOf } from '../../src/compile/runtime.ts';
import { createEngine, type Engine } from '../../src/session/engine.ts';
import type { Ports } from '../../src/command/ports.ts';
import type { Answer } from '../../src/answer/result.ts';
import type { Tensor } from '../../src/tensor/tensor.ts';
import { tensorsOf } from '../arrays.ts';
import { emptySession } from '../../src/evaluate/session.ts';
import { optimise } from '../../src/train/loop.ts';

const missing = (path: string): Promise<never> =>
  Promise.reject(new Fault({ code: 'file/missing', message: `There is no file ${path}.` }));

/** Ports without a world: no files, a clock that stands, training on the spot. */
export const ports: Ports = {
  files: {
    read: (path) => missing(path),
    write: (path) => missing(path),
  },
  clock: { now: () => 0 },
  train: (job, watch, stop) => {
    const loop = optimise(job);
    for (;;) {
      const { done, value } = loop.next(stop.requested);
      if (done) return Promise.resolve(value);
      watch(value);
    }
  },
};

/** An engine on an empty session. */
export const engine = (seed = 1, runtime = runtimeOf()): Engine =>
  createEngine({ commands: commandTable, ports, session: emptySession(seed), runtime });

/** Runs lines in turn, the last of which may fail; answers what the last one answered. */
export async function answerOf(...lines: readonly string[]): Promise<Answer> {
  const { run } = engine();
  let answer: Answer | undefined;
  for (const [i, line] of lines.entries()) {
    answer = await run(line);
    if (!answer.ok && i < lines.length - 1) throw new Error(`${line}: ${answer.fault.message}`);
  }
  return answer!;
}

type Nested = number | readonly Nested[];

/** Numbers as nested lists. */
export function nested({ shape, data }: Tensor): Nested {
  const build = (axis: number, start: number, size: number): Nested => {
    if (axis === shape.length) return data[start]!;
    const part = size / shape[axis]!;
    return Array.from({ length: shape[axis]! }, (_, i) => build(axis + 1, start + i * part, part));
  };
  return build(0, 0, data.length);
}

/** The numbers that the last of several lines answers, as nested lists; by part where there are several. */
export async function valueOf(...lines: readonly string[]): Promise<unknown> {
  const answer = await answerOf(...lines);
  if (!answer.ok) throw new Error(`${lines.at(-1)}: ${answer.fault.code}: ${answer.fault.message}`);
  const { result } = answer;
  if (result?.kind === 'text') return result.text;
  const { parts } = tensorsOf(answer);
  return parts[0]?.name.length === 0
    ? nested(parts[0])
    : Object.fromEntries(parts.map((p) => [p.name.join(','), nested(p)]));
}

/** The code of the fault of the last of several lines, with the text it points at. */
export async function faultOf(...lines: readonly string[]): Promise<readonly [code: string, at: string | undefined]> {
  const answer = await answerOf(...lines);
  if (answer.ok) throw new Error(`${lines.at(-1)} has no fault`);
  const { code, span } = answer.fault;
  return [code, span && answer.input.slice(...span)];
}

/** The notes of the last of several lines: code, the text it points at, entries. */
export async function notesOf(
  ...lines: readonly string[]
): Promise<readonly (readonly [code: string, at: string | undefined, entries: number | undefined])[]> {
  const answer = await answerOf(...lines);
  if (!answer.ok) throw new Error(`${lines.at(-1)}: ${answer.fault.message}`);
  return answer.notes.map(({ code, span, entries }) => [code, span && answer.input.slice(...span), entries]);
}
