import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { drawMarks, extentOf, type Mark } from '../../src/picture/marks/index.ts';
import { svgText } from '../../src/picture/svg.ts';
import { answerObject } from '../../src/render/json.ts';
import { ascii, braille } from '../../src/render/pictures/canvas.ts';
import { canvasPen } from '../../src/render/pictures/canvas-pen.ts';
import { lineText } from '../../src/render/text/doc.ts';
import { answered } from '../render/drawing.ts';

/** One of each kind, within the square from (0, -8) to (16, 0). */
const examples: { readonly [K in Mark['kind']]: Extract<Mark, { kind: K }> } = {
  bars: { kind: 'bars', values: [-8, -4, NaN, 0] },
  box: { kind: 'box', at: [8, -4], width: 14, height: 6, text: 'f', round: true, heavy: true },
  cells: {
    kind: 'cells',
    pattern: { rows: 2, columns: 2, starts: Int32Array.of(0, 1, 2), indices: Int32Array.of(1, 0) },
  },
  line: {
    kind: 'line',
    role: 'r',
    points: [
      [0, 0],
      [NaN, 0],
      [4, -4],
      [16, -4],
    ],
  },
  link: {
    kind: 'link',
    points: [
      [0, 0],
      [16, -8],
    ],
  },
  text: { kind: 'text', at: [2, -4], text: 'a < b' },
};

test('each kind is a file of its own', () => {
  const files = readdirSync(path.join(import.meta.dirname, '../../src/picture/marks'));
  const kinds = files.map((file) => path.basename(file, '.ts')).filter((name) => name !== 'index');
  expect(kinds.toSorted()).toEqual(Object.keys(examples).toSorted());
});

describe.each(Object.values(examples))('a mark of kind $kind', (mark) => {
  test('has its room', () => {
    expect(extentOf([mark]).flat().filter(Number.isFinite).length).toBeGreaterThan(0);
  });

  test.each([
    ['braille', braille],
    ['ASCII', ascii],
  ])('is drawn in %s', (_, characters) => {
    const pen = canvasPen(16, 4, characters);
    const unit = pen.across / 16;
    drawMarks([mark], { pen, place: ([x, y]) => [x * unit, -y * unit] });
    const lines = pen.lines().map(lineText);
    expect(lines.join('').trim()).not.toBe('');
    expect(lines.join('\n')).toMatchSnapshot();
  });

  test('is drawn in SVG', () => {
    const [, drawn] = /font-size="13">\n([^]*)\n<\/g>/.exec(svgText({ marks: [mark] }, 'a & b', 10))!;
    expect(drawn).toMatchSnapshot();
  });

  test('is plain data, in JSON too', () => {
    expect(structuredClone(mark)).toEqual(mark);
    const object = answerObject(answered({ kind: 'figure', title: 't', marks: [mark], facts: [] }));
    expect(JSON.parse(JSON.stringify(object['marks']))).toMatchObject([{ kind: mark.kind }]);
  });
});
