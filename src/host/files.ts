import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { fail } from '../base/fault.ts';
import type { Files } from '../command/ports.ts';
import { disk as systemDisk, systemCode, type Disk } from './disk.ts';
import { fileFault, readText } from './text.ts';

/**
 * Text files inside `folder` and the folders that are `allowed`. A link that leads outside is refused; a file is
 * written whole beside its place and then renamed, so that no reader and no crash ever sees half of it.
 */
export function createFiles(folder: string, allowed: readonly string[] = [], disk: Disk = systemDisk): Files {
  const root = path.resolve(folder);
  const inside = async (file: string): Promise<boolean> => {
    for (const folder of [root, ...allowed]) {
      const real = await disk.realpath(folder).catch(() => undefined);
      if (real !== undefined && contains(real, file)) return true;
    }
    return false;
  };

  /** The real place of a path, links followed; the file itself need not exist. */
  const locate = async (name: string): Promise<{ file: string; shown: string }> => {
    if (name === '' || name.includes('\0'))
      fail('file/name', 'A file needs a name.', { help: "Name it, as in ':load tour.nabla'." });
    const asked = path.resolve(root, name);
    const shown = contains(root, asked) ? path.relative(root, asked) || '.' : asked;
    const file = await realPlace(asked, disk).catch((error: unknown) => {
      throw fileFault(error, shown);
    });
    if (!(await inside(file))) {
      fail('file/outside', `${shown} lies outside the folder that Nabla was started in.`, {
        help: `Start Nabla there, or allow the folder: NABLA_FOLDERS=${path.dirname(file)}`,
      });
    }
    return { file, shown };
  };

  return {
    async read(name) {
      const { file, shown } = await locate(name);
      return await readText(file, shown, disk);
    },
    async write(name, text, { overwrite }) {
      const { file, shown } = await locate(name);
      try {
        await writeWhole(file, shown, text, overwrite, disk);
      } catch (error) {
        throw fileFault(error, shown);
      }
      return shown;
    },
  };
}

const contains = (folder: string, file: string): boolean => {
  const relative = path.relative(folder, file);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
};

/** A path with all links followed; what does not exist yet lies in the real place of its folder. */
async function realPlace(file: string, disk: Disk): Promise<string> {
  try {
    return await disk.realpath(file);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
    const dangling = await disk.lstat(file).then(
      (info) => info.isSymbolicLink(),
      () => false,
    );
    // Writing through it would create a file wherever it points.
    if (dangling) fail('file/name', `${file} is a link that leads nowhere.`, { help: 'Choose another name.' });
    const folder = path.dirname(file);
    return folder === file ? file : path.join(await realPlace(folder, disk), path.basename(file));
  }
}

async function writeWhole(file: string, shown: string, text: string, overwrite: boolean, disk: Disk): Promise<void> {
  const folder = path.dirname(file);
  if (
    await disk.stat(folder).then(
      () => false,
      (error: unknown) => systemCode(error) === 'ENOENT',
    )
  ) {
    fail('file/missing', `The folder ${path.dirname(shown)} does not exist.`, {
      help: 'Make it first, or name another folder.',
    });
  }
  const before = await disk.stat(file).catch(() => undefined);
  if (before?.isDirectory()) fail('file/folder', `${shown} is a folder.`, { help: 'Name a file in it.' });
  if (before && !before.isFile())
    fail('file/special', `${shown} is not an ordinary file.`, { help: 'Name another file.' });
  if (before && !overwrite) exists(shown);
  const draft = path.join(
    path.dirname(file),
    `.${path.basename(file).slice(0, 100)}.${randomBytes(6).toString('hex')}`,
  );
  try {
    const handle = await disk.open(draft, 'wx', before ? before.mode & 0o777 : 0o666);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await (overwrite ? disk.rename(draft, file) : place(draft, file, shown, disk));
  } catch (error) {
    await disk.unlink(draft).catch(() => undefined);
    throw error;
  }
}

/** Gives the draft its name unless another process took that meanwhile, which a rename would overwrite. */
async function place(draft: string, file: string, shown: string, disk: Disk): Promise<void> {
  try {
    await disk.link(draft, file);
  } catch (error) {
    const code = systemCode(error);
    if (code === 'EEXIST') exists(shown);
    // A file system without links.
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'ENOSYS') throw error;
    return await disk.rename(draft, file);
  }
  await disk.unlink(draft);
}

const exists = (shown: string): never =>
  fail('file/exists', `${shown} exists already.`, { help: 'Choose another name, or say force=yes to overwrite it.' });
