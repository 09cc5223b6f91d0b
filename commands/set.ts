import { fail } from '../src/base/fault.ts';
import type { Runtime } from '../src/compile/runtime.ts';
import type { Options, OptionType, Takes } from '../src/command/command.ts';
import { command } from '../src/command/declaration.ts';
import { whole, word } from '../src/command/option.ts';
import { seed } from '../src/command/options.ts';
import type { Session } from '../src/evaluate/session.ts';
import { type Settings, settings } from '../src/evaluate/settings.ts';

/** The seed is a setting too, but what it changes is where random numbers start, not the settings. */
const options = {
  ...optionsOf(),
  seed: seed({ most: 2 ** 32 - 1, otherwise: '1 at the start, as it is afterwards' }),
};

type Setting = keyof Settings;

/** Settings as options, which stay as they are where they are left out. */
function optionsOf(): { readonly [K in Setting]: OptionType<Settings[K] | undefined> } {
  const types = Object.entries(settings).map(([name, { values, start, meaning }]): [string, OptionType] => {
    const said = {
      summary: `${meaning[0]!.toUpperCase()}${meaning.slice(1)}.`,
      otherwise: `${start} at the start, as it is afterwards`,
    };
    return [
      name,
      'least' in values
        ? whole({ ...values, ...said, usage: String(start) })
        : word<string>({ words: values, ...said }),
    ];
  });
  return Object.fromEntries(types) as ReturnType<typeof optionsOf>;
}

/** Options alone; a word is one that has blanks around its `=`. */
const optionsAlone: Takes<void> = {
  usage: '',
  operands: 'words',
  read: ({ words: [word] }) => {
    if (!word) return;
    fail('operand/extra', ':set takes options', {
      span: word.span,
      help: 'Write :set digits=6, without blanks around the =.',
    });
  },
};

/** `:set`: the session's settings. */
export const set = command({
  name: 'set',
  group: 'session',
  summary: 'Shows the settings, or changes those that are named.',
  takes: optionsAlone,
  options,
  examples: [
    { lines: ['f(x, y) = [x^2 + y^2, x*y]', ':set layout=denominator', ':jac f(1, 2)'], answers: '[2, 2; 4, 1]' },
    { lines: [':set seed=7', 'a = random()', ':set seed=7', 'b = random()', 'a - b'], answers: '0' },
    { lines: [':set digits=40'], fault: 'option/value' },
  ],
  run: (_nothing, given, { session, evaluator }) => {
    const changed = Object.keys(options).filter((key) => given.given(key as keyof typeof options));
    if (changed.length === 0) {
      return {
        result: { kind: 'table', columns: ['setting', 'value', 'meaning'], rows: rowsOf(session, evaluator.runtime) },
        transient: true,
      };
    }
    return {
      session: changedBy(session, given),
      result: { kind: 'text', text: changed.map((key) => `${key}=${given[key as keyof typeof options]}`).join(' ') },
    };
  },
});

/** The session with the settings that are given. */
function changedBy(session: Session, given: Options<typeof options>): Session {
  const kept = Object.entries(session.settings).map(([key, value]) => [key, given[key as Setting] ?? value]);
  const changed = { ...session, settings: Object.fromEntries(kept) as Settings };
  return given.seed === undefined ? changed : { ...changed, seed: given.seed, draws: 0 };
}

const rowsOf = (
  { settings: now, seed: start, draws }: Session,
  runtime: Runtime,
): (readonly [string, string, string])[] => [
  ...Object.entries(settings).map(([name, { meaning, state }]): [string, string, string] => [
    name,
    String(now[name as Setting]),
    state ? `${meaning}: ${state(runtime)}` : meaning,
  ]),
  ['seed', String(start), `of random numbers, ${draws} drawn so far`],
];
