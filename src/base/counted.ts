/** The plural of a noun for any number but 1: `rows`, `entries`, `passes`. */
export const plural = (n: number, noun: string): string =>
  n === 1 ? noun : noun.replace(/([^aeiou])y$/, '$1ie').replace(/s$/, 'se') + 's';

/** A number of things in words: `1 argument`, `2 entries`. */
export const counted = (n: number, noun: string): string => `${n} ${plural(n, noun)}`;
