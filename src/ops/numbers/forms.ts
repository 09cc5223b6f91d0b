import type { Numbers } from './numbers.ts';

/** What formulas have in common. */

/** 1 where a test holds, else 0. */
export const one = <V, T>(m: Numbers<V, T>, t: T): V => m.select(t, m.number(1), m.number(0));

export const isNaN = <V, T>(m: Numbers<V, T>, x: V): T => m.not(m.equal(x, x));

/** Neither 0 nor NaN. */
export const isTrue = <V, T>(m: Numbers<V, T>, x: V): T => m.not(m.or(m.equal(x, m.number(0)), isNaN(m, x)));

/** Whether x^n is said by products: of so few factors they are as good as the power, and sooner. */
export const isFew = (n: number): boolean => Number.isInteger(n) && n >= -2 && n <= 4;

/** x^n for an integer n by repeated squaring: a few roundings, exact where all products are. */
export function integerPower<V, T>(m: Numbers<V, T>, x: V, n: number): V {
  const unit = n > 0 ? undefined : m.number(1);
  let out: V | undefined;
  let square = x;
  for (let left = Math.abs(n); left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) out = out === undefined ? square : m.mul(out, square);
    if (left > 1) square = m.mul(square, square);
  }
  if (unit === undefined) return out!;
  if (out === undefined) return unit;
  const value = m.div(unit, out);
  // Where the product overflows, the power may still be a subnormal number. What has few factors is compiled code, too.
  return isFew(n) ? value : m.select(m.equal(value, m.number(0)), integerPower(m, m.div(unit, x), -n), value);
}

/** The odd function that is `f` for x >= 0. */
export const odd = <V, T>(m: Numbers<V, T>, x: V, f: (r: V) => V): V => {
  const y = f(m.abs(x));
  return m.select(m.less(x, m.number(0)), m.neg(y), y);
};

/** The greater magnitude of a pair, and the pair's length over it. */
export const lengthOf = <V, T>(m: Numbers<V, T>, a: V, b: V): { readonly scale: V; readonly length: V } => {
  const scale = m.max(m.abs(a), m.abs(b));
  const [p, q] = [m.div(a, scale), m.div(b, scale)];
  return { scale, length: m.sqrt(m.add(m.mul(p, p), m.mul(q, q))) };
};
