import { expect, test } from 'vitest';
import { keptLine } from '../../src/command/kept-line.ts';
import { parse } from '../../src/lang/parse.ts';

/** A line as it is kept, its command being called so in full. */
const kept = (line: string, name: string, values?: Readonly<Record<string, number>>): string => {
  const { statement } = parse(line);
  const call =
    statement.kind === 'assign' ? statement.value : statement.kind === 'command' ? statement.call : undefined;
  if (call?.kind !== 'command-call') throw new Error(`${line} is no command`);
  return keptLine(line, call, name, values);
};

test.each([
  [':train f(w) steps=100 lr=0.1', ':train f(w) steps=7 lr=0.1'],
  [':train f(w) lr=0.1', ':train f(w) lr=0.1 steps=7'],
  ['a = :tr f(w)  # slow', 'a = :train f(w) steps=7  # slow'],
])('%s with another number of steps is %s', (line, changed) => {
  expect(kept(line, 'train', { steps: 7 })).toBe(changed);
});

test.each([
  [':ja f(1, 2)', 'jac', ':jac f(1, 2)'],
  ['J = :ja f(1, 2)', 'jac', 'J = :jac f(1, 2)'],
  [':jac f(1, 2)', 'jac', ':jac f(1, 2)'],
  ['?jac', 'help', '?jac'],
  ['exit', 'quit', 'exit'],
])('%s of :%s is kept as %s', (line, name, full) => {
  expect(kept(line, name)).toBe(full);
});
