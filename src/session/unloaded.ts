import { type Library, LibraryNeeded } from './library.ts';

/** Says that only mathjs can tell, the first time that a name is met that Nabla has no function for. */
export const unloaded: Library = {
  has: (name) => {
    if (/^[a-zA-Z]\w*$/.test(name)) throw new LibraryNeeded();
    return false;
  },
  call: () => {
    throw new LibraryNeeded();
  },
};
