import { tensorOf, tensorsOf } from '../arrays.ts';
import { describe, expect, it } from 'vitest';
import { entryNames } from '../../src/derive/axes.ts';
import { namedValue } from '../../src/evaluate/derivative/derivative.ts';
import { resultOf, trial } from '../commands/fixture.ts';

const lines = ['f(A, b) = A*b', 'F(A) = A*A'];

describe('an entry has one name', () => {
  it('as it is typed, or as the component of a value', () => {
    expect(entryNames({ name: 'x', shape: [] })).toEqual(['x']);
    expect(entryNames({ name: 'b', shape: [2] })).toEqual(['b[1]', 'b[2]']);
    expect(entryNames({ name: 'A', shape: [2, 2] })).toEqual(['A[1,1]', 'A[1,2]', 'A[2,1]', 'A[2,2]']);
    expect(entryNames({ name: 'A', shape: [2, 2] }, 'column-major')).toEqual(['A[1,1]', 'A[2,1]', 'A[1,2]', 'A[2,2]']);
    expect(entryNames(namedValue('f', [2]))).toEqual(['f1', 'f2']);
    expect(entryNames(namedValue('F', [1, 2]))).toEqual(['F[1,1]', 'F[1,2]']);
    expect(entryNames(namedValue('x^2', [1]))).toEqual(['(x^2)[1]']);
  });

  it('in every command', async () => {
    const { run } = trial();
    const rows = tensorOf(await run(...lines, ':jac F([1, 2; 3, 4]) form=rows'));
    expect(rows.axes!.map(({ labels }) => labels![0])).toEqual(['F[1,1]', 'A[1,1]']);
    const { parts } = tensorsOf(await run(':jac f([1, 2; 3, 4], [5, 6]) form=collate'));
    expect(parts.map(({ name: [name] }) => name)).toEqual(['A[1,1]', 'A[1,2]', 'A[2,1]', 'A[2,2]', 'b[1]', 'b[2]']);
    const both = tensorsOf(await run(':jac f([1, 2; 3, 4], [5, 6])'));
    expect(both.parts[1]!.axes!.map(({ labels }) => labels)).toEqual([
      ['f1', 'f2'],
      ['b[1]', 'b[2]'],
    ]);
    const checked = resultOf(
      await run(':check F([1, 2]) against=[1, 1; 1, 1]', ':check f([1, 2; 3, 4], [5, 6])'),
      'checks',
    );
    expect(checked.checks.find(({ worst }) => worst)!.worst!.entry).toMatch(/^df[12]\/d(A\[[12],[12]\]|b\[[12]\])$/);
    const chain = resultOf(await run('g(b) = 2*b', 'h(b) = sum(g(b))', ':chain h([5, 6])'), 'checks');
    expect(chain.parts!.flatMap(({ axes }) => axes?.[1]?.labels ?? [])).toEqual([
      'g1',
      'g2',
      'b[1]',
      'b[2]',
      'b[1]',
      'b[2]',
    ]);
    const { tape } = resultOf(await run(':tape b[1] * b[2] at b=[3, 4]'), 'graph');
    expect(tape!.tangents).toEqual(['d/db[1]', 'd/db[2]']);
    const { tables } = resultOf(await run('A = [1, 2; 3, 4]', ':area A*b at b=[1, 2]'), 'figure');
    expect(tables![0]!.columns).toEqual(['corner', 'b[1]', 'b[2]', 'out1', 'out2']);
    const { columns } = resultOf(await run(':newton sum((b - 1).^2) at b=[3, 4]'), 'table');
    expect(columns.slice(1, 3)).toEqual(['b[1]', 'b[2]']);
  });
});
