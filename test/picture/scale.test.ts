import { expect, test } from 'vitest';
import { position, ruler } from '../../src/picture/scale.ts';

test('a linear scale is widened to whole steps', () => {
  expect(ruler({ kind: 'linear' }, [0.13, NaN, 0.97, Infinity], 4).domain).toEqual([0, 1]);
});

test('a log scale shows positive numbers alone', () => {
  const { domain, kind } = ruler({ kind: 'log' }, [-1, 0, 3, 40], 4);
  expect(domain).toEqual([1, 100]);
  const at = position(kind, domain);
  expect([1, 10, 100].map(at)).toEqual([0, 0.5, 1]);
  expect(at(0)).toBe(-Infinity);
  expect(at(-1)).toBeNaN();
});

test('the largest doubles have a place', () => {
  const at = position('linear', [-Number.MAX_VALUE, Number.MAX_VALUE]);
  expect([-Number.MAX_VALUE, 0, Number.MAX_VALUE].map(at)).toEqual([0, 0.5, 1]);
});

test('a domain of one number has a place for it alone', () => {
  const at = position('linear', [5, 5]);
  expect([5, NaN].map(at)).toEqual([0, NaN]);
});

test('without a number to show there is a scale all the same', () => {
  expect(ruler({ kind: 'linear' }, [], 4).domain).toEqual([0, 1]);
  expect(ruler({ kind: 'log' }, [0], 4).domain).toEqual([1, 10]);
});
