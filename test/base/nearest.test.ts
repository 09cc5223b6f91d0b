import { expect, test } from 'vitest';
import { nearest } from '../../src/base/nearest.ts';

test.each([
  ['--jsn', ['--json', '--plain'], '--json'],
  ['hses', ['hess', 'jac'], 'hess'],
  ['Sin', ['sin', 'tan'], 'sin'],
  ['W', ['w', 'x'], 'w'],
  ['sine', ['sin', 'sinh', 'sind'], 'sin'],
  ['x', ['y'], undefined],
  ['gradient', ['grad', 'jac'], undefined],
  ['ab', ['ab'], undefined],
  ['', ['a'], undefined],
])('%j among %j means %j', (word, candidates, meant) => {
  expect(nearest(word, candidates)).toBe(meant);
});
