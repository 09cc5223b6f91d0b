import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { layers } from '../../scripts/layers.mjs';

const root = path.resolve(import.meta.dirname, '../..');

/** A project of a few planted files, in which the rules of this one are tried. */
let folder: string;

const plant = (files: Record<string, string>) => {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
};

const leaf = 'export const x = 1;\n';

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'nabla-layers-'));
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the layers', () => {
  test('let a room import what lies below it', async () => {
    plant({ 'src/base/a.ts': leaf, 'src/lang/b.ts': `export { x } from '../base/a.ts';\n` });
    expect(await layers(folder)).toEqual({ modules: 2, faults: [] });
  });

  test('let a command import what lies beside it', async () => {
    plant({ 'commands/a/index.ts': `export { x } from './b.ts';\n`, 'commands/a/b.ts': leaf });
    expect(await layers(folder)).toEqual({ modules: 2, faults: [] });
  });

  test.each([
    ['ops-may', { 'src/ops/a.ts': `export { x } from '../graph/b.ts';\n`, 'src/graph/b.ts': leaf }],
    [
      'lang-may',
      { 'src/lang/a.ts': `export type { X } from '../ops/b.ts';\n`, 'src/ops/b.ts': 'export type X = 1;\n' },
    ],
    [
      'session-may',
      { 'src/session/a.ts': `export const y = () => import('../render/b.ts');\n`, 'src/render/b.ts': leaf },
    ],
    ['commands-may', { 'commands/a.ts': `export { x } from '../src/host/b.ts';\n`, 'src/host/b.ts': leaf }],
    ['commands-apart', { 'commands/a.ts': `export { x } from './b.ts';\n`, 'commands/b.ts': leaf }],
    [
      'commands-apart',
      {
        'commands/a/index.ts': `export { x } from '../b/c.ts';\n`,
        'commands/b/c.ts': leaf,
        'commands/b/index.ts': leaf,
      },
    ],
    ['prompt-by-its-folder', { 'src/cli/a.ts': `export { x } from '../tui/b.ts';\n`, 'src/tui/b.ts': leaf }],
    ['command-by-its-index', { 'commands/all.ts': `export { x } from './a/b.ts';\n`, 'commands/a/b.ts': leaf }],
    ['render-may', { 'src/render/a.ts': `export { x } from '../evaluate/b.ts';\n`, 'src/evaluate/b.ts': leaf }],
    ['tui-may', { 'src/tui/a.ts': `export { x } from '../evaluate/b.ts';\n`, 'src/evaluate/b.ts': leaf }],
    ['answer-may', { 'src/answer/a.ts': `export { x } from '../evaluate/b.ts';\n`, 'src/evaluate/b.ts': leaf }],
    ['no-cycles', { 'src/ad/a.ts': `export * from './b.ts';\n`, 'src/ad/b.ts': `export * from './a.ts';\n` }],
    ['node-in-host-and-cli', { 'src/session/a.ts': `export { EOL } from 'node:os';\n` }],
    ['session-packages', { 'src/session/a.ts': `export { create } from 'mathjs';\n` }],
    ['render-packages', { 'src/render/a.ts': `export { useState } from 'react';\n` }],
    ['resolvable', { 'src/base/a.ts': `export { x } from './nowhere.ts';\n` }],
    ['no-room', { 'src/stray/a.ts': `export { x } from '../base/b.ts';\n`, 'src/base/b.ts': leaf }],
  ])('%s is held', async (rule, files) => {
    plant(files);
    const { faults } = await layers(folder);
    expect(faults.map((fault) => fault.split(':')[0])).toContain(rule);
  });

  test('are read in every file of this project', async () => {
    const { modules, faults } = await layers(root);
    expect(faults).toEqual([]);
    expect(modules).toBeGreaterThan(20);
  });
});
