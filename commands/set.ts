import { backendNames } from '../src/compile/compile.ts';
import { blasState } from '../src/tensor/kernels.ts';
import { fail } from '../src/base/fault.ts';
import type { Command } from '../src/command/command.ts';
import { wholeOption, wordOption } from '../src/command/option.ts';
import type { Session } from '../src/evaluate/session.ts';

const LARGEST_SEED = 2 ** 32 - 1;

/** `:set`: the session's settings. */
export const set: Command = {
  name: 'set',
  group: 'session',
  usage:
    ':set [digits=6] [layout=numerator|denominator] [backend=auto|interpreter|javascript|wasm] [blas=on|off] [seed=1]',
  summary: 'Shows the settings, or changes those that are named.',
  details:
    'digits is how many significant digits people are shown; JSON always has all of them. layout is how commands show derivatives; operators in expressions always compute in numerator layout. backend is what runs graphs; auto chooses by the graph and its shapes, and the others are for comparing. blas is whether large matrices go to the BLAS and LAPACK of the system, where the package koffi finds them. seed starts the random numbers anew.',
  options: ['digits', 'layout', 'backend', 'blas', 'seed'],
  operands: 'words',
  examples: [
    { lines: ['f(x, y) = [x^2 + y^2, x*y]', ':set layout=denominator', ':jac f(1, 2)'], answers: '[2, 2; 4, 1]' },
    { lines: [':set seed=7', 'a = random()', ':set seed=7', 'b = random()', 'a - b'], answers: '0' },
    { lines: [':set digits=40'], fault: 'option/value' },
  ],
  run: (call, { session }) => {
    const [word] = call.words;
    if (word)
      fail('operand/extra', ':set takes options', {
        span: word.span,
        help: 'Write :set digits=6, without blanks around the =.',
      });
    const digits = wholeOption(call, 'digits', 1, 17);
    const layout = wordOption(call, 'layout', ['numerator', 'denominator'] as const);
    const backend = wordOption(call, 'backend', backendNames);
    const blas = wordOption(call, 'blas', ['on', 'off'] as const);
    const seed = wholeOption(call, 'seed', 0, LARGEST_SEED);
    if (call.options.length === 0)
      return {
        result: { kind: 'table', columns: ['setting', 'value', 'meaning'], rows: rowsOf(session) },
        transient: true,
      };
    const { settings } = session;
    const after: Session = {
      ...session,
      settings: {
        digits: digits ?? settings.digits,
        layout: layout ?? settings.layout,
        backend: backend ?? settings.backend,
        blas: blas ?? settings.blas,
      },
      ...(seed === undefined ? {} : { seed, draws: 0 }),
    };
    const said = [
      ...(digits === undefined ? [] : [`digits=${digits}`]),
      ...(layout === undefined ? [] : [`layout=${layout}`]),
      ...(backend === undefined ? [] : [`backend=${backend}`]),
      ...(blas === undefined ? [] : [`blas=${blas}`]),
      ...(seed === undefined ? [] : [`seed=${seed}`]),
    ];
    return { session: after, result: { kind: 'text', text: said.join(' ') } };
  },
};

const rowsOf = ({ settings, seed, draws }: Session): (readonly [string, string, string])[] => [
  ['digits', String(settings.digits), 'significant digits shown; JSON always has all'],
  ['layout', settings.layout, 'how commands show derivatives'],
  ['backend', settings.backend, 'what runs graphs'],
  ['blas', settings.blas, `the system's, for large matrices: ${blasState()}`],
  ['seed', String(seed), `of random numbers, ${draws} drawn so far`],
];
