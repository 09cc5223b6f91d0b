import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { Fault, type FaultData } from '../../base/fault.ts';
import { nearest } from '../../base/nearest.ts';
import { createFiles } from '../../host/files.ts';
import { readLines } from '../../host/line-reader.ts';
import { readText } from '../../host/text.ts';
import { checkCharacters, createPieceReader } from '../../script/script.ts';
import type { Incoming } from './replay.ts';

/** A script's text; Faults `script/missing`, `script/folder` and those of `file` name it and a way out. */
export async function readScriptFile(file: string): Promise<string> {
  try {
    return await readText(file, file);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const { code, message } = error.data;
    if (code === 'file/folder') {
      throw new Fault({
        code: 'script/folder',
        message,
        help: `Name a script in it, or hold all of them: nabla test ${file}`,
      });
    }
    if (code === 'file/missing') throw new Fault({ code: 'script/missing', message, help: await suggestion(file) });
    throw error;
  }
}

/** Writes a script whole in the place of the one that is there. */
export async function replaceFile(file: string, text: string): Promise<void> {
  await createFiles(path.dirname(path.resolve(file))).write(path.basename(file), text, { overwrite: true });
}

async function suggestion(file: string): Promise<string> {
  const folder = path.dirname(file);
  const names = await readdir(folder).catch(() => undefined);
  if (!names) return `The folder ${folder} does not exist either.`;
  const base = path.basename(file);
  const near = names.includes(`${base}.nabla`) ? `${base}.nabla` : nearest(base, names);
  return near === undefined ? 'Check the name and the folder.' : `Did you mean ${path.join(folder, near)}?`;
}

/** A pipe or a device that has a name, such as a shell's `<(...)`: read as it comes. Undefined for files. */
export async function streamOf(file: string): Promise<AsyncIterable<Uint8Array> | undefined> {
  const info = await stat(file).catch(() => undefined);
  return info?.isFIFO() || info?.isCharacterDevice() ? createReadStream(file) : undefined;
}

/** The pieces of a stream, each as soon as its last line arrives; `more` is told whether an input waits for its rest. */
export async function* piecesOfStream(
  stream: AsyncIterable<Uint8Array>,
  name: string,
  more: (open: boolean) => void = () => undefined,
): AsyncGenerator<Incoming> {
  const reader = createPieceReader();
  let line = 0;
  try {
    for await (const text of readLines(stream, name)) {
      line++;
      const fault = characterFault(text, line);
      if (fault) {
        reader.push('');
        yield { kind: 'broken', line, text, fault };
      } else yield* reader.push(text);
      more(reader.open);
    }
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    yield { kind: 'broken', line: line + 1, text: '', fault: error.data };
  }
  yield* reader.end();
}

function characterFault(text: string, line: number): FaultData | undefined {
  try {
    checkCharacters(text, line);
    return undefined;
  } catch (error) {
    if (error instanceof Fault) return error.data;
    throw error;
  }
}
