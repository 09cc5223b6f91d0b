import { describe, expect, test } from 'vitest';
import { svgText } from '../../src/picture/svg.ts';

const line = {
  kind: 'line',
  role: 'f',
  points: [
    [1, 1],
    [10, 0.1],
    [100, 0.01],
  ],
} as const;

describe('a picture in SVG', () => {
  test('has axes with ticks where it has scales', () => {
    const text = svgText({ scales: { x: { kind: 'log' }, y: { kind: 'log' } }, marks: [line] }, 'f by x');
    expect(text).toContain('<title>f by x</title>');
    for (const label of ['1', '10', '100', '0.1', '0.01']) expect(text).toContain(`>${label}</text>`);
    // From the upper left to the lower right corner of the plot.
    expect(text).toContain('M0,0L320,200L640,400');
  });

  test('has none in the plane, whose directions have one scale', () => {
    const text = svgText(
      {
        marks: [
          {
            ...line,
            points: [
              [0, 0],
              [2, 1],
            ],
          },
        ],
      },
      'a line',
    );
    expect(text).toContain('M0,320L640,0');
    expect(text).not.toContain('</text>');
  });

  test('has no markup but its own', () => {
    const marks = [{ kind: 'text', at: [0, 0], text: '<b>' }] as const;
    const text = svgText({ marks }, 'a < b & "c"');
    expect(text).toContain('&lt;b&gt;');
    expect(text).toContain('<title>a &lt; b &amp; &quot;c&quot;</title>');
  });
});
