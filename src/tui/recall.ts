/** A walk through earlier lines; `index` equal to their count stands for the line being written, kept in `draft`. */
export interface Recall {
  /** Oldest first. */
  readonly entries: readonly string[];
  readonly index: number;
  readonly draft: string;
}

/** A search through earlier lines for the newest one that holds `query`. */
export interface Search {
  readonly query: string;
  /** The entry found, or -1. */
  readonly index: number;
  readonly failed: boolean;
}

/** A walk that has not begun. */
export const recallOf = (entries: readonly string[]): Recall => ({ entries, index: entries.length, draft: '' });

/** The walk begun anew with one more entry; a line equal to the last one is kept once. */
export const recallWith = ({ entries }: Recall, line: string): Recall =>
  recallOf(entries.at(-1) === line ? entries : [...entries, line]);

/** One entry older (-1) or newer (1) with the text to show, or undefined at either end. */
export function stepRecall(recall: Recall, by: 1 | -1, current: string): { recall: Recall; text: string } | undefined {
  const index = recall.index + by;
  if (index < 0 || index > recall.entries.length) return undefined;
  const draft = recall.index === recall.entries.length ? current : recall.draft;
  return { recall: { ...recall, index, draft }, text: recall.entries[index] ?? draft };
}

/** The search for `query` from entry `from` on towards older ones (-1) or newer ones (1). */
export function found(entries: readonly string[], query: string, from: number, by: 1 | -1, last: Search): Search {
  for (let index = from; query !== '' && index >= 0 && index < entries.length; index += by) {
    if (entries[index]?.includes(query)) return { query, index, failed: false };
  }
  return { query, index: query === '' ? -1 : last.index, failed: query !== '' };
}
