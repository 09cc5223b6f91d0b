import { describe, expect, it, test } from 'vitest';
import type { Fault } from '../../src/base/fault.ts';
import { type Argument, type Borrowed, borrowed } from '../../src/mathjs/borrowed.ts';
import { loadFunctions } from '../../src/mathjs/library.ts';
import { refused } from '../../src/mathjs/refused.ts';
import { scalar, type Tensor, tensor } from '../../src/tensor/tensor.ts';
import { answerOf, faultOf, valueOf } from '../session/engine-fixture.ts';

const library = loadFunctions();
const vector = (...x: number[]): Tensor => tensor([x.length], x);
const call = (name: string, ...args: readonly Tensor[]): Tensor => library.call(name, args);
const numbers = (name: string, ...args: readonly Tensor[]): readonly number[] => Array.from(call(name, ...args).data);

describe('on bits', () => {
  const EDGES = [0, 1, -1, 5, 12, -7, 255, 2 ** 30, 2 ** 31 - 1, -(2 ** 31), 0x5a5a5a5a];

  test('the operations are those of their truth tables, bit by bit', () => {
    const bit = (x: number, i: number): number => Math.floor((x < 0 ? x + 2 ** 32 : x) / 2 ** i) % 2;
    const tables: readonly (readonly [string, (a: number, b: number) => number])[] = [
      ['bitAnd', (a, b) => a * b],
      ['bitOr', (a, b) => Math.max(a, b)],
      ['bitXor', (a, b) => (a + b) % 2],
    ];
    for (const [name, table] of tables) {
      for (const a of EDGES) {
        for (const b of EDGES) {
          const [y] = numbers(name, scalar(a), scalar(b));
          for (let i = 0; i < 32; i++) expect(bit(y!, i), `${name}(${a}, ${b})`).toBe(table(bit(a, i), bit(b, i)));
        }
      }
    }
    for (const a of EDGES) expect(numbers('bitNot', scalar(a))).toEqual([-1 - a]);
  });

  test('shifts multiply and divide by powers of 2 within 32 bits', () => {
    for (const a of EDGES) {
      for (const n of [0, 1, 5, 31]) {
        const wide = a * 2 ** n;
        const wrapped = wide - 2 ** 32 * Math.floor((wide + 2 ** 31) / 2 ** 32);
        expect(numbers('leftShift', scalar(a), scalar(n))).toEqual([wrapped + 0]);
        expect(numbers('rightArithShift', scalar(a), scalar(n))).toEqual([Math.floor(a / 2 ** n)]);
        expect(numbers('rightLogShift', scalar(a), scalar(n))).toEqual([
          Math.floor((a < 0 ? a + 2 ** 32 : a) / 2 ** n),
        ]);
      }
    }
  });

  test('and broadcast', async () => {
    expect(await valueOf('bitAnd([12, 10], 6)')).toEqual([4, 2]);
  });
});

describe('on sets', () => {
  test('numbers that are close are different ones', () => {
    expect(numbers('setUnion', vector(1), vector(1 + 2 ** -52))).toEqual([1, 1 + 2 ** -52]);
    expect(numbers('setDistinct', vector(0, 1e-300, 1e-300))).toEqual([0, 1e-300]);
    expect(numbers('setIntersect', vector(1, 1e-16), vector(1e-16, 2e-16))).toEqual([1e-16]);
  });

  test('union, intersection and differences hold what the counts of their numbers say', () => {
    const [a, b] = [
      [3, 1, 1, 2, 7],
      [2, 2, 9, 1],
    ];
    const both = [...new Set([...a, ...b])].sort((x, y) => x - y);
    const times = (x: number, list: readonly number[]): number => list.filter((v) => v === x).length;
    const counted = (count: (m: number, n: number) => number): readonly number[] =>
      both.flatMap((x) => Array<number>(count(times(x, a), times(x, b))).fill(x));
    const sets = [vector(...a), vector(...b)];
    const sorted = (name: string): readonly number[] => numbers(name, ...sets).toSorted((x, y) => x - y);
    expect(sorted('setUnion')).toEqual(counted(Math.max));
    expect(sorted('setIntersect')).toEqual(counted(Math.min));
    expect(sorted('setDifference')).toEqual(counted((m, n) => Math.max(0, m - n)));
    expect(sorted('setSymDifference')).toEqual(counted((m, n) => Math.abs(m - n)));
    expect(numbers('setMultiplicity', scalar(1), sets[0]!)).toEqual([2]);
    expect(numbers('setSize', sets[0]!)).toEqual([5]);
    expect(numbers('setIsSubset', vector(1, 2), vector(2, 1, 5))).toEqual([1]);
    expect(numbers('setIsSubset', vector(1, 4), vector(2, 1, 5))).toEqual([0]);
  });

  test('all pairs are made, and the empty set is one', () => {
    expect(call('setCartesian', vector(1, 2), vector(3, 4))).toEqual(tensor([4, 2], [1, 3, 1, 4, 2, 3, 2, 4]));
    expect(call('setIntersect', vector(1), vector(2))).toEqual(tensor([0], []));
    expect(numbers('setUnion', vector(), scalar(3))).toEqual([3]);
  });
});

describe('of triangular systems', () => {
  it.each(['lsolve', 'usolve'])('%s reads one triangle, and its answer solves it', (name) => {
    const n = 40;
    const entry = (i: number, j: number): number => Math.sin(1 + 3 * i + 7 * j) + (i === j ? 3 : 0);
    const a = tensor(
      [n, n],
      Array.from({ length: n * n }, (_, k) => entry(Math.floor(k / n), k % n)),
    );
    const b = Array.from({ length: n }, (_, i) => Math.cos(i));
    const x = numbers(name, a, vector(...b));
    b.forEach((right, i) => {
      const read = x.map((_, j) => ((name === 'lsolve' ? j <= i : j >= i) ? entry(i, j) : 0));
      const left = read.reduce((s, v, j) => s + v * x[j]!, 0);
      const size = read.reduce((s, v, j) => s + Math.abs(v * x[j]!), Math.abs(right));
      expect(Math.abs(left - right)).toBeLessThan(1e-12 * size);
    });
  });
});

/** An argument of the most entries that is allowed, at its bounds. */
const largest = ({ kind, least, most, entries = 4 }: Argument): Tensor => {
  const n = kind === 'matrix' ? Math.floor(Math.sqrt(entries)) : entries;
  const at = (i: number): number => (kind === 'whole' ? (i % 2 ? least! : most!) : 1 + ((7919 * i) % 9973) / 8);
  if (kind === 'number') return scalar(1);
  const shape = kind === 'matrix' ? [n, n] : [n];
  return tensor(
    shape,
    Array.from({ length: kind === 'matrix' ? n * n : n }, (_, i) => at(i)),
  );
};

const beyond = ({ kind, most, entries }: Argument): readonly Tensor[] => [
  scalar(Number.NaN),
  scalar(Infinity),
  ...(kind === 'whole' ? [scalar(0.5), scalar(most! + 1)] : []),
  ...(kind === 'matrix' ? [vector(1)] : []),
  ...(entries === undefined ? [] : [vector(...Array<number>(entries + 1).fill(1))]),
];

describe.each([...borrowed])('%s', (name, entry: Borrowed) => {
  it('takes the largest arguments that it says it takes', () => {
    expect(library.call(name, entry.takes.map(largest)).data.every(Number.isFinite)).toBe(true);
  });

  it('refuses all others in words of our own', () => {
    entry.takes.forEach((what, i) => {
      for (const wrong of beyond(what)) {
        const args = entry.takes.map((x, k) => (k === i ? wrong : largest(x)));
        try {
          library.call(name, args);
          expect.unreachable(`${name} takes ${wrong.data.slice(0, 3).join()} as ${what.name}`);
        } catch (error) {
          expect((error as Fault).data).toMatchObject({
            code: 'library/argument',
            help: expect.stringContaining(name),
          });
        }
      }
    });
  });

  it('does not change its operands', () => {
    const args = entry.takes.map(largest);
    const before = args.map(({ data }) => Array.from(data));
    library.call(name, args);
    expect(args.map(({ data }) => Array.from(data))).toEqual(before);
  });
});

describe('in expressions', () => {
  it('they work on values', async () => {
    expect(await valueOf('f(n) = bitAnd(n, 6) + 1', 'f(5)')).toBe(5);
  });

  it('they cannot be differentiated through, and are named', async () => {
    for (const name of ['gcd', 'bitAnd']) {
      const lines = [`f(x) = ${name}(x, 18) * x`, ':jac f(12)'];
      expect((await faultOf(...lines))[0]).toBe('derivative/unsupported');
      expect(await answerOf(...lines)).toMatchObject({ fault: { message: expect.stringContaining(name) } });
      expect((await faultOf(lines[0]!, 'jac(f)(12)'))[0]).toBe('derivative/unsupported');
    }
  });

  it('unless what they are given does not depend on the inputs', async () => {
    expect(await valueOf('f(x, n) = x * bitXor(n, 2)', ':jac f(3, 5) wrt=x')).toBe(7);
    expect(await valueOf('f(x) = x * gcd(12, 18)', 'jac(f)(1)')).toBe(6);
  });

  it('their mistakes stand at the call, and say what they take', async () => {
    expect(await faultOf('1 + bitAnd(1.5, 2)')).toEqual(['library/argument', 'bitAnd(1.5, 2)']);
    expect(await answerOf('lsolve([0, 0; 1, 1], [1, 2])')).toMatchObject({
      fault: { code: 'library/argument', message: 'lsolve: there is no answer for these arguments' },
    });
    expect(await answerOf('setUnion([1])')).toMatchObject({ fault: { code: 'library/argument' } });
  });

  it('what is not finite in their answers is noted by a code of its own', async () => {
    expect(await answerOf('lsolve([1e-300, 0; 1, 1], [1e300, 2])')).toMatchObject({
      notes: [{ code: 'library/infinite', message: 'infinity began at lsolve' }],
    });
  });
});

describe('what is refused', () => {
  it.each([...refused.keys()])('%s says what to use instead', async (name) => {
    const answer = await answerOf(`1 + ${name}(3)`);
    expect(answer).toMatchObject({ fault: { code: 'library/refused', span: [4, 4 + name.length] } });
    expect(answer).toMatchObject({ fault: { help: refused.get(name)!.help } });
  });

  it('is free to be a name of the user', async () => {
    expect(await valueOf('print(x) = x + 1', 'print(3)')).toBe(4);
    expect(await valueOf('index = 2', 'index + 1')).toBe(3);
  });

  it.each(['nonsense', 'toString', 'constructor', '__proto__', 'config'])('%s is no name at all', async (name) => {
    expect((await faultOf(`${name}(1)`))[0]).toBe('name/unknown');
  });
});
