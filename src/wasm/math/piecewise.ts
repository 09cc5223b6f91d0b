import type { Callable } from '../function-writer.ts';
import type { Library } from './library.ts';
import { type Body, select, unary, type Vector, without } from './vector.ts';

type Branch = (body: Body, x: Vector) => Vector;

/**
 * A function of one vector that is `near` in the ordinary lanes and `elsewhere` in the rare ones. Two ordinary lanes go
 * straight through; else both branches are computed, `near` with zeros in place of what is rare.
 */
export function piecewise(
  { module }: Library,
  isRare: (x: Vector) => Vector,
  near: Branch,
  elsewhere: Branch,
): Callable {
  const wide = unary(module, (b, x) => {
    const rare = b.keep(isRare(x));
    const value = b.keep(near(b, b.keep(without(x, rare))));
    return select(rare, elsewhere(b, x), value);
  });
  return unary(module, (b, x) => {
    b.leaveWhere(isRare(x), wide, x);
    return near(b, x);
  });
}
