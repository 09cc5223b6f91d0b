import { describe, expect, test } from 'vitest';
import { coloursOf, hasScreen, widthOf } from '../../src/cli/environment.ts';

const terminal = { isTTY: true, columns: 100, rows: 30 };
const pipe = {};
const auto = { color: 'auto', plain: false } as const;

describe('colours', () => {
  test.each([
    [terminal, auto, {}, '16'],
    [terminal, auto, { TERM: 'xterm-256color' }, '256'],
    [terminal, auto, { COLORTERM: 'truecolor' }, 'full'],
    [terminal, auto, { TERM: 'dumb' }, 'none'],
    [terminal, auto, { NO_COLOR: '1' }, 'none'],
    [terminal, auto, { NO_COLOR: '' }, '16'],
    [terminal, auto, { NO_COLOR: '1', FORCE_COLOR: '1' }, 'none'],
    [terminal, { color: 'auto', plain: true }, {}, 'none'],
    [terminal, { color: 'never', plain: false }, { FORCE_COLOR: '3' }, 'none'],
    [terminal, { color: 'always', plain: false }, { NO_COLOR: '1' }, '16'],
    [pipe, auto, {}, 'none'],
    [pipe, auto, { FORCE_COLOR: '1' }, '16'],
    [pipe, auto, { FORCE_COLOR: '2' }, '256'],
    [pipe, auto, { FORCE_COLOR: '3' }, 'full'],
    [pipe, auto, { FORCE_COLOR: 'true' }, '16'],
    [pipe, auto, { FORCE_COLOR: '0' }, 'none'],
    [pipe, { color: 'always', plain: false }, { TERM: 'xterm-256color' }, '256'],
  ] as const)('of %j under %j and %j are %s', (stream, args, env, colours) => {
    expect(coloursOf(stream, args, env)).toBe(colours);
  });
});

describe('the width', () => {
  test.each([
    [terminal, {}, {}, 100],
    [terminal, {}, { COLUMNS: '60' }, 60],
    [terminal, { width: 50 }, { COLUMNS: '60' }, 50],
    [pipe, {}, {}, 80],
    [pipe, {}, { COLUMNS: '120' }, 120],
    [pipe, {}, { COLUMNS: 'wide' }, 80],
    [{ isTTY: true, columns: 0 }, {}, {}, 80],
    [{ isTTY: true, columns: 5 }, {}, {}, 20],
  ])('of %j with %j and %j is %d', (stream, args, env, width) => {
    expect(widthOf(stream, args, env)).toBe(width);
  });
});

test.each([
  [terminal, terminal, {}, true],
  [terminal, pipe, {}, false],
  [pipe, terminal, {}, false],
  [terminal, terminal, { TERM: 'dumb' }, false],
  [terminal, { isTTY: true, columns: 0, rows: 0 }, {}, false],
])('%j and %j under %j are a screen: %s', (stdin, stdout, env, screen) => {
  expect(hasScreen(stdin, stdout, env)).toBe(screen);
});
