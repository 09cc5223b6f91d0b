import { command } from '../src/command/declaration.ts';
import { nothing } from '../src/command/operands.ts';
import { kindOf, shortText } from '../src/session/summary.ts';

/** `:list`: the session's names. */
export const list = command({
  name: 'list',
  group: 'session',
  summary: 'The names of this session: what each is, and its value or definition in short.',
  details: ':show NAME shows one of them in full.',
  takes: nothing,
  options: {},
  examples: [{ lines: ['f(x) = x^2', 'A = [1, 2; 3, 4]', ':list'], shows: 'table' }],
  run: (_nothing, _options, { session }) => {
    const { names, settings } = session;
    if (names.size === 0) {
      return { result: { kind: 'text', text: 'No names yet. Define one: x = 3, or f(x) = x^2.' }, transient: true };
    }
    const rows = [...names].map(([name, { value }]) => [name, kindOf(value), shortText(value, settings.digits)]);
    return { result: { kind: 'table', columns: ['name', 'kind', 'value'], rows }, transient: true };
  },
});
