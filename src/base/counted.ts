/** A number of things in words: `1 argument`, `2 arguments`. */
export const counted = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`;
