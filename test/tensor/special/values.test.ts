import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as errors from '../../../src/tensor/special/error-function.ts';
import * as exponential from '../../../src/tensor/special/exponential.ts';
import * as gammas from '../../../src/tensor/special/gamma.ts';
import * as hyperbolic from '../../../src/tensor/special/hyperbolic.ts';
import * as polygammas from '../../../src/tensor/special/polygamma.ts';
import * as powers from '../../../src/tensor/special/power.ts';
import * as rounding from '../../../src/tensor/special/rounding.ts';
import * as trigonometric from '../../../src/tensor/special/trigonometric.ts';
import { fromText, ulps } from '../rational.ts';

type Table = Record<string, [...args: number[], reference: string][]>;

function table(name: string): [string, Table[string]][] {
  const { source, ...rows } = JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8')) as Table & {
    source: unknown;
  };
  expect(source).toMatch(/mpmath/);
  return Object.entries(rows);
}

/** The largest error of a function over its rows, in units in the last place, and where it is. */
function worst(f: (...args: number[]) => number, rows: Table[string]): { ulps: number; at: unknown } {
  let most = { ulps: -1, at: undefined as unknown };
  for (const row of rows) {
    const args = row.slice(0, -1) as number[];
    const error = ulps(f(...args), fromText(row.at(-1) as string));
    if (error > most.ulps) most = { ulps: error, at: row };
  }
  return most;
}

/** Own functions, with the bound each must keep. */
const BOUNDS: Record<string, number> = {
  gamma: 0.51,
  lgamma: 0.51,
  factorial: 0.51,
  digamma: 0.51,
  polygamma: 0.51,
  pow: 1.1,
  nthRoot: 0.51,
  hypot: 0.51,
  mod: 0.51,
  erf: 1.6,
  erfc: 1.3,
  erfcx: 2,
  logistic: 2,
  logisticSlope: 2.2,
  softplus: 1.3,
  logaddexp: 1.6,
  sech: 2,
  csch: 1.5,
  coth: 2.5,
  asech: 2,
  acsch: 2,
  acoth: 1.6,
  sec: 1.6,
  csc: 1.6,
  cot: 1.6,
  asec: 2,
  acsc: 2.2,
  acot: 1.6,
};

describe('special functions against 34 digits', () => {
  const own = {
    ...errors,
    ...exponential,
    ...gammas,
    ...hyperbolic,
    ...polygammas,
    ...powers,
    ...rounding,
    ...trigonometric,
  };
  it.each(table('special-values'))('%s', (name, rows) => {
    const f = own[name as keyof typeof own] as (...args: number[]) => number;
    const { ulps: error, at } = worst(f, rows);
    expect(error, `${name} at ${at}`).toBeLessThanOrEqual(BOUNDS[name]!);
    expect(rows.length).toBeGreaterThanOrEqual(16);
  });
});

describe('the runtime keeps its own functions within 2 ulp, so that Nabla may use them', () => {
  it.each(table('elementary-values'))('Math.%s', (name, rows) => {
    const { ulps: error, at } = worst(Math[name as 'sin'], rows);
    expect(error, `${name} at ${at}`).toBeLessThanOrEqual(2);
  });
});
