import { expect, it } from 'vitest';
import { reshape } from '../../src/ops/core.ts';
import { opNamed } from '../../src/ops/primitive.ts';

/** The op of a node that reshapes to `n` entries. */
const named = (n: number) => {
  const { name, attrs, key } = reshape([n]);
  return opNamed(name, attrs, key);
};

it('an op that is used stays the same, however many others are made, and one that is not is let go', () => {
  const [used, once] = [named(1), named(2)];
  for (let n = 3; n < 20_000; n++) {
    named(n);
    if (n % 1000 === 0) expect(named(1)).toBe(used);
  }
  expect(named(2)).not.toBe(once);
});
