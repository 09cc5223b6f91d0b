import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineText } from '../../src/render/text/doc.ts';
import { answerDoc } from '../../src/render/result.ts';
import type { Style } from '../../src/render/text/style.ts';
import { textWidth } from '../../src/render/text/width.ts';
import type { Answered, Failed, Result } from '../../src/answer/result.ts';
import { answered, array, failed, style } from './drawing.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ maxLength: 80 }),
  fc.constantFrom('x', 'f1', '日本語'),
);
const number = fc.oneof(fc.double(), fc.integer().map(Number));
const shape = fc.oneof(
  fc.constant<number[]>([]),
  fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 2 }),
  fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 3, maxLength: 4 }),
);
const span = fc.tuple(fc.nat(60), fc.nat(60)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

const tensor = shape.chain((extents) => {
  const size = extents.reduce((n, d) => n * d, 1);
  const labelled = fc.record({
    name: text,
    labels: fc.array(text, { minLength: 60, maxLength: 60 }),
  });
  return fc
    .record({
      seeds: fc.array(number, { minLength: 7, maxLength: 7 }),
      axes: fc.option(
        fc.tuple(
          ...extents.map(() =>
            fc.oneof(
              labelled,
              text.map((name) => ({ name })),
            ),
          ),
        ),
        { nil: undefined },
      ),
      title: text,
    })
    .map(({ seeds, axes, title }) => ({
      shape: extents,
      data: Float64Array.from({ length: size }, (_, i) => seeds[i % 7]!),
      title,
      ...(axes && { axes }),
    }));
});

const scale = fc.record({ kind: fc.constantFrom('linear' as const, 'log' as const) });

const pattern = fc
  .record({ rows: fc.nat(60), columns: fc.nat(60), draws: fc.array(fc.nat(59), { maxLength: 60 }) })
  .map(({ rows, columns, draws }) => {
    const starts = new Int32Array(rows + 1);
    const indices: number[] = [];
    for (let i = 0; i < rows; i++) {
      if (columns > 0 && i < draws.length) indices.push(draws[i]! % columns);
      starts[i + 1] = indices.length;
    }
    return { rows, columns, starts, indices: Int32Array.from(indices) };
  });

const effort = fc.record({ forward: fc.nat(), reverse: fc.nat(), instead: fc.nat() });

const sparsePart = fc.record({ pattern, title: text, axis: text, value: number }).map((part) => ({
  shape: [part.pattern.rows, part.pattern.columns],
  pattern: part.pattern,
  values: new Float64Array(part.pattern.indices.length).fill(part.value),
  axes: [{ name: part.axis }, { name: part.axis }],
  title: part.title,
}));

const facts = fc.array(fc.tuple(text, fc.oneof(text, number)), { maxLength: 4 });

const table = fc.integer({ min: 1, max: 7 }).chain((count) =>
  fc.record({
    kind: fc.constant('table' as const),
    title: text,
    columns: fc.array(text, { minLength: count, maxLength: count }),
    rows: fc.array(fc.array(fc.oneof(text, number), { minLength: count, maxLength: count }), { maxLength: 5 }),
    facts,
  }),
);

const point = fc.tuple(number, number);
const result: fc.Arbitrary<Result> = fc.oneof(
  tensor.map(({ title, ...part }): Result => ({
    kind: 'array',
    parts: [{ name: [], ...part }],
    title,
    layout: 'numerator',
  })),
  table,
  fc.record({ kind: fc.constant('text' as const), text }),
  fc.array(tensor, { maxLength: 3 }).chain((parts) =>
    text.map((name): Result => ({
      kind: 'array',
      parts: parts.map(({ title: _, ...part }) => ({ ...part, name: [name] })),
    })),
  ),
  fc.tuple(sparsePart, effort).map(([{ title, ...part }, made]): Result => ({
    kind: 'array',
    parts: [{ name: [], ...part }],
    title,
    effort: made,
  })),
  sparsePart.map(({ values: _, ...part }): Result => ({ kind: 'pattern', ...part })),
  fc.tuple(fc.array(sparsePart, { maxLength: 3 }), text, effort).map(([parts, name, made]): Result => ({
    kind: 'array',
    parts: parts.map(({ title: _, ...part }) => ({ ...part, name: [name] })),
    title: name,
    effort: made,
  })),
  fc.record({
    kind: fc.constant('training' as const),
    params: fc.array(tensor, { maxLength: 2 }).map((parts) => parts.map((part) => ({ ...part, name: ['W1'] }))),
    steps: fc.nat(),
    loss: fc.record({ start: number, end: number }),
    curve: fc.array(fc.tuple(fc.nat(), number)),
    stopped: fc.constantFrom('steps' as const, 'interrupted' as const, 'diverged' as const, 'tolerance' as const),
  }),
  fc.record(
    {
      kind: fc.constant('figure' as const),
      title: text,
      scales: fc.record({ x: scale, y: scale }),
      marks: fc.array(
        fc.oneof(
          fc.record({
            kind: fc.constant('line' as const),
            role: text,
            points: fc.array(point),
            dashed: fc.boolean(),
          }),
          fc.record({ kind: fc.constant('text' as const), at: point, text }),
          fc.record({ kind: fc.constant('bars' as const), values: fc.array(number) }),
        ),
      ),
      facts,
      tables: fc.array(table, { maxLength: 2 }),
    },
    { requiredKeys: ['kind', 'title', 'marks', 'facts', 'tables'] },
  ),
  fc.record({
    kind: fc.constant('checks' as const),
    title: text,
    verdict: fc.constantFrom('agree' as const, 'disagree' as const, 'undecided' as const),
    parts: fc
      .array(tensor, { maxLength: 2 })
      .chain((parts) => text.map((name) => parts.map((part) => ({ ...part, name: [name] })))),
    checks: fc.array(fc.record({ name: text, ok: fc.boolean(), error: number, detail: text })),
  }),
  fc.array(fc.record({ name: text, op: text, shape }), { minLength: 1, maxLength: 5 }).map((nodes): Result => ({
    kind: 'graph',
    title: 'graph',
    nodes: nodes.map((node, i) => ({ ...node, args: Array.from({ length: i }, (_, j) => j) })),
    outputs: [0],
  })),
);

const note = fc.record({ code: fc.constant('derivative/kink'), message: text, span, entries: fc.nat() });
const answer: fc.Arbitrary<Answered | Failed> = fc.oneof(
  fc.tuple(result, text, fc.array(note, { maxLength: 2 })).map(([r, name, notes]) => answered(r, { name, notes })),
  fc
    .tuple(text, text, span, fc.array(fc.record({ span, text }), { maxLength: 3 }))
    .map(([input, message, at, labels]) =>
      failed(input, { code: 'at/twice', message, help: message, span: at, labels }),
    ),
);

const styles: fc.Arbitrary<Style> = fc.record({
  width: fc.integer({ min: 40, max: 130 }),
  digits: fc.integer({ min: 1, max: 17 }),
  ascii: fc.boolean(),
  plain: fc.boolean(),
});

describe('every answer', () => {
  test('fits the terminal, whatever the user wrote', () => {
    fc.assert(
      fc.property(answer, styles, (each, drawnIn) => {
        const lines: string[] = answerDoc(each, drawnIn).map(lineText);
        expect(lines.filter((line) => textWidth(line) > drawnIn.width)).toEqual([]);
        expect(lines.filter((line) => line.includes('\n'))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('is drawn in ASCII where it is asked to and the user wrote no more', () => {
    fc.assert(
      fc.property(tensor, styles, ({ shape, data }, drawnIn) => {
        const doc = answerDoc(answered(array(shape, data, { layout: 'numerator' })), { ...drawnIn, ascii: true });
        for (const line of doc) expect(lineText(line)).toMatch(/^[ -~]*$/);
      }),
    );
  });

  test('of a million entries is a screen or two, that of a thousand lines all of them', () => {
    const rows = Array.from({ length: 1000 }, (_, i) => [`name${i}`, Math.sin(i), Math.exp(i / 100), 'what it is']);
    const big = Float64Array.from({ length: 1e6 }, (_, i) => Math.cos(i));
    const lines = (result: Result): number => answerDoc(answered(result), style).length;
    expect(lines({ kind: 'table', columns: ['name', 'sin', 'exp', 'text'], rows })).toBeGreaterThanOrEqual(1000);
    expect(lines({ kind: 'text', text: 'one line of help\n'.repeat(1000) })).toBeGreaterThanOrEqual(1000);
    for (const shape of [[1000, 1000], [1000000], [100, 100, 100]]) expect(lines(array(shape, big))).toBeLessThan(100);
  });
});
