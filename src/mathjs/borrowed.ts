/** The functions of mathjs that Nabla vouches for. All others are Nabla's own, or refused (`refused.ts`). */

/** What an argument may be: arguments outside never reach the library. */
export interface Argument {
  readonly name: string;
  /** All numbers are finite; `whole` and `numbers` may be arrays, and a `set` is the entries of one. */
  readonly kind: 'whole' | 'number' | 'numbers' | 'matrix' | 'set';
  /** Bounds of each number. */
  readonly least?: number;
  readonly most?: number;
  /** At most this many entries, so that the answer is there in well under a second. */
  readonly entries?: number;
}

/** A function that is computed by mathjs, without a derivative. */
export interface Borrowed {
  readonly name: string;
  readonly takes: readonly Argument[];
  readonly group: 'bits' | 'sets' | 'matrix';
  readonly summary: string;
  /** What tests hold the answer to, over all arguments that are taken. */
  readonly held: 'exact' | 'residual 1e-12';
}

const bits = (name: string): Argument => ({ name, kind: 'whole', least: -(2 ** 31), most: 2 ** 31 - 1 });

const places: Argument = { name: 'n', kind: 'whole', least: 0, most: 31 };

const set = (name: string, entries = 2000): Argument => ({ name, kind: 'set', entries });

const ofBits = (name: string, takes: readonly Argument[], summary: string): Borrowed => ({
  name,
  takes,
  group: 'bits',
  summary,
  held: 'exact',
});

const ofSets = (name: string, takes: readonly Argument[], summary: string): Borrowed => ({
  name,
  takes,
  group: 'sets',
  summary,
  held: 'exact',
});

const pair = [bits('a'), bits('b')];
const both = [set('A'), set('B')];

const triangular = (name: string, which: string): Borrowed => ({
  name,
  takes: [
    { name: 'A', kind: 'matrix', entries: 40_000 },
    { name: 'b', kind: 'numbers', entries: 200 },
  ],
  group: 'matrix',
  summary: `The solution of A x = b as a column, for a matrix whose ${which} triangle alone is read; solve(A, b) has derivatives.`,
  held: 'residual 1e-12',
});

/** All functions that may be borrowed, by name. */
export const borrowed: ReadonlyMap<string, Borrowed> = new Map(
  [
    ofBits('bitAnd', pair, 'The bits that both of two whole numbers of 32 bits have.'),
    ofBits('bitOr', pair, 'The bits that one of two whole numbers of 32 bits has, or both have.'),
    ofBits('bitXor', pair, 'The bits that one alone of two whole numbers of 32 bits has.'),
    ofBits('bitNot', [bits('a')], 'The bits that a whole number of 32 bits has not.'),
    ofBits('leftShift', [bits('a'), places], 'The bits of a whole number of 32 bits, n places up.'),
    ofBits(
      'rightArithShift',
      [bits('a'), places],
      'The bits of a whole number of 32 bits, n places down; it keeps its sign.',
    ),
    ofBits('rightLogShift', [bits('a'), places], 'The bits of a whole number of 32 bits, n places down, zeros first.'),
    ofSets(
      'setUnion',
      both,
      'The numbers that are in one of two sets, or in both: each as often as where it is more often.',
    ),
    ofSets('setIntersect', both, 'The numbers that are in both sets: each as often as where it is less often.'),
    ofSets(
      'setDifference',
      both,
      'The numbers of the first set without those of the second: each as many times fewer.',
    ),
    ofSets(
      'setSymDifference',
      both,
      'The numbers that are more often in one of two sets: each as often as the counts differ.',
    ),
    ofSets('setDistinct', [set('A')], 'The different numbers of an array, ascending.'),
    ofSets('setIsSubset', both, '1 where every number of the first set is in the second as often, else 0.'),
    ofSets('setMultiplicity', [{ name: 'x', kind: 'number' }, set('A')], 'How often a number is in an array.'),
    ofSets('setSize', [set('A')], 'How many numbers an array has, each as often as it stands there.'),
    ofSets(
      'setCartesian',
      [set('A', 300), set('B', 300)],
      'All pairs of a number of the first set and one of the second.',
    ),
    triangular('lsolve', 'lower'),
    triangular('usolve', 'upper'),
  ].map((entry) => [entry.name, entry]),
);

/** `bitAnd(a, b)`. */
export const usageOf = ({ name, takes }: Borrowed): string => `${name}(${takes.map((x) => x.name).join(', ')})`;

const numberText = (x: number): string =>
  Math.abs(x) === 2 ** 31 ? `${x < 0 ? '-' : ''}2^31` : x === 2 ** 31 - 1 ? '2^31 - 1' : String(x);

/** What an argument may be, in words: `a whole number from 0 to 31`. */
export function argumentText({ kind, least, most, entries }: Argument): string {
  const range = least === undefined || most === undefined ? '' : ` from ${numberText(least)} to ${numberText(most)}`;
  const size = entries === undefined ? '' : ` of at most ${entries} entries`;
  switch (kind) {
    case 'whole':
      return `whole${range}`;
    case 'number':
      return 'a number';
    case 'numbers':
      return `an array${size}`;
    case 'matrix':
      return `a matrix${size}`;
    case 'set':
      return `an array${size}`;
  }
}
