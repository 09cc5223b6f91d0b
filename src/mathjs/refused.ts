/** Functions of mathjs that are not offered: why, and what to use instead. */
export interface Refused {
  readonly why: string;
  readonly help: string;
}

const complex = 'its answers are complex numbers';
const objects = 'it answers several arrays, or none that a name could hold';
const texts = 'it makes or reads texts, and Nabla computes with numbers';
const kinds = 'it makes another kind of number, and all numbers here are doubles';
const units = 'numbers have no units here';
const formulas = 'it works on formulas';
const close = 'it takes numbers that are close for equal';
const same = 'it has another name here';
const other = 'arrays are taken apart and put together in another way here';
const unheld = 'its digits are not held';

/** What is refused for one reason, each name with the way out. */
const reasons: readonly (readonly [why: string, names: Readonly<Record<string, string>>])[] = [
  [
    complex,
    {
      arg: 'atan2(y, x) is the angle of the point (x, y).',
      complex: 'Hold the real and the imaginary part as two numbers.',
      conj: 'A real number is its own conjugate.',
      fft: 'Sums of cosines and sines do: sum(x .* cos(2*pi*k*(0:n-1)/n)).',
      freqz: 'Hold the real and the imaginary part as two numbers.',
      ifft: 'Sums of cosines and sines do: sum(x .* cos(2*pi*k*(0:n-1)/n)) / n.',
      im: 'The imaginary part of a real number is 0.',
      nthRoots: 'nthRoot(x, n) is the real root.',
      polynomialRoot:
        'With q = -(b + sign(b)*sqrt(b^2 - 4*a*c))/2 the roots of a*x^2 + b*x + c are q/a and c/q; :newton finds others.',
      re: 'A real number is its own real part.',
      zpk2tf: 'Multiply the factors out.',
    },
  ],
  [
    objects,
    {
      eigs: 'eigvals(A) are the eigenvalues; :eig A shows the vectors, too.',
      lup: 'solve(A, b), det(A) and inv(A) are computed with it.',
      qr: 'solve(A, b) and pinv(A) solve systems; svdvals(A) are the singular values.',
      schur: 'eigvals(A) are the eigenvalues; :eig A shows the vectors, too.',
      setPowerset: 'No array holds sets of different sizes; a set of n numbers has 2^n subsets.',
      slu: 'solve(A, b), det(A) and inv(A) are computed with it.',
      solveODE: 'A loop of steps does: a function that calls itself, or map.',
    },
  ],
  [
    texts,
    {
      bin: ':set digits= says how numbers are shown.',
      compareText: 'a == b compares numbers.',
      equalText: 'a == b compares numbers.',
      evaluate: 'Type the expression itself.',
      format: ':set digits= says how numbers are shown; round(x, n) rounds.',
      hex: ':set digits= says how numbers are shown.',
      oct: ':set digits= says how numbers are shown.',
      parse: 'Type the expression itself; :tape and :graph show how it is computed.',
      parser: 'Type the expression itself.',
      print: 'Type the expression itself: its value is shown.',
      replacer: ':copy writes a value as text.',
      reviver: ':copy writes a value as text.',
      string: 'Type the expression itself: its value is shown.',
      typeOf: ':show NAME says what a name is.',
    },
  ],
  [
    kinds,
    {
      bigint: 'Doubles hold whole numbers up to 2^53.',
      bignumber: 'Doubles hold 53 bits; derivatives have twice the digits where they lose some.',
      boolean: 'x != 0 is 1 or 0.',
      den: 'Doubles are no fractions.',
      fraction: 'Doubles are no fractions; a/b is their quotient.',
      getMatrixDataType: 'All numbers are doubles.',
      hasNumericValue: 'All values of expressions are numbers.',
      num: 'Doubles are no fractions.',
      number: 'Every number is one already.',
      numeric: 'Every number is one already.',
    },
  ],
  [
    units,
    {
      splitUnit: 'Multiply by the factor.',
      to: 'Multiply by the factor.',
      toBest: 'Multiply by the factor.',
      unit: 'Multiply by the factor.',
    },
  ],
  [
    formulas,
    {
      compile: 'Define a function: f(x) = ...',
      derivative: ':diff is the symbolic derivative, :grad the one at a point.',
      leafCount: ':cost counts operations.',
      rationalize: ':diff simplifies derivatives.',
      resolve: ':diff simplifies derivatives.',
      simplify: ':diff simplifies derivatives.',
      simplifyConstant: ':diff simplifies derivatives.',
      simplifyCore: ':diff simplifies derivatives.',
      symbolicEqual: ':identity holds two expressions against each other.',
    },
  ],
  [
    close,
    {
      compare: 'sign(a - b) is -1, 0 or 1.',
      compareNatural: 'sign(a - b) is -1, 0 or 1.',
      deepEqual: 'min(a == b) is 1 where all entries are equal.',
      equalScalar: 'a == b compares numbers.',
      intersect: 'solve(A, b) finds where lines and planes meet.',
    },
  ],
  [
    same,
    {
      addScalar: 'Write a + b.',
      divideScalar: 'Write a / b.',
      matrix: 'Square brackets make arrays: [1, 2; 3, 4].',
      multiplyScalar: 'Write a * b.',
      nullish: 'where(test, a, b) chooses.',
      sparse: 'Derivatives of large functions are sparse by themselves; full(A) has all zeros.',
      subtractScalar: 'Write a - b.',
    },
  ],
  [
    other,
    {
      apply: 'Most functions take an axis: sum(A, 1).',
      clone: 'Values never change: a name for it is enough.',
      filter: 'x[i] takes entries at positions; where(test, x, 0) keeps some.',
      forEach: 'map(x, f) applies a function to entries.',
      index: 'A[i, j] takes entries.',
      mapSlices: 'Most functions take an axis: sum(A, 1).',
      matrixFromFunction: 'map(x, f) applies a function to entries.',
      partitionSelect: 'sort(x)[k] is the k-th of the entries.',
      pickRandom: 'x[floor(count(x) * random()) + 1] is an entry by chance.',
      randomInt: 'a + floor((b - a) * random()) is a whole number by chance.',
      resize: 'concat joins arrays; x[a:b] takes a part.',
      subset: 'A[i, j] takes entries, and A[i, j] = x sets them.',
    },
  ],
  [
    unheld,
    {
      lsolveAll: 'solve(A, b) solves where there is one solution, pinv(A) * b finds the shortest.',
      lyap: 'solve with kron does: solve(kron(I, A) + kron(A, I), -vec(Q)).',
      sylvester: "solve with kron does: solve(kron(I, A) + kron(B', I), vec(C)).",
      usolveAll: 'solve(A, b) solves where there is one solution, pinv(A) * b finds the shortest.',
    },
  ],
];

/** All that is refused, by name. */
export const refused: ReadonlyMap<string, Refused> = new Map(
  reasons.flatMap(([why, names]) => Object.entries(names).map(([name, help]) => [name, { why, help }] as const)),
);
