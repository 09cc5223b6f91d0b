// @ts-check
// Writes docs/commands.md, docs/ops.md and docs/codes.md from the commands', functions' and codes' own words; `--check` compares instead.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './bundle.mjs';
import { fromSource } from './source.mjs';

const {
  argumentText,
  borrowed,
  codes,
  codeExamples,
  commandGroups,
  commandTable,
  functions,
  optionText,
  refused,
  usageOf,
} = await fromSource(`
  export { commandTable } from './commands/index.ts';
  export { codes } from './src/base/codes/codes.ts';
  export { codeExamples } from './src/base/codes/examples.ts';
  export { commandGroups } from './src/command/command.ts';
  export { optionText } from './src/command/usage.ts';
  export { argumentText, borrowed, usageOf } from './src/mathjs/borrowed.ts';
  export { refused } from './src/mathjs/refused.ts';
  export { functions } from './src/ops/functions.ts';`);

/** @type {import('../src/command/command.ts').Command[]} */
const commands = await Promise.all(
  [...commandTable.names].sort().map((/** @type {string} */ name) => commandTable.load(name)),
);

/** @type {import('../src/ops/builtin.ts').Builtin[]} */
const builtins = [...functions.values()];

/** @type {import('../src/mathjs/borrowed.ts').Borrowed[]} */
const lent = [...borrowed.values()];

/**
 * The groups of a list, in the order in which they first appear.
 * @template T
 * @param {readonly T[]} list
 * @param {(item: T) => string} groupOf
 */
function groups(list, groupOf) {
  /** @type {Map<string, T[]>} */
  const found = new Map();
  for (const item of list) found.set(groupOf(item), [...(found.get(groupOf(item)) ?? []), item]);
  return [...found];
}

/** @param {string} text */
const cell = (text) => text.replaceAll('|', '\\|');

/** @param {import('../src/command/command.ts').Command} command */
const commandPage = ({ name, usage, summary, details, options, examples }) => [
  `### :${name}`,
  '',
  `\`${usage}\``,
  '',
  summary,
  '',
  ...(details ? [details, ''] : []),
  ...Object.entries(options).map(([key, type]) => `- \`${key}=${type.usage}\`: ${optionText(type)}`),
  ...(Object.keys(options).length > 0 ? [''] : []),
  ...(examples.length > 0
    ? [
        '```',
        ...examples.flatMap(({ lines, answers, fault, note }) => [
          ...lines,
          ...(answers === undefined ? [] : [`#= ${answers}`]),
          ...(note === undefined ? [] : [`#? ${note}`]),
          ...(fault === undefined ? [] : [`#! ${fault}`]),
        ]),
        '```',
        '',
      ]
    : []),
];

/**
 * A code, what it means, what to do, and the lines that give it.
 * @param {string} code
 */
function codeRow(code) {
  const text = codes[code];
  const end = text.indexOf('. ') + 1;
  const lines = (codeExamples[code] ?? []).map((/** @type {string} */ line) => `\`${line}\``).join('<br>');
  return `| \`${code}\` | ${[text.slice(0, end), text.slice(end + 1), lines].map(cell).join(' | ')} |`;
}

const generated = '<!-- Written by scripts/docs.mjs from the source; `npm run docs` writes it again. -->';

const pages = {
  'docs/commands.md': [
    '# Commands',
    '',
    generated,
    '',
    'Any unique beginning of a name will do. `#=` shows what the line above it answers, `#!` the error that it gives.',
    '',
    ...groups(
      commands.toSorted((a, b) => commandGroups.indexOf(a.group) - commandGroups.indexOf(b.group)),
      ({ group }) => group,
    ).flatMap(([group, members]) => [
      `## ${group[0]?.toUpperCase()}${group.slice(1)}`,
      '',
      ...members.flatMap(commandPage),
    ]),
  ],
  'docs/ops.md': [
    '# Functions',
    '',
    generated,
    '',
    "Scalar functions act on arrays entry by entry and broadcast. All are Nabla's own; [what is borrowed from mathjs](library.md) is on a",
    'page of its own, with what is refused.',
    '',
    ...groups(builtins, ({ doc }) => doc.group).flatMap(([group, members]) => [
      `## ${group[0]?.toUpperCase()}${group.slice(1)}`,
      '',
      '| function | |',
      '|---|---|',
      ...members.map(({ usage, doc }) => `| \`${cell(usage)}\` | ${cell(doc.summary)} |`),
      '',
    ]),
  ],
  'docs/library.md': [
    '# Functions of mathjs',
    '',
    generated,
    '',
    'Every function of mathjs is one of three: Nabla has it [itself](ops.md), borrows it, or refuses it. What is borrowed has no derivative, takes',
    'what the table says and nothing else, and is held to mpmath or to the laws that define it over all of that; NaN and infinity',
    'in its answer are noted as `library/nan` and `library/infinite`, and what it does not take is `library/argument`. What is refused says what to use',
    'instead: `library/refused`.',
    '',
    '## Borrowed',
    '',
    '| function | answers | takes | held |',
    '|---|---|---|---|',
    ...lent.map(
      (entry) =>
        `| \`${usageOf(entry)}\` | ${cell(entry.summary)} | ${entry.takes
          .map((/** @type {import('../src/mathjs/borrowed.ts').Argument} */ x) => `${x.name}: ${argumentText(x)}`)
          .join('; ')} | ${entry.held} |`,
    ),
    '',
    '## Refused',
    '',
    '| function | why | instead |',
    '|---|---|---|',
    ...[...refused].map(
      (/** @type {[string, import('../src/mathjs/refused.ts').Refused]} */ [name, { why, help }]) =>
        `| \`${name}\` | ${cell(why)} | ${cell(help)} |`,
    ),
    '',
  ],
  'docs/codes.md': [
    '# Codes of errors and notes',
    '',
    generated,
    '',
    'An error and a note end in their code. `:help arity/too-few` explains one at the prompt, and a script expects it:',
    '`#! arity/too-few` behind a line that fails, `#? derivative/kink` behind one whose answer has a note. An operand too',
    'many or too few of a command is `operand/extra` or `operand/missing`, an argument of a function `arity/too-many` or',
    '`arity/too-few`.',
    '',
    ...groups(Object.keys(codes).toSorted(), (code) => code.split('/')[0] ?? '').flatMap(([group, members]) => [
      `## ${group}`,
      '',
      '| code | what it means | what to do | example |',
      '|---|---|---|---|',
      ...members.map(codeRow),
      '',
    ]),
  ],
};

const check = process.argv.includes('--check');
for (const [file, lines] of Object.entries(pages)) {
  const text = `${lines.join('\n').trimEnd()}\n`;
  const target = path.join(root, file);
  if (!check) writeFileSync(target, text);
  else if (readFileSync(target, 'utf8') !== text) {
    console.log(`${file} is not what the source says: npm run docs`);
    process.exitCode = 1;
  }
}
