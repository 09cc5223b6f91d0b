import { libraryNames } from '../mathjs/names.ts';
import { type Library, LibraryNeeded } from './library.ts';

/** Stands for the library until a line needs it: knows its names only. */
export const unloaded: Library = {
  has: (name) => {
    if (libraryNames.has(name)) throw new LibraryNeeded();
    return false;
  },
  call: () => {
    throw new LibraryNeeded();
  },
};
