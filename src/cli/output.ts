import type { FaultData } from '../base/fault.ts';
import { ansi } from '../render/text/ansi.ts';
import { cleanLine } from '../render/text/clean.ts';
import { run, type Doc } from '../render/text/doc.ts';
import { faultDoc } from '../render/fault.ts';
import { answerJson } from '../render/json.ts';
import { runningDoc } from '../render/explained/running.ts';
import { answerDoc } from '../render/result.ts';
import type { Progress } from '../command/ports.ts';
import type { Answer, Answered } from '../answer/result.ts';
import type { Arguments } from './args.ts';
import { coloursOf, styleOf } from './environment.ts';

/** Where answers go: results to standard output, faults to standard error, under `--json` everything to the former. */
export interface Output {
  /** One answer; `place` says where its input stands (`tour.nabla, line 3`). */
  answer(answer: Answer, digits: number, place?: string): void;
  /** How far a training is: on a terminal one line that is drawn over itself and makes way for the answer. */
  progress(progress: Progress): void;
  /** An input as it was typed, or a comment, for readers of a replay. */
  echo(text: string): void;
  /** A fault that belongs to no input: a script that cannot be read. */
  fault(fault: FaultData): void;
  /** Lines of a report. */
  report(doc: Doc): void;
  /** One line of JSON. */
  json(text: string): void;
  /** A remark for the person, not for programs. */
  remark(text: string): void;
}

/** To the start of the line, and nothing to the right of it (ECMA-48, EL). */
const ERASE = '\r\u001b[K';

type Manner = Pick<Arguments, 'color' | 'width' | 'json' | 'plain' | 'ascii' | 'quiet'>;

/** Writes in the way that arguments, environment and streams ask for. */
export function createOutput(args: Manner, { stdout, stderr, env }: NodeJS.Process = process): Output {
  const write = (stream: NodeJS.WriteStream, doc: Doc): void => {
    if (doc.length > 0) stream.write(ansi(doc, coloursOf(stream, args, env)));
  };
  const style = (digits: number) => styleOf(stdout, args, env, digits);
  const animated = stderr.isTTY && env['TERM'] !== 'dumb' && !args.json && !args.plain && !args.quiet;
  let drawn = false;
  const wipe = (): void => {
    if (drawn) stderr.write(ERASE);
    drawn = false;
  };

  return {
    progress(progress) {
      if (!animated) return;
      // The terminal echoes Ctrl-C as two characters, which must not open a second line.
      const rows = runningDoc({ progress, stopping: false }, 0, stderr.columns - 2, args.ascii);
      stderr.write(ERASE + ansi(rows, coloursOf(stderr, args, env)).trimEnd());
      drawn = true;
    },
    answer(answer, digits, place) {
      wipe();
      if (args.json) stdout.write(`${answerJson(answer)}\n`);
      else if (!answer.ok) {
        const doc = answerDoc(answer, style(digits));
        write(stderr, place === undefined ? doc : [[run(`${place}:`, 'dim')], ...doc]);
      } else write(stdout, answerDoc(worthSaying(answer), style(digits)));
    },
    echo(text) {
      if (args.json || args.quiet) return;
      const comment = /^\s*(#|$)/.test(text);
      const lines = text.split('\n').map((line, i) => {
        const mark = comment ? '' : i === 0 ? '> ' : '  ';
        return [run(mark, 'dim'), run(cleanLine(line), comment ? 'dim' : 'command')];
      });
      write(stdout, lines);
    },
    fault(fault) {
      if (args.json) stdout.write(`${answerJson({ ok: false, line: 0, input: '', fault, notes: [] })}\n`);
      else write(stderr, faultDoc(fault, '', style(6)));
    },
    report: (doc) => write(stdout, doc),
    json: (text) => void stdout.write(`${text}\n`),
    remark(text) {
      if (!args.quiet) write(stderr, [[run(cleanLine(text), 'dim')]]);
    },
  };
}

/** A definition answers what was typed a moment ago: not worth a line. */
export function worthSaying(answer: Answered): Answered {
  if (answer.result?.kind !== 'function' || answer.name === undefined || answer.name === 'ans') return answer;
  const { result: _, ...rest } = answer;
  return rest;
}
