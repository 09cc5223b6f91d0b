import { describe, expect, test } from 'vitest';
import { bundle, entries, staticInputs } from '../../scripts/bundle.mjs';

const metafile = await bundle(entries(), { write: false });
const heavy = /node_modules\/(mathjs|ink|react|react-reconciler|yoga-layout)\//;

describe('the bundle', () => {
  test.each(['src/cli/main.ts', 'src/index.ts'])('loads neither mathjs nor Ink with %s', (source) => {
    const inputs = staticInputs(metafile, source);
    expect(inputs).toContain(source);
    expect(inputs.filter((file) => heavy.test(file))).toEqual([]);
  });

  test('holds both all the same, behind import()', () => {
    const inputs = Object.keys(metafile.inputs);
    expect(inputs.some((file) => file.includes('node_modules/mathjs/'))).toBe(true);
    expect(inputs.some((file) => file.includes('node_modules/ink/'))).toBe(true);
  });

  test('needs no package at run time', () => {
    const external = Object.values(metafile.outputs).flatMap(({ imports }) =>
      imports.filter((edge) => edge.external && !edge.path.startsWith('node:')).map((edge) => edge.path),
    );
    expect(external).toEqual([]);
  });
});
