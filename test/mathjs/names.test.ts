import { all, create } from 'mathjs';
import { describe, expect, it, test } from 'vitest';
import { borrowed } from '../../src/mathjs/borrowed.ts';
import { refused } from '../../src/mathjs/refused.ts';
import { forms } from '../../src/evaluate/call.ts';
import { functions } from '../../src/ops/functions.ts';

/** What mathjs is made of, not what its expressions call: types, settings, events. */
const inner = /^(create|is[A-Z]\w*(Node|Map)$|(chain|config|emit|factory|help|import|off|on|once|typed)$)/;

/** Questions about kinds of values, of which there is one here. */
const kinds =
  /^is(Accessor|Array|Big|Boolean|Chain|Collection|Complex|Date|Dense|Fraction|Function|Help|Index|Map|Matrix|Null|Number|Numeric|Object|Range|RegExp|Result|Sparse|String|Symbol|Undefined|Unit)|isBounded|isNode/;

const math = create(all ?? {}) as unknown as Record<string, unknown>;
const names = Object.keys(math).filter(
  (n) => typeof math[n] === 'function' && /^[a-z]\w*$/.test(n) && !inner.test(n) && !kinds.test(n),
);

describe('every function of mathjs', () => {
  it.each(names)("%s is Nabla's own, borrowed or refused", (name) => {
    const places = [functions.has(name) || forms.has(name), borrowed.has(name), refused.has(name)];
    expect(places.filter(Boolean)).toHaveLength(1);
  });
});

test('nothing else is borrowed or refused', () => {
  expect([...borrowed.keys(), ...refused.keys()].filter((name) => !names.includes(name))).toEqual([]);
});
