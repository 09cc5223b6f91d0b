import { createStop } from '../command/stop.ts';
import { Fault } from '../base/fault.ts';
import type { Arguments } from './args.ts';
import { startEngine } from './engine.ts';
import type { Output } from './output.ts';
import { piecesOf } from '../script/script.ts';
import { exitCodes, type Incoming, replay } from './scripts/replay.ts';

/** `nabla -e LINE ...`: evaluates lines in one session. */
export async function evaluateLines(args: Arguments, output: Output): Promise<number> {
  const stop = createStop();
  const engine = startEngine(args, stop);
  return exitCodes[
    await replay(renumbered(args.lines), engine, output, { echo: false, keepGoing: args.keepGoing, stop })
  ];
}

/** The pieces of several texts, numbered as if they stood below one another. */
function* renumbered(texts: readonly string[]): Generator<Incoming> {
  let above = 0;
  for (const text of texts) {
    try {
      for (const piece of piecesOf(text)) yield { ...piece, line: piece.line + above };
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      const { span: _, ...whole } = error.data;
      yield { kind: 'broken', line: above + 1, text, fault: text.includes('\n') ? whole : error.data };
    }
    above += text.split('\n').length;
  }
}
