import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineText } from '../../src/render/text/doc.ts';
import { textWidth } from '../../src/render/text/width.ts';
import { choiceRows } from '../../src/tui/choices.ts';
import { echoDoc } from '../../src/tui/echo.ts';
import { editorOf } from '../../src/tui/editor.ts';
import { roles } from '../../src/tui/roles.ts';
import { promptOf } from '../../src/tui/state.ts';
import type { PromptState } from '../../src/tui/state.ts';
import { rowsGained } from '../../src/tui/use-reflow.ts';
import { liveHeight, view } from '../../src/tui/view.ts';

const screen = { columns: 40, rows: 24, ascii: false, digits: 6 };
const written = (text: string, rest: Partial<PromptState> = {}): PromptState => ({
  ...promptOf([]),
  editor: editorOf(text),
  ...rest,
});

/** The rows as text with the cursor as `_`. */
function drawn(state: PromptState, on = screen): readonly string[] {
  const { rows, cursor } = view(state, on, roles(state.editor.text));
  return rows.map((row, y) => {
    const text = lineText(row);
    return y === cursor.y ? `${text.padEnd(cursor.x).slice(0, cursor.x)}_${text.slice(cursor.x)}` : text;
  });
}

describe('the live region', () => {
  it('shows the text behind its mark, further lines behind theirs', () => {
    expect(drawn(written('A = [1, 2;\n  3, 4]'))).toEqual(['> A = [1, 2;', '.   3, 4]_']);
  });

  it("breaks a line before the last column, which is the cursor's", () => {
    expect(drawn(written('x'.repeat(50)))).toEqual([`> ${'x'.repeat(37)}`, `  ${'x'.repeat(13)}_`]);
    expect(drawn(written('x'.repeat(37)))).toEqual([`> ${'x'.repeat(37)}_`]);
  });

  it('counts columns, not characters', () => {
    const { cursor } = view(written('日本e\u0301'), screen, roles('日本e\u0301'));
    expect(cursor).toEqual({ x: 7, y: 0 });
  });

  it('spells out what a terminal would obey or hide', () => {
    expect(drawn(written('a\u202eb\u200b'))).toEqual(['> a\\u202eb\\u200b_']);
  });

  it('says how a job goes and how to stop it', () => {
    const curve = Array.from({ length: 40 }, (_, i) => [i * 10, 40 - i] as const);
    const job = {
      input: ':train',
      progress: { step: 400, steps: 1000, loss: 0.0123456, curve },
      visible: true,
      stopping: false,
    };
    expect(drawn(written('x', { job }), { ...screen, columns: 80 })).toEqual([
      'step  400/1000  loss 0.01235   ██▇▇▇▆▆▅▅▅▄▄▃▃▃▂▂▁▁  Ctrl-C keeps the parameters',
      '> x_',
    ]);
    expect(drawn(written('', { job: { ...job, progress: undefined }, waiting: ['a', 'b'] }))).toEqual([
      'running  Ctrl-C stops it; 2 lines wait',
      '> _',
    ]);
    expect(drawn(written('', { job: { ...job, stopping: true } }), { ...screen, columns: 80 })[0]).toContain(
      'forces it',
    );
  });

  it('says less of a job where there is less room', () => {
    const progress = { step: 5, steps: 1000, loss: 0.5, curve: [[0, 1] as const] };
    const job = { input: ':train', progress, visible: true, stopping: false };
    const row = (columns: number) => drawn(written('', { job }), { ...screen, columns })[0];
    expect(row(64)).toMatch(/Ctrl-C stops it$/);
    expect(row(50)).toBe('step    5/1000  loss 0.5       ▁       ');
  });

  it('says nothing of a job that has only begun', () => {
    const job = { input: 'x', progress: undefined, visible: false, stopping: false };
    expect(drawn(written('', { job }))).toEqual(['> _']);
  });

  it('draws with ASCII alone where that is asked for', () => {
    const job = {
      input: ':train',
      progress: { step: 1, steps: 10, loss: 1, curve: [[0, 2] as const, [1, 1] as const] },
      visible: true,
      stopping: false,
    };
    expect(drawn(written('', { job }), { ...screen, ascii: true }).join('')).toMatch(/^[ -~]*$/);
  });

  it('shows what is searched for below the line found', () => {
    const search = { at: { query: 'su', index: 0, failed: false }, before: editorOf('') };
    expect(drawn(written('sum(x)', { search }), { ...screen, columns: 80 })).toEqual([
      '> sum(x)_',
      'search: su  Enter runs it, Ctrl-R goes on, Esc edits it, Ctrl-G gives up',
    ]);
  });

  it('follows the cursor through a text that is taller than it', () => {
    const text = Array.from({ length: 30 }, (_, row) => `row ${row}`).join('\n');
    const rows = drawn(written(text));
    expect(rows).toHaveLength(12);
    expect(rows.at(-1)).toBe('. row 29_');
  });

  it('never is wider than the window, nor taller than its share, and holds the cursor', () => {
    const state = fc.record({
      text: fc.oneof(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.stringMatching(/^[a-z\n日]{0,300}$/)),
      hint: fc.constantFrom('', 'Ctrl-D or :quit leaves.'),
      choices: fc.array(
        fc.record({ text: fc.stringMatching(/^[a-z]{1,12}$/), detail: fc.string(), after: fc.constant('') }),
      ),
      columns: fc.integer({ min: 8, max: 120 }),
      rows: fc.integer({ min: 3, max: 60 }),
    });
    fc.assert(
      fc.property(state, ({ text, hint, choices, columns, rows }) => {
        const on = { columns, rows, ascii: false, digits: 6 };
        const details = choices.map((choice) => ({ ...choice, detail: choice.detail.replaceAll(/[^ -~]/g, '') }));
        const shown = view(written(text, { hint, choices: details }), on, roles(text));
        expect(shown.rows.length).toBeLessThanOrEqual(liveHeight(rows));
        expect(shown.cursor.y).toBeLessThan(shown.rows.length);
        expect(shown.cursor.x).toBeLessThan(columns);
        for (const row of shown.rows) expect(textWidth(lineText(row).trimEnd())).toBeLessThanOrEqual(columns);
      }),
    );
  });
});

describe('completions to choose from', () => {
  const words = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ text: `name${i}`, detail: '', after: '' }));

  it('come with their explanations if they are few', () => {
    const choices = [
      { text: 'jac', detail: 'The Jacobian of a call.', after: ' ' },
      { text: 'train', detail: 'Gradient descent.', after: ' ' },
    ];
    expect(choiceRows(choices, 30, 6).map(lineText)).toEqual([
      'jac    The Jacobian of a call.',
      'train  Gradient descent.',
    ]);
  });

  it('stand in columns read downwards if they are many, with a count of those left out', () => {
    expect(choiceRows(words(5), 20, 3).map(lineText)).toEqual(['name0  name3', 'name1  name4', 'name2']);
    expect(choiceRows(words(50), 20, 3).map(lineText)).toEqual(['name0   name2', 'name1   name3', 'and 46 more']);
  });
});

describe('the echo of an input', () => {
  it('keeps its lines and roles', () => {
    expect(echoDoc(':jac f(1,\n2)').map(lineText)).toEqual(['> :jac f(1,', '. 2)']);
    expect(echoDoc(':jac f(1)')[0]).toContainEqual({ text: 'f', role: 'name' });
  });
});

describe('a narrowed window', () => {
  it('breaks rows above the cursor into more', () => {
    const shown = view(written('x'.repeat(50)), { ...screen, columns: 60 }, []);
    expect(rowsGained(shown, 60)).toBe(0);
    expect(rowsGained(shown, 30)).toBe(1);
    expect(rowsGained(shown, 20)).toBe(2);
  });
});
