import { borrowed } from '../mathjs/borrowed.ts';
import { type Library, LibraryNeeded } from './library.ts';

/** Stands for the library until a line needs it: knows the names of what is borrowed. */
export const unloaded: Library = {
  has: (name) => {
    if (borrowed.has(name)) throw new LibraryNeeded();
    return false;
  },
  call: () => {
    throw new LibraryNeeded();
  },
};
