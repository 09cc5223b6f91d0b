import { tensorOf } from '../arrays.ts';
import { describe, expect, it } from 'vitest';
import { answerOf } from '../session/engine-fixture.ts';

/** The data, or the fault's code, of the last of some lines. */
async function last(...lines: string[]) {
  const answer = await answerOf(...lines);
  if (!answer.ok) return answer.fault.code;
  return [...tensorOf(answer).data];
}

const names = ['b = 3', 'h(x, y) = x*y', 'q(x) = b*x', 'k(x) = q(x)'];

describe('wrt with a name of the session', () => {
  it('means it wherever the call passes it', async () => {
    expect(await last(...names, ':grad h(b, b) wrt=b')).toEqual([6]);
    expect(await last(...names, ':grad h(2*b, b) wrt=b')).toEqual([12]);
    expect(await last(...names, ':grad h(q(1), 2) wrt=b')).toEqual([2]);
  });

  it('and wherever the function reads it, also through others', async () => {
    expect(await last(...names, ':grad q(2) wrt=b')).toEqual([2]);
    expect(await last(...names, ':grad q(b) wrt=b')).toEqual([6]);
    expect(await last(...names, ':grad k(b) wrt=b')).toEqual([6]);
    expect(await last(...names, ':grad h(k(1), b) wrt=b')).toEqual([6]);
  });

  it('beside a parameter, which is a variable of its own', async () => {
    expect(await last(...names, ':grad q(b) wrt=x,b')).toEqual([3, 3]);
    expect(await last(...names, ':grad h(b, b) wrt=x')).toEqual([3]);
  });

  it('trains it in every place', async () => {
    expect(await last(...names, ':train h(b, b) steps=1 lr=0.25', 'b')).toEqual([1.5]);
  });
});

describe('a name that is given twice', () => {
  it('is an error, but for :partial', async () => {
    expect(await last(...names, ':grad h(1, 2) wrt=x,x')).toBe('wrt/twice');
    expect(await last(...names, 'jac(h, x, x)(1, 2)')).toBe('wrt/twice');
    expect(await last(...names, ':hess x*y at x=1, x=2')).toBe('at/twice');
    expect(await last(...names, ':partial h(1, 2) wrt=x,x')).toEqual([0]);
  });
});
