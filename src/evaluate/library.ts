import { argumentText, borrowed, usageOf } from '../mathjs/borrowed.ts';
import { refused } from '../mathjs/refused.ts';
import type { Tensor } from '../tensor/tensor.ts';

/** The functions that are borrowed from a library: values only, no derivatives. */
export interface Library {
  /** Whether a function of that name is borrowed; throws {@link LibraryNeeded} if only loading it can tell. */
  has(name: string): boolean;
  call(name: string, args: readonly Tensor[]): Tensor;
}

/** Thrown where evaluation cannot go on before the library is loaded: the engine loads it and evaluates again. */
export class LibraryNeeded extends Error {}

/** The names of the functions that are borrowed. */
export const borrowedNames: readonly string[] = [...borrowed.keys()];

/** What is said of a function of the library, in paragraphs: of a borrowed one what it takes, of a refused one why, and what to use instead. */
export function libraryHelp(name: string): readonly string[] | undefined {
  const lent = borrowed.get(name);
  if (lent) {
    const takes = lent.takes.map((x) => `${x.name}: ${argumentText(x)}`).join('; ');
    return [usageOf(lent), lent.summary, `Takes ${takes}.`, 'Borrowed from mathjs: it has no derivative.'];
  }
  const instead = refused.get(name);
  return instead && [`${name} of mathjs is not offered: ${instead.why}.`, instead.help];
}
