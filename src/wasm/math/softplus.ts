import { expDoubled, expWide, isExtremeExponent } from './exponential.ts';
import type { Definition } from './library.ts';
import { log1pOf } from './logarithm.ts';
import { piecewise } from './piecewise.ts';
import { add, call, gt, most, or, select, SIGN, sub } from './vector.ts';

/** log(1 + e^x). */
export const softplus: Definition = (library) => {
  const tail = library.get(expWide);
  return piecewise(
    library,
    isExtremeExponent,
    (b, x) => {
      const e = expDoubled(b, b.keep(or(x, SIGN)));
      const sum = b.keep(add(e.high, 1));
      return add(most(x, 0), log1pOf(b, { high: sum, low: add(add(sub(1, sum), e.high), e.low) }));
    },
    (_b, x) => select(gt(x, 0), x, call(tail, x)),
  );
};
