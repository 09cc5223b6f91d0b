import type { Code } from '../base/codes/codes.ts';
import { Fault, fail } from '../base/fault.ts';
import { disk as systemDisk, systemCode, type Disk } from './disk.ts';

const LARGEST = 64 * 2 ** 20;

/** A text file's characters, read strictly as UTF-8; Faults of the group `file` name it as `shown`. */
export async function readText(file: string, shown: string, disk: Disk = systemDisk): Promise<string> {
  try {
    const { size, ...info } = await disk.stat(file).then((stats) => ({
      size: stats.size,
      folder: stats.isDirectory(),
      regular: stats.isFile(),
    }));
    if (info.folder) fail('file/folder', `${shown} is a folder.`, { help: 'Name a file in it.' });
    if (!info.regular) fail('file/special', `${shown} is not an ordinary file.`, { help: 'Name an ordinary file.' });
    if (size > LARGEST) {
      const megabytes = `${Math.ceil(size / 2 ** 20)} MB`;
      fail('file/too-large', `${shown} has ${megabytes}; at most ${LARGEST / 2 ** 20} MB are read.`, {
        help: 'Split it into smaller files.',
      });
    }
    return decodeText(await disk.readFile(file), shown);
  } catch (error) {
    throw fileFault(error, shown);
  }
}

/** Bytes as text, the first line's number being `line`; a Fault `file/not-utf8` names the first line that is not UTF-8. */
export function decodeText(bytes: Uint8Array, shown: string, line = 1): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
    const place = wide ? 'it is UTF-16' : `line ${line + badLine(bytes)} holds other bytes`;
    fail('file/not-utf8', `${shown} is not UTF-8 text: ${place}.`, { help: 'Save it as UTF-8.' });
  }
}

function badLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 0;
  let start = 0;
  for (;;) {
    const newline = bytes.indexOf(10, start);
    if (newline < 0) return line;
    try {
      decoder.decode(bytes.subarray(start, newline));
    } catch {
      return line;
    }
    start = newline + 1;
    line++;
  }
}

const REASONS: Readonly<Record<string, readonly [code: Code, message: string, help: string]>> = {
  ENOENT: ['file/missing', 'does not exist', 'Check the name and the folder.'],
  ENOTDIR: ['file/missing', 'does not exist', 'Check the name and the folder.'],
  EISDIR: ['file/folder', 'is a folder', 'Name a file in it.'],
  EACCES: ['file/denied', 'may not be opened', 'Check its permissions.'],
  EPERM: ['file/denied', 'may not be opened', 'Check its permissions.'],
  EROFS: ['file/denied', 'lies on a disk that is read-only', 'Choose another folder.'],
  ENOSPC: [
    'file/disk-full',
    'could not be written: the disk is full',
    'Make room; what was there before is unchanged.',
  ],
  EDQUOT: [
    'file/disk-full',
    'could not be written: your quota is used up',
    'Make room; what was there before is unchanged.',
  ],
  ENAMETOOLONG: ['file/name', 'has too long a name', 'Choose a shorter name.'],
  ELOOP: ['file/name', 'is a link that leads to itself', 'Choose another name.'],
};

/** The system's error as a Fault about the file that is called `shown`; other errors as they are. */
export function fileFault(error: unknown, shown: string): unknown {
  const code = systemCode(error);
  if (error instanceof Fault || code === undefined) return error;
  const [said, message, help] = REASONS[code] ?? ['file/failed', `could not be used (${code})`, 'Try another file.'];
  return new Fault({ code: said, message: `${shown} ${message}.`, help });
}
