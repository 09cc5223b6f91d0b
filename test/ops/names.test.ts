import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeText } from '../../src/explain/node-text.ts';
import { builder } from '../../src/graph/builder.ts';
import { functions } from '../../src/ops/functions.ts';
import { primitiveNames } from '../../src/ops/primitive.ts';
import { samples } from './table.ts';

const words = (text: string): readonly string[] => text.split(' ');

/** Ops that are written by their own names, for no user can type them, and why; those of which their entry says so are not listed. */
const untyped: readonly (readonly [why: string, names: string])[] = [
  ['derivatives are made of it', 'assemble cofactor gaps overGaps place put weightedProjectors weightedTriplets'],
  ['vectors behind values that are typed', 'eigenvectors leftVectors singularVectors'],
  ['functions made of ops are computed with it', 'heldScale medianWeights sorted unsorted'],
  ['it stands for its operand where a branch was decided', 'poison undecided'],
  ['it is typed with square brackets, by what reads whole rows of them', 'slice take'],
];

describe('the notation of ops', () => {
  it('is one that can be typed, or the op is listed with a reason', () => {
    const missing = samples.flatMap(({ op, x }) => {
      const $ = builder();
      const node = $.node($(op, ...x.map((t) => $.input(t.shape))));
      if (node.kind !== 'op') return [];
      const names = x.map((_, i) => 'abcdef'[i]!);
      const text = nodeText(
        node,
        names,
        x.map((t) => t.shape),
      );
      const called = /^(\w+)\(/.exec(text)?.[1];
      return called === undefined || functions.has(called) || op.doc?.typed === false ? [] : [op.name];
    });
    expect([...new Set(missing)].sort()).toEqual(untyped.flatMap(([, names]) => words(names)).sort());
  });
});

const root = path.resolve(import.meta.dirname, '../..');

/** What stands in quotes in a room's files, with the names of ops among it, by file. */
function quotedNames(room: string): readonly (readonly [file: string, names: readonly string[]])[] {
  const names = new Set(primitiveNames());
  const files = readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => /\.tsx?$/.test(file))
    .sort()
    .flatMap((file) => {
      const text = readFileSync(path.join(root, room, file), 'utf8');
      const found = [...text.matchAll(/'([\w ]+)'/g)]
        .map((m) => words(m[1]!))
        .filter((all) => all.every((w) => names.has(w)));
      const unique = [...new Set(found.flat())].sort();
      return unique.length > 0 ? [[`${room}/${file}`, unique] as const] : [];
    });
}

/** Names of ops that are words of other things too. */
const homonyms = words('and or not branch log sign step undecided');

/** Where names of ops may stand in quotes outside the table of ops: why, and in which files which names. */
const quoted: readonly (readonly [why: string, files: Readonly<Record<string, string>>])[] = [
  [
    'instructions of the arithmetic that formulas are compiled to',
    {
      'src/compile/plan/terms.ts': 'abs add ceil div equal floor max mul neg sqrt sub',
      'src/compile/wasm/gather.ts': 'sum',
      'src/compile/wasm/lanes.ts': 'equal',
      'src/compile/wasm/term-writer.ts': 'add mul sub',
    },
  ],
  [
    'elementary functions of the arithmetic that cost other than the rest',
    { 'commands/cost/operation-count.ts': 'pow', 'src/compile/plan/cost.ts': 'sqrt' },
  ],
  [
    'functions by the names that users call them by',
    {
      'src/evaluate/sparse/functions.ts': 'abs reshape sum transpose',
      'src/notation/symbolic/inline.ts': 'pow',
      'src/notation/symbolic/spelling.ts': 'abs ceil fix floor gauss max pow sqrt',
      'src/notation/symbolic/ties.ts': 'max mod where',
      'src/notation/latex.ts': 'mod sum xor',
      'src/notation/symbolic/componentwise.ts': 'max',
      'src/notation/symbolic/differentiate.ts': 'factorial mod where',
      'src/notation/symbolic/formula.ts': 'xor',
      'src/notation/symbolic/rules.ts':
        'acos acosh acot acsc acsch asec asech asin asinh atan atanh cos cosh cot coth csc csch exp sec sech sin sinh sqrt tan tanh',
    },
  ],
  [
    'the notation of ops',
    {
      'src/explain/node-text.ts':
        'div heldGreatest heldScale logBase max maximum minimum mul polygamma pow round roundTo xor zeta zetaDerivative',
      'src/render/explained/tape.ts': 'concat slice take',
    },
  ],
  [
    'commands of the same name, or that call a function by its name',
    {
      'commands/area/index.ts': 'det',
      'commands/det.ts': 'det',
      'commands/inv.ts': 'inv',
      'commands/logdet.ts': 'logdet',
      'commands/rank.ts': 'rank',
      'commands/solve.ts': 'solve',
    },
  ],
];

describe('names of ops', () => {
  const rooms = words('graph ad compile train evaluate explain notation derive command render').map((r) => `src/${r}`);
  it('stand outside the table of ops only where they are listed', () => {
    const found = [...rooms, 'commands'].flatMap(quotedNames).flatMap(([file, names]) => {
      const meant = names.filter((name) => !homonyms.includes(name));
      return meant.length > 0 ? [[file, meant.join(' ')]] : [];
    });
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(quoted.flatMap(([, files]) => Object.entries(files))));
  });
});
