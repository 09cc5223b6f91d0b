import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DOUBLED_ERROR, doubledOf } from '../../src/ops/numbers/doubled.ts';
import { Multiprecision, preciseOf } from '../../src/ops/numbers/multiprecision.ts';
import { dd, type DoubleDouble } from '../../src/tensor/double-double.ts';
import { fromDoubleDouble, toDoubleDouble } from '../../src/tensor/multiprecision/float.ts';
import { fixedOps } from './families.ts';

type Pair = readonly [number, number];

/** Values at operands of two doubles over the whole range of each op, by claims.py. */
const reference = JSON.parse(readFileSync(new URL('claims.json', import.meta.url), 'utf8')) as Record<
  string,
  readonly { readonly x: readonly Pair[]; readonly y: string }[]
>;

const opOf = (name: string) => fixedOps.find((op) => op.name === name)!;

const bits = new DataView(new ArrayBuffer(8));

/** A finite double as a whole number of units 2^-1074. */
function units(x: number): bigint {
  bits.setFloat64(0, x);
  const word = bits.getBigUint64(0);
  const exponent = (word >> 52n) & 0x7ffn;
  const fraction = word & ((1n << 52n) - 1n);
  const size = exponent === 0n ? fraction : (fraction | (1n << 52n)) << (exponent - 1n);
  return word >> 63n ? -size : size;
}

/** A decimal as a whole number over a power of ten. */
function decimal(text: string): readonly [bigint, bigint] {
  const [digits, power = '0'] = text.split('e');
  const [whole, fraction = ''] = digits!.split('.');
  const k = Number(power) - fraction.length;
  const p = BigInt(whole! + fraction);
  return k >= 0 ? [p * 10n ** BigInt(k), 1n] : [p, 10n ** BigInt(-k)];
}

function relativeError({ hi, lo }: DoubleDouble, text: string): number {
  const [p, q] = decimal(text);
  const exact = p << 1074n;
  const error = (units(hi) + units(lo)) * q - exact;
  return Number(((error < 0n ? -error : error) << 200n) / (exact < 0n ? -exact : exact)) * 2 ** -200;
}

/** Two doubles hold no more of a small number than the last place of all. */
const heldBy = (y: number): number => DOUBLED_ERROR + 2 ** -1074 / Math.abs(y);

describe.each(Object.entries(reference))('%s keeps the relative error that is claimed', (name, rows) => {
  it('in twice the digits, at every point of its range', () => {
    const f = doubledOf(opOf(name))!;
    for (const { x, y } of rows) {
      const got = f(...x.map(([hi, lo]) => dd(hi, lo)));
      expect(got && relativeError(got, y), `at ${x.map(([hi]) => hi)}`).toBeLessThan(heldBy(Number(y)));
    }
  });

  it('in many digits, too', () => {
    const f = preciseOf(opOf(name))!;
    const m = new Multiprecision(256);
    for (const { x, y } of rows) {
      const got = toDoubleDouble(f(m, ...x.map(([hi, lo]) => fromDoubleDouble(dd(hi, lo)))));
      expect(relativeError(got, y), `at ${x.map(([hi]) => hi)}`).toBeLessThan(
        2 ** -104 + 2 ** -1074 / Math.abs(Number(y)),
      );
    }
  });
});
