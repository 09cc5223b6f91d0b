import { expect, test } from 'vitest';
import { parse } from '../../src/lang/parse.ts';
import { withOption } from '../../src/command/option.ts';

test.each([
  [':train f(w) steps=100 lr=0.1', ':train f(w) steps=7 lr=0.1'],
  [':train f(w) lr=0.1', ':train f(w) lr=0.1 steps=7'],
  ['a = :train f(w)  # slow', 'a = :train f(w) steps=7  # slow'],
])('%s with another number of steps is %s', (line, changed) => {
  const { statement } = parse(line);
  const call =
    statement.kind === 'command' ? statement.call : statement.kind === 'assign' ? statement.value : undefined;
  expect(call?.kind === 'command-call' && withOption(line, call, 'steps', 7)).toBe(changed);
});
