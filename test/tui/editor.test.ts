import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edit, editorOf, insertable } from '../../src/tui/editor.ts';
import type { EditorAction, EditorState } from '../../src/tui/editor.ts';
import { graphemes } from '../../src/tui/graphemes.ts';
import type { Place } from '../../src/tui/places.ts';

/** `one |two`: a text with its cursor. */
const at = (marked: string): EditorState => {
  const cursor = marked.indexOf('|');
  return { ...editorOf(marked.replace('|', '')), cursor };
};
const shown = ({ text, cursor }: EditorState): string => `${text.slice(0, cursor)}|${text.slice(cursor)}`;
const after = (start: string, ...actions: readonly EditorAction[]): string => shown(actions.reduce(edit, at(start)));

const places: readonly Place[] = [
  'left',
  'right',
  'word-left',
  'word-right',
  'blank-left',
  'line-start',
  'line-end',
  'line-end-or-over',
  'start',
  'end',
];

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme-composite' }),
  fc.constantFrom('f(x) = x^2', 'a\nbc\n', 'é日本', '👨‍👩‍👧x', '🇩🇪🇫🇷', 'e', '\u0301', '\r\n', '\t', 'a b  c'),
);

const action: fc.Arbitrary<EditorAction> = fc.oneof(
  text.map((text) => ({ type: 'insert', text }) as const),
  fc.constantFrom(...places).map((to) => ({ type: 'move', to }) as const),
  fc.constantFrom(...places).map((to) => ({ type: 'delete', to }) as const),
  fc.constantFrom(...places).map((to) => ({ type: 'kill', to }) as const),
  fc.constantFrom<EditorAction>(
    { type: 'vertical', by: 1 },
    { type: 'vertical', by: -1 },
    { type: 'yank' },
    { type: 'yank-pop' },
    { type: 'transpose' },
    { type: 'undo' },
  ),
  text.map((text) => ({ type: 'reset', text }) as const),
);

const boundaries = (text: string): readonly number[] => {
  const offsets = [0];
  for (const line of text.split('\n')) {
    for (const grapheme of graphemes(line)) offsets.push(offsets.at(-1)! + grapheme.length);
    offsets.push(offsets.at(-1)! + 1);
  }
  return offsets;
};

describe('an edit', () => {
  it.each<[EditorAction, string, string]>([
    [{ type: 'insert', text: 'x' }, 'a|b', 'ax|b'],
    [{ type: 'move', to: 'word-left' }, 'f(alpha, beta_1|)', 'f(alpha, |beta_1)'],
    [{ type: 'move', to: 'word-right' }, 'f|(alpha, beta)', 'f(alpha|, beta)'],
    [{ type: 'delete', to: 'left' }, '日本|', '日|'],
    [{ type: 'delete', to: 'left' }, 'e\u0301|x', '|x'],
    [{ type: 'delete', to: 'right' }, '|👍🏽x', '|x'],
    [{ type: 'kill', to: 'word-left' }, 'a + beta|', 'a + |'],
    [{ type: 'kill', to: 'blank-left' }, ':jac f(1,2)|', ':jac |'],
    [{ type: 'kill', to: 'line-start' }, 'a\nbcd|e', 'a\n|e'],
    [{ type: 'kill', to: 'line-end-or-over' }, 'a|b\nc', 'a|\nc'],
    [{ type: 'kill', to: 'line-end-or-over' }, 'a|\nc', 'a|c'],
    [{ type: 'transpose' }, 'ab|c', 'acb|'],
    [{ type: 'transpose' }, 'abc|', 'acb|'],
    [{ type: 'transpose' }, '|abc', '|abc'],
    [{ type: 'vertical', by: -1 }, 'abc\nd|e', 'a|bc\nde'],
    [{ type: 'vertical', by: 1 }, 'ab|c\nd', 'abc\nd|'],
    [{ type: 'replace', from: 1, to: 3, text: 'jac ' }, ':ja|', ':jac |'],
  ])('%o takes %s to %s', (action, before, expected) => {
    expect(after(before, action)).toBe(expected);
  });

  it('keeps the column while it moves over shorter lines', () => {
    const up = { type: 'vertical', by: -1 } as const;
    expect(after('abcd\n\nabcd|', up, up)).toBe('abcd|\n\nabcd');
  });

  it('joins kills in a row into one, whichever way they go', () => {
    const left = { type: 'kill', to: 'word-left' } as const;
    const right = { type: 'kill', to: 'word-right' } as const;
    expect(after('one two| three', left, right, { type: 'yank' })).toBe('one two three|');
  });

  it('goes back to older kills by yank-pop, only right after a yank', () => {
    const kill = { type: 'kill', to: 'line-start' } as const;
    const killed = [kill, { type: 'insert', text: 'new' } as const, kill].reduce(edit, at('old|'));
    expect(shown([{ type: 'yank' } as const, { type: 'yank-pop' } as const].reduce(edit, killed))).toBe('old|');
    expect(shown(edit(killed, { type: 'yank-pop' }))).toBe('|');
  });

  it('undoes typing word by word, and each other edit by itself', () => {
    const typed = ['1', '2', ' ', '+', ' ', '3', '4'].map((text) => ({ type: 'insert', text }) as const);
    const undo = { type: 'undo' } as const;
    expect(after('|', ...typed, undo)).toBe('12 +|');
    expect(after('|', ...typed, undo, undo)).toBe('12|');
    expect(after('|', ...typed, { type: 'kill', to: 'start' }, undo)).toBe('12 + 34|');
    expect(after('|', ...typed, undo, undo, undo, undo)).toBe('|');
  });

  it('takes in what a line can hold: no controls, no half surrogates, two spaces for a tab', () => {
    expect(insertable('a\tb\r\nc\rd\u001b[31m\ud800')).toBe('a  b\nc\nd[31m');
  });
});

describe('any sequence of edits', () => {
  it('keeps the cursor on a grapheme boundary and controls out of the text', () => {
    fc.assert(
      fc.property(text, fc.array(action, { maxLength: 30 }), (start, actions) => {
        let state = editorOf(insertable(start));
        for (const next of actions) {
          state = edit(state, next);
          expect(boundaries(state.text)).toContain(state.cursor);
          expect(state.text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
        }
      }),
    );
  });

  it('is undone to the text it began with', () => {
    const lasting = action.filter(({ type }) => type !== 'reset');
    fc.assert(
      fc.property(text, fc.array(lasting, { maxLength: 30 }), (start, actions) => {
        const first = editorOf(insertable(start));
        let state = actions.reduce(edit, first);
        while (state.past.length > 0) state = edit(state, { type: 'undo' });
        expect(state.text).toBe(first.text);
      }),
    );
  });

  it('does not matter once killed and yanked back', () => {
    fc.assert(
      fc.property(text, fc.array(action, { maxLength: 10 }), fc.constantFrom(...places), (start, actions, to) => {
        const state = edit(actions.reduce(edit, editorOf(insertable(start))), { type: 'move', to: 'left' });
        const killed = edit(state, { type: 'kill', to });
        fc.pre(killed.text !== state.text);
        expect(edit(killed, { type: 'yank' }).text).toBe(state.text);
      }),
    );
  });
});
