/** The new value of a `#=` line. */
export interface Rewrite {
  /** The script's line, from 1. */
  readonly line: number;
  readonly value: string;
}

/** A script with the values of some of its `#=` lines replaced; every other character stays, line ends as well. */
export function rewriteValues(text: string, rewrites: readonly Rewrite[]): string {
  const values = new Map(rewrites.map(({ line, value }) => [line, value]));
  return text
    .split('\n')
    .map((line, i) => {
      const value = values.get(i + 1);
      return value === undefined ? line : line.replace(/^(\s*#=)[^\r]*/, (_, mark: string) => `${mark} ${value}`);
    })
    .join('\n');
}
