import { all, create } from 'mathjs';
import { expect, test } from 'vitest';
import { libraryNames } from '../../src/mathjs/names.ts';

/** Functions that make expressions, types or settings, and those that draw numbers without the session's seed. */
const notForValues =
  /^(create|is[A-Z]|import$|config$|evaluate$|parse|compile$|simplify$|derivative$|chain$|help$|typed$|on$|off$|once$|emit$|random|pickRandom$)/;

test('the names that are known without loading mathjs are those of its functions', () => {
  const math = create(all ?? {}) as unknown as Record<string, unknown>;
  const names = Object.keys(math).filter(
    (n) => typeof math[n] === 'function' && /^[a-z]\w*$/.test(n) && !notForValues.test(n),
  );
  expect([...libraryNames].sort()).toEqual(names.sort());
});
