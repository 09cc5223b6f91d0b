import { fail } from '../../base/fault.ts';
import { checkInterrupt } from '../../base/interrupt.ts';
import { mapped } from '../../tensor/dense.ts';
import { type Tensor, tensor } from '../../tensor/tensor.ts';
import * as counting from '../../tensor/whole/counting.ts';
import * as divisors from '../../tensor/whole/divisors.ts';
import { type Builtin, define, doc, MANY } from '../builtin.ts';
import { broadcastAll } from '../core.ts';

/** Functions of whole numbers: exact values, rounded once where no double holds them, and no derivatives. */

/** An argument of such a function: its name, and the whole numbers that it may be. */
interface Whole {
  readonly name: string;
  readonly least: number;
  readonly most: number;
}

const MOST = Number.MAX_SAFE_INTEGER;

const anyWhole = (name: string): Whole => ({ name, least: -MOST, most: MOST });

const fromZero = (name: string, most = MOST): Whole => ({ name, least: 0, most });

const text = (x: number): string => (x === MOST ? '2^53' : x === -MOST ? '-2^53' : String(x));

function check(fn: string, { name, least, most }: Whole, value: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  fail(
    Number.isInteger(value) ? 'value/range' : 'value/not-whole',
    `${fn}: ${name} must be a whole number from ${text(least)} to ${text(most)}, not ${value}`,
    { help: `:help ${fn} says what it takes.` },
  );
}

/** A function of whole numbers, entry by entry with broadcasting. */
function ofWholes(takes: readonly Whole[], usage: string, summary: string, value: (...x: number[]) => number): Builtin {
  const name = usage.slice(0, usage.indexOf('('));
  const entries = mapped(takes.length, (...x) => {
    checkInterrupt();
    takes.forEach((what, i) => check(name, what, x[i]!));
    return value(...x);
  });
  return {
    ...define(usage, [takes.length, takes.length], doc('whole numbers', summary), ($, ...args) => {
      const values = args.map($.concrete);
      broadcastAll(
        name,
        values.map(({ shape }) => shape),
      );
      return $.constant(entries(...values));
    }),
    undifferentiated: 'it is defined for whole numbers alone',
  };
}

/** A function of two whole numbers, taken over more of them from left to right. */
function overMany(base: Builtin): Builtin {
  return {
    ...base,
    arity: [2, MANY],
    usage: base.usage.replace(')', ', ..)'),
    call: ($, first, ...rest) => rest.reduce((a, b) => base.call($, a, b), first!),
  };
}

const two = [anyWhole('a'), anyWhole('b')];

/** The numbers that occur most often, ascending. */
function modes(data: readonly number[]): Tensor {
  if (data.some(Number.isNaN)) return tensor([1], [Number.NaN]);
  const counts = new Map<number, number>();
  for (const x of data) counts.set(x, (counts.get(x) ?? 0) + 1);
  let most = 0;
  for (const count of counts.values()) most = Math.max(most, count);
  const found = [...counts].flatMap(([x, count]) => (count === most ? [x] : []));
  return tensor([found.length], Float64Array.from(found).sort());
}

/** Divisors, primes and counts. */
export const wholeFunctions: readonly Builtin[] = [
  overMany(ofWholes(two, 'gcd(a, b)', 'The greatest common divisor of whole numbers.', divisors.gcd)),
  overMany(ofWholes(two, 'lcm(a, b)', 'The least common multiple of whole numbers.', divisors.lcm)),
  {
    ...define(
      'xgcd(a, b)',
      [2, 2],
      doc('whole numbers', 'The vector [d, x, y] with d = gcd(a, b) and a*x + b*y = d.'),
      ($, ...args) => {
        const numbers = args.map((v) => $.concrete(v));
        if (numbers.some(({ shape }) => shape.length > 0)) {
          fail('shape/not-scalar', 'xgcd takes two numbers, not arrays', { help: 'As in xgcd(240, 46).' });
        }
        const [a, b] = numbers.map(({ data }) => data[0]!) as [number, number];
        two.forEach((what, i) => check('xgcd', what, [a, b][i]!));
        return $.constant(tensor([3], Float64Array.from(divisors.bezout(a, b))));
      },
    ),
    undifferentiated: 'it is defined for whole numbers alone',
  },
  ofWholes(
    [anyWhole('a'), { name: 'm', least: 1, most: MOST }],
    'invmod(a, m)',
    'The whole number x from 0 to m - 1 with a*x = 1 modulo m; NaN where there is none.',
    divisors.inverseModulo,
  ),
  ofWholes([anyWhole('n')], 'isPrime(n)', '1 where n is a prime number, else 0.', (n) => Number(divisors.isPrime(n))),
  ofWholes(
    [fromZero('n', 10_000), fromZero('k', 10_000)],
    'stirlingS2(n, k)',
    'How many ways there are to part n things into k groups that are not empty.',
    counting.stirlingSecond,
  ),
  ofWholes([fromZero('n')], 'bellNumbers(n)', 'How many ways there are to part n things into groups.', counting.bell),
  ofWholes(
    [fromZero('n')],
    'bernoulli(n)',
    'The Bernoulli number of index n; bernoulli(1) is -1/2.',
    counting.bernoulli,
  ),
  ofWholes(
    [fromZero('n'), fromZero('k')],
    'composition(n, k)',
    'How many ways there are to write n as a sum of k whole numbers from 1, in order: C(n - 1, k - 1).',
    (n, k) => (k === 0 ? Number(n === 0) : k > n ? 0 : counting.binomial(n - 1, k - 1)),
  ),
  ofWholes(
    [fromZero('n', 2 ** 52), fromZero('k', 2 ** 52)],
    'combinationsWithRep(n, k)',
    'How many ways there are to choose k of n things, each as often as one likes: C(n + k - 1, k).',
    (n, k) => (n === 0 ? Number(k === 0) : counting.binomial(n + k - 1, k)),
  ),
  {
    ...define(
      'mode(x) or mode(a, b, ..)',
      [1, MANY],
      doc('reduction', 'The numbers that occur most often, ascending; NaN if one of them is.'),
      ($, ...args) => $.constant(modes(args.flatMap((x) => Array.from($.concrete(x).data)))),
    ),
    undifferentiated: 'it only counts',
  },
];
