import { describe, expect, test } from 'vitest';
import type { ChecksResult } from '../../src/answer/result.ts';
import { failed, numbersOf, resultOf, trial } from './fixture.ts';

const fg = ['f(x) = exp(x[1]*x[2]^2)', 'g(t) = [t*cos(t), t*sin(t)]', 'h(t) = f(g(t))'];

const chainOf = async (...lines: readonly string[]) => resultOf(await trial().run(...lines), 'checks');

const partNamed = ({ parts }: ChecksResult, name: string) => parts!.find((part) => part.name[0] === name)!;

const names = ({ parts }: ChecksResult) => parts!.map((part) => part.name[0]);

describe('the chain rule', () => {
  // The three points and all factors from 220-digit arithmetic.
  test.each([
    [
      '1',
      [1.0380731019960191255, 1.3330781471833784221],
      [-0.30116867893975678925, 1.3817732906760362241],
      1.529376673390853666,
    ],
    [
      '1/2',
      [0.058929479282014694448, 0.21573937654527242989],
      [0.63786979258827121598, 0.91821681954938935833],
      0.23568485890992171663,
    ],
    [
      '2',
      [0.21087157977242326208, -0.19301394296547426989],
      [-2.2347416901985057778, 0.077003753731396921401],
      -0.48610630872629347492,
    ],
  ])('has two factors at t = %s', async (t, row, column, product) => {
    const result = await chainOf(...fg, `:chain h(${t})`);
    expect(result).toMatchObject({ title: 'Chain rule for h = f(g(t))', verdict: 'agree' });
    const [outer, inner] = [partNamed(result, 'df/dg'), partNamed(result, 'dg/dt')];
    expect(outer.shape).toEqual([1, 2]);
    expect(inner.shape).toEqual([2, 1]);
    row.forEach((x, i) => expect(outer.data[i]).toBeCloseTo(x, 14));
    column.forEach((x, i) => expect(inner.data[i]).toBeCloseTo(x, 14));
    expect(partNamed(result, 'dh/dt = df/dg * dg/dt').data[0]).toBeCloseTo(product, 14);
  });

  test('names the axes by what they run over', async () => {
    const { axes } = partNamed(await chainOf(...fg, ':chain f(g(1))'), 'df/dg');
    expect(axes).toEqual([
      { name: 'f', labels: ['f'] },
      { name: 'g', labels: ['g1', 'g2'] },
    ]);
  });

  test('says the inner values at which the factors are taken', async () => {
    const result = await chainOf(...fg, ':chain h(1)');
    const value = partNamed(result, 'value of g');
    expect([...value.data]).toEqual([Math.cos(1), Math.sin(1)]);
  });

  test.each([
    ['in a body', 'm(s) = h(s^2)', ':chain m(2)', 'dm/ds = df/dg * dg/d(s^2) * d(s^2)/ds'],
    ['where it stands', 'k(s) = s^2', ':chain f(g(k(2)))', 'd(f(g(k(s))))/ds = df/dg * dg/dk * dk/ds'],
    ['of a builtin around', 'k(s) = s^2', ':chain exp(k(2))', 'd(exp(k(s)))/ds = dexp/dk * dk/ds'],
    ['of builtins only', 'k(s) = sin(s^2)', ':chain k(2)', 'dk/ds = dsin/d(s^2) * d(s^2)/ds'],
  ])('takes apart a composition %s', async (_where, definition, line, product) => {
    expect(names(await chainOf(...fg, definition, line)).at(-1)).toBe(product);
  });

  test('puts several inner functions into one column', async () => {
    const result = await chainOf('p(u, v) = u*v', ':chain p(sin(t), t^2) at t=2');
    expect([...partNamed(result, 'dp/d(sin(t), t^2)').data]).toEqual([4, Math.sin(2)]);
    expect([...partNamed(result, 'd(sin(t), t^2)/dt').data]).toEqual([Math.cos(2), 4]);
  });

  test('leaves arguments alone that do not vary', async () => {
    const result = await chainOf('p(u, v) = u*v', ':chain p(t^2, 3) at t=2');
    expect(names(result)).toEqual([
      'value of t^2',
      'dp/d(t^2)',
      'd(t^2)/dt',
      'd(p(t^2, 3))/dt = dp/d(t^2) * d(t^2)/dt',
    ]);
    expect(result.verdict).toBe('agree');
  });

  test('lays arrays out row by row', async () => {
    const result = await chainOf(':chain sum(A*A) at A=[1, 2; 3, 4]');
    expect(partNamed(result, 'd(A*A)/dA')).toMatchObject({ shape: [4, 4] });
    expect([...result.parts!.at(-1)!.data]).toEqual([7, 11, 9, 13]);
  });

  test('stores the derivative as :jac answers it', async () => {
    const { engine, run } = trial();
    await run(...fg, 'a = :chain h(1)', 'b = :jac h(1)');
    expect(numbersOf(engine, 'a')).toEqual(numbersOf(engine, 'b'));
  });

  test.each([
    [':chain g(1)', 'chain/single'],
    [':chain sqrt(2)', 'chain/none'],
    [':chain 3', 'chain/none'],
    [':chain', 'operand/missing'],
    [':chain h(1), 2', 'operand/extra'],
    [':chain h(u)', 'name/unknown'],
  ])('has a fault for %s', async (line, code) => {
    expect(failed(await trial().run(...fg, line)).fault.code).toBe(code);
  });

  test('wrt names the parameters that vary', async () => {
    const lines = ['k(x) = x^2', 'm(x, n) = sin(k(x)*n)'];
    expect(names(await chainOf(...lines, ':chain m(0.5, 2) wrt=x')).at(-1)).toBe(
      'dm/dx = dsin/d(k(x)*n) * d(k(x)*n)/dx',
    );
    expect(failed(await trial().run(...lines, ':chain m(0.5, 2) wrt=q')).fault.code).toBe('name/unknown');
  });
});
