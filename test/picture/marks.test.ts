import { describe, expect, test } from 'vitest';
import { drawMarks, extentOf, type Mark, markKinds } from '../../src/picture/marks.ts';
import { svgText } from '../../src/picture/svg.ts';
import { answerObject } from '../../src/render/json.ts';
import { ascii, braille } from '../../src/render/pictures/canvas.ts';
import { canvasPen } from '../../src/render/pictures/canvas-pen.ts';
import { lineText } from '../../src/render/text/doc.ts';
import { answered } from '../render/drawing.ts';

const examples = Object.entries(markKinds).map(([kind, { example }]) => ({ kind, ...example }) as Mark);

describe.each(examples)('a mark of kind $kind', (mark) => {
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
