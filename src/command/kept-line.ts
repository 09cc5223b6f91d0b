import type { CommandCall } from '../lang/ast.ts';

/** The input of a call as a session keeps it: with the command's full name, and with other values of some options. */
export function keptLine(
  source: string,
  { name, options, span }: CommandCall,
  fullName: string,
  values: Readonly<Record<string, number>> = {},
): string {
  const [start, end] = name.span;
  // `?` and `exit` are no beginnings of the commands that they stand for.
  const isBeginning = fullName.startsWith(source.slice(start, end));
  const changes = Object.entries(values).map(([key, value]): Change => {
    const given = options.find((option) => option.key.name === key)?.span;
    return given ? [given, `${key}=${value}`] : [[span[1], span[1]], ` ${key}=${value}`];
  });
  return [...(isBeginning ? [[name.span, fullName] as Change] : []), ...changes]
    .toSorted(([a], [b]) => b[0] - a[0])
    .reduce((line, [[from, to], text]) => line.slice(0, from) + text + line.slice(to), source);
}

type Change = readonly [place: CommandCall['span'], text: string];
