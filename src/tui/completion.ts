import { completionAt } from '../lang/complete.ts';
import { optionKeys } from '../command/options.ts';
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

/** The words that fit at the cursor: commands, options of the command, session names, functions. */
export function completion(text: string, cursor: number, words: Vocabulary, names: readonly PromptName[]): Completion {
  const { from, to, kind, prefix, command = '', mayBeOption = false } = completionAt(text, cursor);
  // A command may be typed as its beginning.
  const meant =
    words.commands.find(({ name }) => name === command) ?? words.commands.find(({ name }) => name.startsWith(command));
  const options = (): readonly Candidate[] =>
    command === '' || !meant ? [] : meant.options.map((key) => ({ text: key, detail: optionKeys[key], after: '=' }));
  const candidates = (): readonly Candidate[] => {
    switch (kind) {
      case 'command':
        return words.commands.map(({ name, summary }) => ({ text: name, detail: summary, after: ' ' }));
      case 'option':
        return options();
      case 'name': {
        if (command !== '' && meant?.operands === 'words') return options();
        const own = names.map(({ name, signature }) => ({ text: name, detail: signature, after: '' }));
        const taken = new Set(names.map(({ name }) => name));
        // Without a letter to go by, the hundred functions would hide the few names.
        const builtin = prefix === '' ? [] : words.functions.filter((name) => !taken.has(name));
        const after = text[to] === '(' ? '' : '(';
        const functions = builtin.map((name) => ({ text: name, detail: '', after }));
        return [...own, ...functions, ...(mayBeOption && prefix !== '' ? options() : [])];
      }
      default:
        return [];
    }
  };
  return {
    from,
    to,
    matches: candidates()
      .filter((candidate) => candidate.text.startsWith(prefix))
      .toSorted(byName),
  };
}

/** The longest beginning that all words share. */
export function commonPrefix(words: readonly string[]): string {
  const [first = '', ...rest] = words;
  let length = first.length;
  for (const word of rest) {
    while (!word.startsWith(first.slice(0, length))) length--;
  }
  return first.slice(0, length);
}
