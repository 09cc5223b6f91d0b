import type { Code } from '../src/base/codes/codes.ts';
import { fail } from '../src/base/fault.ts';
import { nearest } from '../src/base/nearest.ts';
import type { Span } from '../src/base/span.ts';
import { functions } from '../src/ops/functions.ts';
import {
  type Command,
  type CommandContext,
  commandGroups,
  type CommandTable,
  type Outcome,
} from '../src/command/command.ts';
import { command } from '../src/command/declaration.ts';
import { words } from '../src/command/operands.ts';
import { forms } from '../src/evaluate/call.ts';
import { constants } from '../src/evaluate/constants.ts';
import { borrowedNames, libraryHelp } from '../src/evaluate/library.ts';
import { optionText } from '../src/command/usage.ts';
import type { TableResult } from '../src/answer/result.ts';
import { definitionText, kindOf, shortText } from '../src/session/summary.ts';
import { isSparse, isTensor } from '../src/evaluate/value.ts';

/** `:help`: what Nabla can do, in its own words. */
export const help = command({
  name: 'help',
  group: 'session',
  summary: 'The commands, or all about one of them, about a function, an option, a name or the code of an error.',
  details: '?jac and help jac, without the colon, mean the same.',
  takes: words('[COMMAND, FUNCTION, OPTION, GROUP, CODE or functions]'),
  options: {},
  examples: [
    { lines: [':help jac'], shows: 'text' },
    { lines: [':help sin'], shows: 'text' },
    { lines: [':help functions'], shows: 'table' },
    { lines: [':help arity/too-few'], shows: 'text' },
    { lines: [':help jaz'], fault: 'help/unknown' },
  ],
  run: async ([word], _options, context) => {
    if (!word) return shown(commandsTable(await all(context.commands)));
    return topic(word.text.replace(/^:/, ''), word.span, context);
  },
});

const shown = (result: Outcome['result']): Outcome => ({ ...(result && { result }), transient: true });
const text = (...paragraphs: readonly string[]): Outcome =>
  shown({ kind: 'text', text: paragraphs.filter(Boolean).join('\n\n') });

const all = ({ names, load }: CommandTable): Promise<readonly Command[]> =>
  Promise.all(names.map((name) => load(name)));

async function topic(name: string, span: Span, context: CommandContext): Promise<Outcome> {
  const { commands, session } = context;
  const loaded = await all(commands);
  const ofGroup = loaded.filter((command) => command.group === name);
  if (ofGroup.length > 0) return shown(commandsTable(ofGroup));
  if (name === 'functions') return shown(functionsTable());
  if (name === 'options') return shown(optionsTable(loaded));
  const exact = loaded.find((command) => command.name === name);
  if (exact) return text(...page(exact));
  const bound = session.names.get(name);
  if (bound)
    return text(
      `${name}: ${kindOf(bound.value)}`,
      isTensor(bound.value) || isSparse(bound.value) || bound.value.kind === 'text'
        ? shortText(bound.value, session.settings.digits)
        : definitionText(bound.value),
    );
  const builtin = functions.get(name);
  if (builtin)
    return text(
      builtin.usage,
      builtin.doc.summary,
      builtin.op?.convention ? `Where it has no derivative: ${builtin.op.convention}.` : '',
      builtin.undifferentiated ? `It has no derivative: ${builtin.undifferentiated}.` : '',
      `Group: ${builtin.doc.group}.`,
    );
  const lent = libraryHelp(name);
  if (lent) return text(...lent);
  const form = forms.get(name);
  if (form) return text(form.usage, form.summary);
  const constant = constants.get(name);
  if (constant !== undefined) return text(`${name} = ${constant}`);
  const { codes } = await import('../src/base/codes/codes.ts');
  if (Object.hasOwn(codes, name)) return text(name, codes[name as Code], await exampleText(name as Code));
  const meanings = meaningsOf(loaded, name);
  if (meanings.size > 0)
    return text(...[...meanings].map(([meaning, takers]) => `${meaning} Taken by ${takers.join(' ')}.`));
  const begun = loaded.filter((command) => name !== '' && command.name.startsWith(name));
  if (begun.length === 1) return text(...page(begun[0]!));
  const known = [
    ...commands.names,
    ...loaded.map(({ group }) => group),
    ...session.names.keys(),
    ...functions.keys(),
    ...forms.keys(),
    ...borrowedNames,
    ...constants.keys(),
    ...Object.keys(codes),
    ...optionKeys(loaded),
    'functions',
    'options',
  ];
  const near = nearest(name, known);
  fail('help/unknown', `there is no help on ${name}`, {
    span,
    help: near ? `Did you mean ${near}?` : ':help lists the commands, :help functions the functions.',
  });
}

/** One row per command, the group's name beside its first. */
function commandsTable(commands: readonly Command[]): TableResult {
  const rows = commandGroups.flatMap((group) =>
    commands
      .filter((c) => c.group === group)
      .map(({ name, summary }, i) => [i === 0 ? group : '', `:${name}`, summary]),
  );
  return {
    kind: 'table',
    title: ':help jac says all about one, :help functions lists the functions',
    columns: ['group', 'command', ''],
    rows,
  };
}

/** One row per group with the names of its functions. */
function functionsTable(): TableResult {
  const builtins = [...functions.values()];
  const groups = [...new Set(builtins.map(({ doc }) => doc.group))];
  const rows = groups.map((group) => [
    group,
    builtins
      .filter(({ doc }) => doc.group === group)
      .map(({ name }) => name)
      .join(' '),
  ]);
  return {
    kind: 'table',
    title: ':help sin says all about one',
    columns: ['group', 'functions'],
    rows: [...rows, ['more', [...forms.keys()].join(' ')], ['borrowed', [...borrowedNames].join(' ')]],
  };
}

/** All about a command, in paragraphs. */
function page({ usage, summary, details, options, examples }: Command): readonly string[] {
  return [
    usage,
    summary,
    details ?? '',
    Object.entries(options)
      .map(([key, type]) => `  ${key}=${type.usage}\n    ${optionText(type)}`)
      .join('\n'),
    examples.length === 0
      ? ''
      : [
          'Examples',
          ...examples.map(({ lines, ...said }) =>
            [...lines.map((line) => `  ${line}`), ...expectation(said)].join('\n'),
          ),
        ].join('\n'),
  ];
}

/** Lines that give a code, where short ones do. */
async function exampleText(code: Code): Promise<string> {
  const lines = (await import('../src/base/codes/examples.ts')).codeExamples[code];
  return lines ? ['Example', ...lines.map((line) => `  ${line}`)].join('\n') : '';
}

/** What the last line of an example gives, as a script would expect it. */
const expectation = ({ answers, fault, note }: Omit<Command['examples'][number], 'lines'>): readonly string[] => [
  ...(answers === undefined ? [] : [`  #= ${answers}`]),
  ...(note === undefined ? [] : [`  #? ${note}`]),
  ...(fault === undefined ? [] : [`  #! ${fault}`]),
];

const optionKeys = (commands: readonly Command[]): readonly string[] => [
  ...new Set(commands.flatMap(({ options }) => Object.keys(options))),
];

/** All that an option says of itself, each with the commands that say it. */
function meaningsOf(commands: readonly Command[], key: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { name, options } of commands) {
    const type = Object.hasOwn(options, key) ? options[key] : undefined;
    if (!type) continue;
    const text = `${key}=${type.usage}\n${optionText(type)}`;
    found.set(text, [...(found.get(text) ?? []), `:${name}`]);
  }
  return found;
}

/** One row per option and meaning. */
function optionsTable(commands: readonly Command[]): TableResult {
  const summaries = (key: string): readonly string[] => [
    ...new Set(commands.flatMap(({ options }) => (Object.hasOwn(options, key) ? [options[key]!.summary] : []))),
  ];
  return {
    kind: 'table',
    title: ':help wrt says all about one',
    columns: ['option', 'meaning'],
    rows: optionKeys(commands).flatMap((key) =>
      summaries(key).map((meaning, i) => [i === 0 ? `${key}=` : '', meaning]),
    ),
  };
}
