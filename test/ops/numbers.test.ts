import { describe, expect, it } from 'vitest';
import { gradientGraph } from '../../src/ad/products.ts';
import { complexStep } from '../../src/compile/complex-step.ts';
import { straightLine } from '../../src/compile/straight/straight-backend.ts';
import { Terms } from '../../src/compile/plan/terms.ts';
import { wasmBackend } from '../../src/compile/wasm/wasm-backend.ts';
import { type Builder, graphOf } from '../../src/graph/builder.ts';
import type { Ref } from '../../src/graph/graph.ts';
import { add, mul, neg, sub } from '../../src/ops/core.ts';
import { elementwise } from '../../src/ops/elementwise.ts';
import { inPlane, NotAnalytic } from '../../src/ops/numbers/complex.ts';
import { workOf } from '../../src/ops/numbers/counter.ts';
import { doubledOf } from '../../src/ops/numbers/doubled.ts';
import { doubles } from '../../src/ops/numbers/plain.ts';
import type { Op } from '../../src/ops/op.ts';
import { div } from '../../src/ops/scalar/arithmetic.ts';
import { square } from '../../src/ops/scalar/power.ts';
import { cos, sin } from '../../src/ops/scalar/trigonometric.ts';
import { poison } from '../../src/ops/undecided.ts';
import { dd } from '../../src/tensor/double-double.ts';
import { scalar, tensor } from '../../src/tensor/tensor.ts';
import { eager } from '../../src/ops/apply.ts';
import { familyMembers, fixedOps, ordinaryPoints, pointsOf } from './families.ts';

const entries: readonly Op[] = [add, sub, mul, neg, poison, ...fixedOps, ...familyMembers];

const closeTo = (a: number, b: number, tolerance: number): boolean =>
  Object.is(a, b) || a === b || Math.abs(a - b) <= tolerance * Math.abs(b);

describe.each(entries.filter((op) => op.formula).map((op) => [op.key, op] as const))('the formula of %s', (_, op) => {
  it('is as good in doubles as its value', () => {
    for (const x of pointsOf(op)) {
      const found = op.formula!(doubles, ...x);
      if (found === undefined) continue;
      expect(closeTo(found, op.value!(...x), 1e-14), `${found} at ${x}, not ${op.value!(...x)}`).toBe(true);
    }
  });
});

describe.each(entries.filter((op) => op.identity).map((op) => [op.key, op] as const))('the identity of %s', (_, op) => {
  it('holds', () => {
    for (const x of ordinaryPoints(op)) {
      expect(closeTo(op.identity!(doubles, ...x)!, op.value!(...x), 1e-12), `at ${x}`).toBe(true);
    }
  });
});

/** Ops that have a derivative and no value in an arithmetic, each with the reason. */
const noSeries = 'it is a series, which no formula here sums in the complex plane';
const jumps = 'it jumps: a step that is moved by a rounding would be another';
const without: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'twice the digits': { mod: jumps },
  'the complex plane': {
    mod: jumps,
    gamma: noSeries,
    lgamma: noSeries,
    digamma: noSeries,
    polygamma: noSeries,
    factorial: noSeries,
    beta: noSeries,
    catalan: noSeries,
    combinations: noSeries,
    harmonicGap: noSeries,
    permutations: noSeries,
    zeta: noSeries,
    zetaDerivative: noSeries,
    erf: noSeries,
    erfc: noSeries,
  },
};

const isAnalytic = (op: Op): boolean => {
  try {
    inPlane(op)(...ordinaryPoints(op)[0]!.map((x) => [x, 0] as const));
    return true;
  } catch (error) {
    if (error instanceof NotAnalytic) return false;
    throw error;
  }
};

describe('an arithmetic has a value of every op that has a derivative', () => {
  const has: Readonly<Record<string, (op: Op) => boolean>> = {
    'twice the digits': (op) => doubledOf(op) !== undefined,
    'the complex plane': isAnalytic,
  };

  it.each(Object.entries(without))('in %s but where a reason says why not', (name, reasons) => {
    const missing = entries.filter((op) => op.jvp && !has[name]!(op)).map((op) => op.name);
    expect([...new Set(missing)].sort()).toEqual(Object.keys(reasons).sort());
  });
});

/** So small that its square is lost beside 1. */
const STEP = 1e-100;

const analytic = entries.filter((op) => op.algebra === 'smooth' && isAnalytic(op));

describe.each(analytic.map((op) => [op.key, op] as const))('%s beside the real line', (_, op) => {
  it('has the value and the slopes of its rules', () => {
    for (const x of ordinaryPoints(op)) {
      const xs = x.map(scalar);
      if (op.kinks?.(...xs)) continue;
      x.forEach((_at, k) => {
        const [re, im] = inPlane(op)(...x.map((v, i) => [v, i === k ? STEP : 0] as const));
        const dx = xs.map((_v, i) => (i === k ? scalar(1) : undefined));
        const slope = op.jvp!(eager, dx, ...xs, op.compute(...xs))?.data[0] ?? 0;
        expect(closeTo(re, op.value!(...x), 1e-12), `value at ${x}`).toBe(true);
        expect(closeTo(im / STEP, slope, 1e-11), `slope ${k} at ${x}: ${im / STEP}, not ${slope}`).toBe(true);
      });
    }
  });
});

/** Ops whose value compiled code calls, each with the reason; one with an identity says so: in doubles that would be less accurate. */
const called: Readonly<Record<string, readonly string[]>> = {
  'its value is a kernel for want of a formula':
    'beta catalan combinations digamma erfc factorial gamma harmonicGap lgamma mod permutations polygamma quotient round roundTo zeta zetaDerivative'.split(
      ' ',
    ),
};

it('compiled code has instructions for every other op', () => {
  const found = entries.filter((op) => {
    if (op.identity) return false;
    const terms = new Terms();
    const at = Array.from({ length: op.value!.length }, (_, i) => terms.load(i, { offset: 0, strides: [] }));
    terms.of(op, at);
    return terms.list.at(-1)!.kind === 'own';
  });
  expect([...new Set(found.map((op) => op.name))].sort()).toEqual(Object.values(called).flat().sort());
});

/** e^(-x^2) sin x / (1 + x^2), of which the table knows no more than a formula and its derivative. */
const damped: Op = elementwise({
  name: 'damped for trial',
  formula: (m, x) => {
    const xx = m.mul(x, x);
    return m.div(m.mul(m.call('exp', m.neg(xx)), m.call('sin', x)), m.add(m.number(1), xx));
  },
  partials: [
    ($, x, y) => {
      const two = $.constant(scalar(2));
      const slope = $(sub, $(div, $(cos, x), $(sin, x)), $(mul, two, x));
      return $(mul, y, $(sub, slope, $(div, $(mul, two, x), $(add, $.constant(scalar(1)), $(square, x)))));
    },
  ],
  doc: { group: 'trial', summary: 'A trial.' },
});

describe('an op with no more than a formula', () => {
  const x = 1.25;
  const graph = graphOf([[]], ($: Builder, [v]: readonly Ref[]) => [$(damped, v!)]);

  it('has its value', () => {
    expect(damped.value!(x)).toBeCloseTo(0.0776265297358755, 16);
    expect(damped.compute(tensor([2], [x, -x])).data[1]).toBe(-damped.value!(x));
  });

  it('has it in twice the digits', () => {
    const { hi, lo } = doubledOf(damped)!(dd(x))!;
    // By mpmath 1.3 with 50 digits.
    expect(Math.abs(hi - 0.0776265297358755 + (lo - 6.147253440825454e-18))).toBeLessThan(1e-28);
  });

  it('has a complex step, which confirms its derivative', () => {
    const [slope] = straightLine(gradientGraph(graph, 1), Number.POSITIVE_INFINITY)!([scalar(x)]);
    expect(complexStep(graph, [scalar(x)], [scalar(1)]).data[0]).toBeCloseTo(slope!.data[0]!, 15);
  });

  it('is compiled without calling back', () => {
    const long = tensor(
      [33],
      Array.from({ length: 33 }, (_, i) => i / 8 - 2),
    );
    const wide = graphOf([[33]], ($: Builder, [v]: readonly Ref[]) => [$(damped, v!)]);
    for (const run of [straightLine(wide, Number.POSITIVE_INFINITY)!, wasmBackend({ fma: false }).compile(wide)]) {
      run([long])[0]!.data.forEach((y, i) => expect(closeTo(y, damped.value!(long.data[i]!), 1e-15)).toBe(true));
    }
    const terms = new Terms();
    terms.of(damped, [terms.load(0, { offset: 0, strides: [] })]);
    expect(terms.list.some((t) => t.kind === 'own')).toBe(false);
  });

  it('is counted by what it takes', () => {
    expect(workOf(damped.formula!, [undefined])).toMatchObject({ products: 3, quotients: 1, calls: ['exp', 'sin'] });
  });
});
