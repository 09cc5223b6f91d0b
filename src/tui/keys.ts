import type { Key } from 'ink';
import type { EditorAction } from './editor.ts';

/** One key by its name (`C-a`, `M-backspace`, `enter`, `up`), or text that was typed. */
export type Stroke = { readonly key: string } | { readonly text: string };

/** What a key does beyond editing the text. */
export type PromptAction =
  | 'submit'
  | 'newline'
  | 'older'
  | 'newer'
  | 'search'
  | 'complete'
  | 'interrupt'
  | 'delete-or-leave'
  | 'clear-screen'
  | 'suspend'
  | 'cancel';

const named = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['home', 'home'],
  ['end', 'end'],
  ['pageUp', 'page-up'],
  ['pageDown', 'page-down'],
  ['backspace', 'backspace'],
  ['delete', 'delete'],
  ['tab', 'tab'],
  ['escape', 'escape'],
  ['return', 'enter'],
] as const;

const controls: Record<string, string> = {
  '\r\n': 'enter',
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\b': 'backspace',
  '\x7f': 'backspace',
  '\x1b': 'escape',
};

/** A string that may hold several keys: fast typing and pipes deliver `abc\r` in one piece. */
export function strokesIn(input: string): readonly Stroke[] {
  return (input.match(/\r\n|[\x00-\x1f\x7f]|[^\x00-\x1f\x7f]+/g) ?? []).map((part) => {
    const control = controls[part];
    if (control !== undefined) return { key: control };
    const code = part.charCodeAt(0);
    return code < 0x20 ? { key: `C-${String.fromCharCode(code + 64).toLowerCase()}` } : { text: part };
  });
}

/** The keys in one report of Ink's `useInput`. */
export function strokes(input: string, key: Key): readonly Stroke[] {
  const special = named.find(([flag]) => key[flag]);
  const mark = `${key.ctrl ? 'C-' : ''}${key.meta && !key.escape ? 'M-' : ''}`;
  if (special) return [{ key: `${mark}${special[1]}` }];
  if (mark && input !== '') return [{ key: `${mark}${input.toLowerCase()}` }];
  return strokesIn(input);
}

const move = (to: Extract<EditorAction, { type: 'move' }>['to']): EditorAction => ({ type: 'move', to });
const erase = (to: Extract<EditorAction, { type: 'delete' }>['to']): EditorAction => ({ type: 'delete', to });
const kill = (to: Extract<EditorAction, { type: 'kill' }>['to']): EditorAction => ({ type: 'kill', to });

/** What each key does: readline's names, with the keys that terminals send for them. */
export const bindings: Readonly<Record<string, EditorAction | PromptAction>> = {
  'C-a': move('line-start'),
  home: move('line-start'),
  'C-e': move('line-end'),
  end: move('line-end'),
  'C-b': move('left'),
  left: move('left'),
  'C-f': move('right'),
  right: move('right'),
  'M-b': move('word-left'),
  'C-left': move('word-left'),
  'M-left': move('word-left'),
  'M-f': move('word-right'),
  'C-right': move('word-right'),
  'M-right': move('word-right'),
  'M-<': move('start'),
  'C-home': move('start'),
  'M->': move('end'),
  'C-end': move('end'),
  backspace: erase('left'),
  delete: erase('right'),
  'C-k': kill('line-end-or-over'),
  'C-u': kill('line-start'),
  'C-w': kill('blank-left'),
  'M-backspace': kill('word-left'),
  'M-d': kill('word-right'),
  'C-delete': kill('word-right'),
  'M-delete': kill('word-right'),
  'C-y': { type: 'yank' },
  'M-y': { type: 'yank-pop' },
  'C-t': { type: 'transpose' },
  'C-_': { type: 'undo' },
  up: 'older',
  'C-p': 'older',
  down: 'newer',
  'C-n': 'newer',
  'C-r': 'search',
  enter: 'submit',
  'M-enter': 'newline',
  tab: 'complete',
  'C-c': 'interrupt',
  'C-d': 'delete-or-leave',
  'C-l': 'clear-screen',
  'C-z': 'suspend',
  'C-g': 'cancel',
  escape: 'cancel',
};
