import { edit, insertable } from './editor.ts';
import type { Stroke } from './keys.ts';
import { previousBoundary } from './graphemes.ts';
import { found, recallOf } from './recall.ts';
import type { Search } from './recall.ts';
import type { PromptState } from './state.ts';

type Searching = NonNullable<PromptState['search']>;

/** The prompt with a search begun, which nothing is typed for yet. */
export const searchStarted = (state: PromptState): PromptState => ({
  ...state,
  search: { at: { query: '', index: -1, failed: false }, before: state.editor },
});

/** The prompt as it is when `at` has been searched for: the line found stands in the editor, the cursor on the match. */
function shown(state: PromptState, { before }: Searching, at: Search): PromptState {
  const line = state.recall.entries[at.index];
  if (line === undefined) return { ...state, search: { at, before }, editor: before };
  const editor = edit(before, { type: 'reset', text: line });
  const cursor = at.failed ? editor.text.length : Math.max(0, editor.text.indexOf(at.query));
  return { ...state, search: { at, before }, editor: { ...editor, cursor } };
}

/**
 * One key during a search: text narrows it, C-r and C-s go on, C-g gives it up; any other key ends it with what was found
 * and is then `over` to the line.
 */
export function searching(
  state: PromptState,
  search: Searching,
  stroke: Stroke,
): { state: PromptState; over: boolean } {
  const { at, before } = search;
  const { entries } = state.recall;
  const newest = entries.length - 1;
  const here = at.index < 0 ? newest : at.index;
  if ('text' in stroke) {
    const query = at.query + insertable(stroke.text);
    return { state: shown(state, search, found(entries, query, here, -1, at)), over: false };
  }
  switch (stroke.key) {
    case 'C-r':
      return {
        state: shown(state, search, found(entries, at.query, at.index < 0 ? newest : at.index - 1, -1, at)),
        over: false,
      };
    case 'C-s':
      return { state: shown(state, search, found(entries, at.query, here + 1, 1, at)), over: false };
    case 'backspace': {
      const query = at.query.slice(0, previousBoundary(at.query, at.query.length));
      return { state: shown(state, search, found(entries, query, newest, -1, { ...at, index: -1 })), over: false };
    }
    case 'C-g':
    case 'C-c':
      return { state: { ...state, search: undefined, editor: before }, over: false };
    case 'escape':
      return { state: { ...state, search: undefined }, over: false };
    default: {
      const index = at.index < 0 ? entries.length : at.index;
      return {
        state: { ...state, search: undefined, recall: { ...recallOf(entries), index, draft: before.text } },
        over: true,
      };
    }
  }
}
