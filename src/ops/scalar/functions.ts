import { fail } from '../../base/fault.ts';
import * as activation from './activation.ts';
import * as arithmetic from './arithmetic.ts';
import * as make from '../build.ts';
import * as choice from './choice.ts';
import * as combinatorial from './combinatorial.ts';
import * as comparison from './comparison.ts';
import * as exponential from './exponential.ts';
import * as hyperbolic from './hyperbolic.ts';
import * as power from './power.ts';
import * as root from './root.ts';
import * as rounding from './rounding.ts';
import * as special from './special.ts';
import * as trigonometric from './trigonometric.ts';
import { axisOf, type Builtin, type Call, type Concrete, define, doc, MANY, wholeNumber } from '../builtin.ts';
import { add, broadcastAll, broadcastTo, literal, mul, neg, reshape, sub } from '../core.ts';
import { concat } from '../array/moves.ts';
import type { Apply, Op } from '../op.ts';
import { asEntered } from '../primitive.ts';

/** Functions of numbers, entry by entry: each op under the name that its entry says. */

/** The modules of ops that work entry by entry. @internal */
export const families: readonly Readonly<Record<string, unknown>>[] = [
  arithmetic,
  power,
  root,
  exponential,
  trigonometric,
  hyperbolic,
  special,
  combinatorial,
  rounding,
  comparison,
  choice,
  activation,
];

const letters = ['x', 'y', 'z'];

/** An elementwise op under its own name, or another. */
const entry = (op: Op, name = op.doc?.typed || op.name): Builtin => {
  const n = op.value!.length;
  return {
    name,
    usage: `${name}(${letters.slice(0, n).join(', ')})`,
    arity: [n, n],
    doc: op.doc!,
    op,
    call: ($, ...args) => $(op, ...args),
  };
};

/** min and max: of several operands entry by entry, of one array all entries, or along an axis. */
const extreme = (name: 'max' | 'min', op: Op): Builtin => {
  const sign = name === 'max' ? 1 : -1;
  return define(`${name}(x, axis)`, [1, MANY], op.doc!, <V>($: Concrete<V>, ...args: V[]): V => {
    const over = (x: V, axes?: number[]): V =>
      sign === 1 ? make.greatest($, x, axes) : $(neg, make.greatest($, $(neg, x), axes));
    const [x, y] = args as [V, V?];
    if (y === undefined) return over(x);
    if (args.length === 2 && $.shape(x).length > 0 && $.shape(y).length === 0) {
      return over(x, [axisOf($, y, $.shape(x).length)]);
    }
    if (args.length === 2) return $(op, x, y);
    // More than two side by side, so that a tie of all shares the derivative equally.
    const shape = broadcastAll(
      name,
      args.map((a) => $.shape(a)),
    );
    const rows = args.map((a) => $(reshape([1, ...shape]), $(broadcastTo(shape), a)));
    return over($(concat(0), ...rows), [0]);
  });
};

/** A comparison that is asked by a name. */
const question = (usage: string, summary: string, call: Call): Builtin =>
  define(usage, [1, 1], doc('comparison', summary), call);

const roundTo: Builtin = define('round(x, digits)', [1, 2], rounding.round.doc!, ($, x, digits?) => {
  if (digits === undefined) return $(rounding.round, x);
  const count = wholeNumber($, digits, 'the number of digits');
  return count >= 0 && count <= 100
    ? $(rounding.roundTo(count), x)
    : fail('value/range', `round takes 0 to 100 digits, not ${count}`, {
        help: '100 * round(x / 100) rounds to hundreds.',
      });
});

/** The ops of the families that users type. */
const typed = families.flatMap((family) => {
  const ops = Object.values(family).filter((x): x is Op => typeof x === 'object');
  return asEntered(ops.filter((op) => op.doc?.typed !== false)).map((op) => entry(op));
});

const isFinite = <V>($: Apply<V>, x: V): V => $(comparison.not, $(comparison.isUnknown, $(sub, x, x)));

/** Functions that take more than their op, or are made of several. */
const forms: readonly Builtin[] = [
  define('nthRoot(x, n)', [1, 2], root.nthRoot.doc!, ($, x, n?) => $(root.nthRoot, x, n ?? literal($, 2))),
  define('log(x, base)', [1, 2], exponential.log.doc!, ($, x, base?) =>
    base === undefined ? $(exponential.log, x) : $(exponential.logBase, x, base),
  ),
  define('hypot(x, y, ..)', [1, MANY], root.hypot.doc!, ($, ...args) => {
    // Pair by pair hypot(0, 0, 1) would have no derivative.
    if (args.length > 2 && args.every((a) => $.shape(a).length === 0))
      return make.norm($, make.vectorOfNumbers($, args), 2);
    return args.length === 1 ? make.norm($, args[0]!, 2) : args.reduce((a, b) => $(root.hypot, a, b));
  }),
  define('polygamma(n, x)', [2, 2], doc('special', 'The n-th derivative of digamma.', '\\psi^{(#1)}(#2)'), ($, n, x) =>
    $(special.polygamma(wholeNumber($, n, 'the order of polygamma')), x),
  ),
  define('permutations(n, k)', [1, 2], combinatorial.permutations.doc!, ($, n, k?) =>
    k === undefined ? $(special.factorial, n) : $(combinatorial.permutations, n, k),
  ),
  define(
    'multinomial(k)',
    [1, 1],
    doc('special', 'sum(k)! over the product of all k!, of a vector.'),
    make.multinomial,
  ),
  { ...entry(combinatorial.combinations), usage: 'combinations(n, k)' },
  ...['binomial', 'nCr'].map((name) =>
    define(`${name}(n, k)`, [2, 2], combinatorial.combinations.doc!, ($, n, k) => $(combinatorial.combinations, n, k)),
  ),
  question('isNaN(x)', '1 where x is NaN, else 0.', ($, x) => $(comparison.isUnknown, x!)),
  question('isFinite(x)', '1 where x is neither infinite nor NaN, else 0.', ($, x) => isFinite($, x!)),
  question('isInteger(x)', '1 where x is a whole number, else 0.', ($, x) =>
    $(comparison.and, isFinite($, x!), $(comparison.equal, x!, $(rounding.floor, x!))),
  ),
  question('isZero(x)', '1 where x is 0, else 0.', ($, x) => $(comparison.equal, x!, literal($, 0))),
  question('isPositive(x)', '1 where x is above 0, else 0.', ($, x) => $(comparison.larger, x!, literal($, 0))),
  question('isNegative(x)', '1 where x is below 0, else 0.', ($, x) => $(comparison.smaller, x!, literal($, 0))),
  define('zeta(s, n)', [1, 2], special.zeta.doc!, ($, s, n?) => {
    const order = n === undefined ? 0 : wholeNumber($, n, 'the order of a derivative of zeta');
    if (order < 0 || order > 100) {
      fail('value/range', `zeta takes orders from 0 to 100, not ${order}`, { help: 'zeta(s, 1) is the slope.' });
    }
    return order === 0 ? $(special.zeta, s) : $(special.zetaDerivative(order), s);
  }),
  roundTo,
  extreme('max', choice.max),
  extreme('min', choice.min),
  // As a test a number is asked whether it differs from 0, so that a tie is noted.
  {
    ...entry(choice.where),
    call: ($, s, a, b) => $(choice.where, make.truthOf($, s), a, b),
  },
  define(
    'logsumexp(x)',
    [1, 1],
    doc('activation', 'log(sum(exp(x))) over all entries, without overflow.'),
    make.logsumexp,
  ),
  define(
    'softmax(x)',
    [1, 1],
    doc('activation', 'exp(x) / sum(exp(x)) over all entries, without overflow.'),
    make.softmax,
  ),
];

/** Arithmetic, elementary and special functions, comparisons, choices and activations; the last of a name is meant. */
export const scalarFunctions: readonly Builtin[] = [
  {
    ...entry(add),
    usage: 'add(x, y, ..)',
    arity: [2, MANY],
    call: ($, first, ...rest) => rest.reduce((a, b) => $(add, a, b), first!),
  },
  entry(sub, 'subtract'),
  entry(mul, 'dotMultiply'),
  define('unaryMinus(x)', [1, 1], neg.doc!, ($, x) => $(neg, x)),
  ...typed,
  ...forms,
];
