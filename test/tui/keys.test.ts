import type { Key } from 'ink';
import { describe, expect, it } from 'vitest';
import { bindings, strokes } from '../../src/tui/keys.ts';

const none: Key = {
  upArrow: false,
  downArrow: false,
  leftArrow: false,
  rightArrow: false,
  pageDown: false,
  pageUp: false,
  home: false,
  end: false,
  return: false,
  escape: false,
  ctrl: false,
  shift: false,
  tab: false,
  backspace: false,
  delete: false,
  meta: false,
  super: false,
  hyper: false,
  capsLock: false,
  numLock: false,
};

describe('the keys in a report of input', () => {
  it.each<[string, Partial<Key>, ReturnType<typeof strokes>]>([
    ['x', {}, [{ text: 'x' }]],
    ['x^2 日本', {}, [{ text: 'x^2 日本' }]],
    ['a', { ctrl: true }, [{ key: 'C-a' }]],
    ['_', { ctrl: true }, [{ key: 'C-_' }]],
    ['b', { meta: true }, [{ key: 'M-b' }]],
    ['', { leftArrow: true, ctrl: true }, [{ key: 'C-left' }]],
    ['', { backspace: true, meta: true }, [{ key: 'M-backspace' }]],
    ['\r', { return: true }, [{ key: 'enter' }]],
    ['\r', { return: true, meta: true }, [{ key: 'M-enter' }]],
    ['', { escape: true }, [{ key: 'escape' }]],
    ['', { escape: true, meta: true }, [{ key: 'escape' }]],
    // Fast typing comes in one piece.
    ['1 + 2\r', {}, [{ text: '1 + 2' }, { key: 'enter' }]],
    ['a\r\nb\n', {}, [{ text: 'a' }, { key: 'enter' }, { text: 'b' }, { key: 'enter' }]],
    ['\x01x\x05', {}, [{ key: 'C-a' }, { text: 'x' }, { key: 'C-e' }]],
    ['ab\x7f\t\x1f', {}, [{ text: 'ab' }, { key: 'backspace' }, { key: 'tab' }, { key: 'C-_' }]],
    // A function key has no text and no name here.
    ['', {}, []],
  ])('%j with %o', (input, flags, expected) => {
    expect(strokes(input, { ...none, ...flags })).toEqual(expected);
  });

  it('binds the keys of readline', () => {
    const readline = 'C-a C-e C-b C-f C-d C-k C-u C-w C-y C-t C-_ C-l C-p C-n C-r C-g M-b M-f M-d M-y M-backspace';
    for (const key of readline.split(' ')) expect(bindings).toHaveProperty([key]);
  });
});
