import { completionAt, type CompletionPlace } from '../lang/complete.ts';
import type { PromptName, Vocabulary } from './ports.ts';

/** What could stand in place of `[from, to)`. */
export interface Completion {
  readonly from: number;
  readonly to: number;
  readonly matches: readonly Candidate[];
}

/** A word with what is shown beside it; `after` is typed with it once it is the only one. */
export interface Candidate {
  readonly text: string;
  readonly detail: string;
  readonly after: string;
}

const byName = (a: Candidate, b: Candidate) => (a.text < b.text ? -1 : 1);

/** The words that fit at the cursor: commands, options of the command and their values, session names, functions. */
export function completion(text: string, cursor: number, words: Vocabulary, names: readonly PromptName[]): Completion {
  const place = completionAt(text, cursor);
  const { from, to, prefix } = place;
  return {
    from,
    to,
    matches: candidates(place, words, names, text)
      .filter((candidate) => candidate.text.startsWith(prefix))
      .toSorted(byName),
  };
}

function candidates(
  { to, kind, prefix, command = '', option, mayBeOption = false }: CompletionPlace,
  words: Vocabulary,
  names: readonly PromptName[],
  text: string,
): readonly Candidate[] {
  // A command may be typed as its beginning.
  const meant =
    command === ''
      ? undefined
      : (words.commands.find(({ name }) => name === command) ??
        words.commands.find(({ name }) => name.startsWith(command)));
  const options = (): readonly Candidate[] =>
    Object.entries(meant?.options ?? {}).map(([key, { summary }]) => ({ text: key, detail: summary, after: '=' }));
  const own = names.map(({ name, signature }) => ({ text: name, detail: signature, after: '' }));
  switch (kind) {
    case 'command':
      return words.commands.map(({ name, summary }) => ({ text: name, detail: summary, after: ' ' }));
    case 'option':
      return options();
    case 'name': {
      const value = option === undefined ? undefined : meant?.options[option]?.completes;
      if (value === 'names') return [...parametersIn(text, names), ...own];
      if (value !== undefined && value !== 'expression')
        return value.map((word) => ({ text: word, detail: '', after: ' ' }));
      if (meant?.operands === 'words') return options();
      const taken = new Set(names.map(({ name }) => name));
      // Without a letter to go by, the hundred functions would hide the few names.
      const builtin = prefix === '' ? [] : words.functions.filter((name) => !taken.has(name));
      const functions = builtin.map((name) => ({ text: name, detail: '', after: text[to] === '(' ? '' : '(' }));
      return [...own, ...functions, ...(mayBeOption && prefix !== '' ? options() : [])];
    }
    case 'none':
      return [];
  }
}

/** The parameters of the session's functions that a line calls. */
const parametersIn = (text: string, names: readonly PromptName[]): readonly Candidate[] =>
  names
    .filter(({ name, signature }) => signature.startsWith(`${name}(`) && text.includes(`${name}(`))
    .flatMap(({ name, signature }) =>
      signature
        .slice(name.length + 1, -1)
        .split(', ')
        .map((parameter) => ({ text: parameter, detail: `of ${signature}`, after: '' })),
    );

/** The longest beginning that all words share. */
export function commonPrefix(words: readonly string[]): string {
  const [first = '', ...rest] = words;
  let length = first.length;
  for (const word of rest) {
    while (!word.startsWith(first.slice(0, length))) length--;
  }
  return first.slice(0, length);
}
