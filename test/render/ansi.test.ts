import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ansi, plain } from '../../src/render/text/ansi.ts';
import type { Doc, Role } from '../../src/render/text/doc.ts';
import { answerDoc } from '../../src/render/result.ts';
import { answered, array, failed, style } from './drawing.ts';

const doc: Doc = [
  [
    { text: 'J', role: 'name' },
    { text: ' = ', role: 'dim' },
    { text: '6', role: 'number' },
  ],
  [],
  [
    { text: '  ', role: 'caret' },
    { text: '^^', role: 'caret' },
  ],
];

describe('a drawing', () => {
  test('is text, without spaces at the ends of lines', () => {
    expect(plain([...doc, [{ text: 'x   ', role: 'text' }]])).toBe('J = 6\n\n  ^^\nx\n');
    expect(plain([])).toBe('');
  });

  test('has colours by role, as many as the terminal has', () => {
    expect(ansi(doc, '16')).toBe('\u001b[36mJ\u001b[0m\u001b[2m = \u001b[0m6\n\n  \u001b[31m^^\u001b[0m\n');
    expect(ansi(doc, '256')).toBe('\u001b[38;5;31mJ\u001b[0m\u001b[2m = \u001b[0m6\n\n  \u001b[38;5;160m^^\u001b[0m\n');
    expect(ansi(doc, 'full')).toContain('\u001b[38;2;32;136;176mJ\u001b[0m');
    expect(ansi(doc, 'none')).toBe(plain(doc));
  });

  test('is the same text in every colour', () => {
    const roles: Role[] = [
      'text',
      'number',
      'name',
      'label',
      'dim',
      'note',
      'error',
      'heading',
      'command',
      'bar',
      'ok',
      'bad',
    ];
    const line = roles.map((role) => ({ text: `<${role}>`, role }));
    for (const colours of ['16', '256', 'full'] as const) {
      expect(ansi([line], colours).replaceAll(/\u001b\[[\d;]*m/g, '')).toBe(plain([line]));
    }
  });

  test('sends a terminal nothing of its own accord but colours, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const answers = [
          failed(text, {
            code: 'at/twice',
            message: text,
            help: text,
            span: [0, text.length],
            labels: [{ span: [1, 2], text }],
          }),
          answered({ kind: 'text', text }),
          answered(
            array([1, 1], [1], {
              axes: [
                { name: text, labels: [text] },
                { name: text, labels: [text] },
              ],
              title: text,
            }),
          ),
          answered({ kind: 'table', title: text, columns: [text], rows: [[text]] }, { name: text }),
        ];
        for (const answer of answers) {
          const drawing = answerDoc(answer, style);
          expect(plain(drawing)).not.toMatch(/[^\P{Cc}\n]|\p{Cf}|\p{Cs}/u);
          expect(ansi(drawing, '16').replaceAll(/\u001b\[[\d;]*m/g, '')).not.toMatch(/[^\P{Cc}\n]|\p{Cf}|\p{Cs}/u);
        }
      }),
    );
  });
});
