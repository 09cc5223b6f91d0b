import { Fault } from '../../base/fault.ts';
import { createStop } from '../../command/stop.ts';
import type { Arguments } from '../args.ts';
import { startEngine } from '../engine.ts';
import type { Output } from '../output.ts';
import { exitCodes, replay, type ReplayEnding, type LineRunner, type ReplayOptions } from './replay.ts';
import { piecesOf } from '../../script/script.ts';
import { piecesOfStream, readScriptFile, streamOf } from './scripts.ts';

/** `nabla run FILE...`: replays scripts one after the other in one session; `-` is standard input, line by line. */
export async function runFiles(args: Arguments, output: Output): Promise<number> {
  const stop = createStop();
  const engine = startEngine(args, stop);
  return (await runScripts(args.files, engine, output, { keepGoing: args.keepGoing, stop })).code;
}

/** Replays scripts on an engine; answers the exit code, and whether no more is to follow. */
export async function runScripts(
  files: readonly string[],
  engine: LineRunner,
  output: Output,
  options: Pick<ReplayOptions, 'keepGoing' | 'stop'>,
): Promise<{ code: number; over: boolean }> {
  let worst = 0;
  for (const file of files) {
    const ending = await runScript(file, engine, output, options);
    const code = typeof ending === 'number' ? ending : exitCodes[ending];
    if (code !== 0) worst = code;
    const over = ending === 'quit' || ending === 'interrupted';
    if (over || (code !== 0 && !options.keepGoing)) return { code: worst, over };
  }
  return { code: worst, over: false };
}

/** One script; a number is the exit code of one that cannot be read: 2 where it is not there, 3 where its text is at fault. */
async function runScript(
  file: string,
  engine: LineRunner,
  output: Output,
  options: Pick<ReplayOptions, 'keepGoing' | 'stop'>,
): Promise<ReplayEnding | number> {
  const stream = file === '-' ? process.stdin : await streamOf(file);
  if (stream) {
    const name = file === '-' ? 'standard input' : file;
    return await replay(piecesOfStream(stream, name), engine, output, { ...options, name, echo: false });
  }
  try {
    const pieces = piecesOf(await readScriptFile(file));
    return await replay(pieces, engine, output, { ...options, name: file, echo: true });
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const { code, message, help } = error.data;
    const named = code === 'script/control-character' ? `${file}: ${message}` : message;
    output.fault({ code, message: named, ...(help !== undefined && { help }) });
    return code === 'file/not-utf8' || code === 'script/control-character' ? 3 : 2;
  }
}
