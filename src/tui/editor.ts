import { lineEnd, lineStart, nextBoundary, previousBoundary, snap } from './graphemes.ts';
import { place } from './places.ts';
import type { Place } from './places.ts';

/** A text that is being edited; `cursor` is a UTF-16 offset that always lies on a grapheme boundary. */
export interface EditorState {
  readonly text: string;
  readonly cursor: number;
  /** What was killed, newest first. */
  readonly kills: readonly string[];
  /** Earlier texts, oldest first: one per group of edits that belong together. */
  readonly past: readonly Snapshot[];
  /** What the last action was, for actions that join with their like: typing, killing, yanking. */
  readonly last: 'type' | 'delete' | 'kill-left' | 'kill-right' | 'yank' | 'vertical' | 'other';
  /** The kill that was yanked last and where it stands, for yank-pop. */
  readonly yanked: { readonly start: number; readonly index: number };
  /** The grapheme column that moves between lines try to keep. */
  readonly column: number;
}

interface Snapshot {
  readonly text: string;
  readonly cursor: number;
}

/** One edit, as a key asks for it. */
export type EditorAction =
  | { readonly type: 'insert'; readonly text: string }
  | { readonly type: 'move'; readonly to: Place }
  | { readonly type: 'delete'; readonly to: Place }
  | { readonly type: 'kill'; readonly to: Place }
  | { readonly type: 'vertical'; readonly by: 1 | -1 }
  | { readonly type: 'yank' }
  | { readonly type: 'yank-pop' }
  | { readonly type: 'transpose' }
  | { readonly type: 'undo' }
  | { readonly type: 'replace'; readonly from: number; readonly to: number; readonly text: string }
  /** A new line: the text and its past go, the kills stay. */
  | { readonly type: 'reset'; readonly text: string };

/** How many kills and how many undo steps are kept. */
const limits = { kills: 20, past: 500 };

/** An editor that holds `text`, with the cursor at its end. */
export const editorOf = (text: string, kills: readonly string[] = []): EditorState => ({
  text,
  cursor: text.length,
  kills,
  past: [],
  last: 'other',
  yanked: { start: 0, index: 0 },
  column: 0,
});

/** The same text without what a line cannot hold: controls and half surrogates go, a tab is two spaces, every line end is `\n`. */
export const insertable = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll('\t', '  ')
    .replaceAll(/[\x00-\x09\x0b-\x1f\x7f-\x9f]|\p{Surrogate}/gu, '');

/** The text with `[from, to)` replaced and the cursor after it; the past remembers unless the edit joins the last one. */
function spliced(state: EditorState, from: number, to: number, text: string, last: EditorState['last'], joins = false) {
  const next = state.text.slice(0, from) + text + state.text.slice(to);
  if (next === state.text) return { ...state, cursor: snap(next, from + text.length), last: 'other' as const };
  const past = joins ? state.past : [...state.past.slice(1 - limits.past), { text: state.text, cursor: state.cursor }];
  return { ...state, text: next, cursor: snap(next, from + text.length), past, last };
}

function insert(state: EditorState, typed: string): EditorState {
  const text = insertable(typed);
  // A group is a run of typed characters up to a space, so that undo goes back by about a word.
  const joins = state.last === 'type' && !(text.startsWith(' ') && state.text[state.cursor - 1] !== ' ');
  return spliced(state, state.cursor, state.cursor, text, 'type', joins);
}

function remove(state: EditorState, to: Place): EditorState {
  const target = place(state.text, state.cursor, to);
  const [from, until] = target < state.cursor ? [target, state.cursor] : [state.cursor, target];
  return spliced(state, from, until, '', 'delete', state.last === 'delete');
}

function kill(state: EditorState, to: Place): EditorState {
  const target = place(state.text, state.cursor, to);
  if (target === state.cursor) return { ...state, last: 'other' };
  const left = target < state.cursor;
  const [from, until] = left ? [target, state.cursor] : [state.cursor, target];
  const cut = state.text.slice(from, until);
  const [newest = '', ...older] = state.kills;
  // Kills in a row are one kill, as in readline.
  const joins = state.last === 'kill-left' || state.last === 'kill-right';
  const kills = joins ? [left ? cut + newest : newest + cut, ...older] : [cut, ...state.kills].slice(0, limits.kills);
  return { ...spliced(state, from, until, '', left ? 'kill-left' : 'kill-right'), kills };
}

function yank(state: EditorState): EditorState {
  const [newest] = state.kills;
  if (newest === undefined) return state;
  return {
    ...spliced(state, state.cursor, state.cursor, newest, 'yank'),
    yanked: { start: state.cursor, index: 0 },
  };
}

function yankPop(state: EditorState): EditorState {
  if (state.last !== 'yank' || state.kills.length < 2) return state;
  const { start, index } = state.yanked;
  const next = (index + 1) % state.kills.length;
  const old = state.kills[index] ?? '';
  return {
    ...spliced(state, start, start + old.length, state.kills[next] ?? '', 'yank', true),
    yanked: { start, index: next },
  };
}

function transpose(state: EditorState): EditorState {
  const { text } = state;
  const end = lineEnd(text, state.cursor);
  const middle = state.cursor === end ? previousBoundary(text, state.cursor) : state.cursor;
  const start = previousBoundary(text, middle);
  if (start === middle || middle <= lineStart(text, state.cursor)) return state;
  const until = nextBoundary(text, middle);
  return spliced(state, start, until, text.slice(middle, until) + text.slice(start, middle), 'other');
}

function vertical(state: EditorState, by: 1 | -1): EditorState {
  const { text, cursor } = state;
  const start = lineStart(text, cursor);
  let column = state.column;
  if (state.last !== 'vertical') {
    column = 0;
    for (let at = start; at < cursor; at = nextBoundary(text, at)) column++;
  }
  const target = by === -1 ? (start === 0 ? -1 : lineStart(text, start - 1)) : lineEnd(text, cursor) + 1;
  if (target < 0 || target > text.length) return state;
  const end = lineEnd(text, target);
  let at = target;
  for (let step = 0; step < column && at < end; step++) at = nextBoundary(text, at);
  return { ...state, cursor: at, column, last: 'vertical' };
}

function undo(state: EditorState): EditorState {
  const before = state.past.at(-1);
  return before ? { ...state, ...before, past: state.past.slice(0, -1), last: 'other' } : { ...state, last: 'other' };
}

/** The state after one action. */
export function edit(state: EditorState, action: EditorAction): EditorState {
  switch (action.type) {
    case 'insert':
      return insert(state, action.text);
    case 'move':
      return { ...state, cursor: place(state.text, state.cursor, action.to), last: 'other' };
    case 'delete':
      return remove(state, action.to);
    case 'kill':
      return kill(state, action.to);
    case 'vertical':
      return vertical(state, action.by);
    case 'yank':
      return yank(state);
    case 'yank-pop':
      return yankPop(state);
    case 'transpose':
      return transpose(state);
    case 'undo':
      return undo(state);
    case 'replace':
      return spliced(state, action.from, action.to, insertable(action.text), 'other');
    case 'reset':
      return editorOf(insertable(action.text), state.kills);
  }
}
