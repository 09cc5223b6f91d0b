import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/answer/result.ts';
import { completion } from '../../src/tui/completion.ts';
import { bindings } from '../../src/tui/keys.ts';
import { openBrackets } from '../../src/lang/tokens.ts';
import { step } from '../../src/tui/step.ts';
import { promptOf } from '../../src/tui/state.ts';
import type { PromptContext, PromptEffect, PromptEvent, PromptState } from '../../src/tui/state.ts';

const context: PromptContext = {
  incomplete: (text) => openBrackets(text) > 0,
  open: openBrackets,
  complete: (text, cursor) =>
    completion(
      text,
      cursor,
      {
        commands: [
          {
            name: 'jac',
            summary: 'The Jacobian.',
            options: {
              wrt: { summary: 'By what.', completes: 'names' },
              layout: { summary: 'In which order.', completes: ['numerator', 'denominator'] },
            },
            operands: 'expressions',
          },
          {
            name: 'set',
            summary: 'Settings.',
            options: {
              digits: { summary: 'How many.', completes: [] },
              blas: { summary: 'Whether.', completes: ['on', 'off'] },
            },
            operands: 'words',
          },
          {
            name: 'jvp',
            summary: 'Times tangents.',
            options: { along: { summary: 'Where to.', completes: 'expression' } },
            operands: 'expressions',
          },
        ],
        functions: ['sin', 'sinh', 'sqrt'],
      },
      [
        { name: 'alpha', signature: '2' },
        { name: 'alphabet', signature: 'alphabet(xs)' },
      ],
    ),
};

/** Text as it is, keys in angle brackets: `1 + 2<enter>`. */
const typed = (keys: string): readonly PromptEvent[] =>
  (keys.match(/<[A-Za-z]+(-[a-z_]+)?>|[^<]+|</g) ?? []).map((part) => ({
    type: 'stroke',
    stroke: /^<.+>$/.test(part) ? { key: part.slice(1, -1) } : { text: part },
  }));

function play(state: PromptState, ...events: readonly (PromptEvent | string)[]) {
  const effects: PromptEffect[] = [];
  for (const event of events.flatMap((event) => (typeof event === 'string' ? typed(event) : [event]))) {
    const next = step(state, event, context);
    state = next.state;
    effects.push(...next.effects);
  }
  return { state, effects, text: state.editor.text };
}

const answer = (input: string, rest: Partial<Answer> = {}): PromptEvent => ({
  type: 'answered',
  answer: { ok: true, line: 1, input, notes: [], ...rest } as Answer,
});
const empty = promptOf(['x = 1', 'y = [1,\n2]', 'x + y']);
const runs = (effects: readonly PromptEffect[]) =>
  effects.flatMap((effect) => (effect.type === 'run' ? [effect.input] : []));

describe('Enter', () => {
  it('keeps, echoes and runs the line, wherever the cursor stands', () => {
    const { effects, text } = play(empty, '1 + 2<C-a><enter>');
    expect(effects).toEqual([
      { type: 'remember', line: '1 + 2' },
      { type: 'echo', input: '1 + 2' },
      { type: 'run', input: '1 + 2' },
    ]);
    expect(text).toBe('');
  });

  it('continues a line whose brackets are open, indented by their depth', () => {
    expect(play(empty, 'A = [f(1,<enter>').text).toBe('A = [f(1,\n    ');
  });

  it('runs an open line all the same when its last row is blank: a way out of any bracket', () => {
    expect(runs(play(empty, 'f(<enter><enter>').effects)).toEqual(['f(']);
  });

  it('echoes an empty line and runs nothing', () => {
    expect(play(empty, '  <enter>').effects).toEqual([{ type: 'echo', input: '' }]);
  });

  it('breaks the line with Alt', () => {
    expect(play(empty, 'a<M-enter>b').text).toBe('a\nb');
  });
});

describe('a paste', () => {
  it('runs its lines one after the other and leaves the last without a line end', () => {
    const first = play(empty, { type: 'paste', text: 'a = 1\r\nb = [1,\n\n  2]\nc' });
    expect(first.text).toBe('c');
    expect(runs(first.effects)).toEqual(['a = 1']);
    expect(first.state.waiting).toEqual(['b = [1,\n\n  2]']);
    expect(runs(play(first.state, answer('a = 1')).effects)).toEqual(['b = [1,\n\n  2]']);
  });
});

describe('a pasted matrix of a thousand rows', () => {
  it('is one input, and not read anew for each row', () => {
    let reads = 0;
    const counting = { ...context, incomplete: (text: string) => (reads++, context.incomplete(text)) };
    const rows = Array.from({ length: 1000 }, (_, row) => `[${row}, 1]`).join(',\n');
    const { state } = step(empty, { type: 'paste', text: `A = [${rows}]\nb` }, counting);
    expect(state.job?.input).toBe(`A = [${rows}]`);
    expect(state.editor.text).toBe('b');
    expect(reads).toBe(1);
  });
});

describe('earlier lines', () => {
  it('come back by Up, newest first, and Down ends at what was being written', () => {
    expect(play(empty, 'draft<up>').text).toBe('x + y');
    expect(play(empty, 'draft<up><up>').text).toBe('y = [1,\n2]');
    expect(play(empty, 'draft<up><down>').text).toBe('draft');
  });

  it('are left only at the first or last row of a text with several', () => {
    expect(play(empty, '<up><up><up>').text).toBe('y = [1,\n2]');
    expect(play(empty, '<up><up><up><up>').text).toBe('x = 1');
  });

  it('end at the oldest', () => {
    expect(play(empty, '<up><up><up><up><up><up><up>').text).toBe('x = 1');
  });

  it('include the lines of this session, the same line in a row once', () => {
    const { state } = play(empty, 'a<enter>', answer('a'), 'a<enter>', answer('a'));
    expect(play(state, '<up>').text).toBe('a');
    expect(play(state, '<up><up>').text).toBe('x + y');
  });
});

describe('a search through earlier lines', () => {
  it('finds the newest that holds what is typed, C-r the next older', () => {
    expect(play(empty, '<C-r>x').text).toBe('x + y');
    expect(play(empty, '<C-r>x<C-r>').text).toBe('x = 1');
    expect(play(empty, '<C-r>x<C-r><C-s>').text).toBe('x + y');
  });

  it('says when there is none and keeps what was found before', () => {
    const { state, text } = play(empty, '<C-r>x =z');
    expect(state.search?.at).toEqual({ query: 'x =z', index: -1, failed: true });
    expect(text).toBe('');
    expect(play(empty, '<C-r>x =<C-r>').text).toBe('x = 1');
  });

  it('widens again with Backspace', () => {
    expect(play(empty, '<C-r>= z<backspace><backspace>').text).toBe('y = [1,\n2]');
  });

  it('is given up by C-g, ended by Escape, and any other key acts on the line found', () => {
    expect(play(empty, 'draft<C-r>x<C-g>').text).toBe('draft');
    expect(play(empty, '<C-r>x<escape>!').text).toBe('!x + y');
    expect(play(empty, '<C-r>x =<C-e> + 1').text).toBe('x = 1 + 1');
    expect(runs(play(empty, '<C-r>x =<enter>').effects)).toEqual(['x = 1']);
  });

  it('takes typed text as part of the search even where it looks like a pattern', () => {
    expect(play(empty, '<C-r>[1').text).toBe('y = [1,\n2]');
  });
});

describe('Tab', () => {
  it.each([
    [':j<tab>', ':j'],
    [':ja<tab>', ':jac '],
    [':jac f(1) l<tab>', ':jac f(1) layout='],
    ['alp<tab>', 'alpha'],
    ['1 + sq<tab>', '1 + sqrt('],
    ['sq(4)<C-a><C-f><C-f><tab>', 'sqrt(4)'],
    ['nothing<tab>', 'nothing'],
    [':set d<tab>', ':set digits='],
    [':set alp<tab>', ':set alp'],
    [':jac f(1) layout=n<tab>', ':jac f(1) layout=numerator '],
    [':set blas=of<tab>', ':set blas=off '],
    [':set digits=s<tab>', ':set digits=s'],
    [':jac f(1) wrt=alphab<tab>', ':jac f(1) wrt=alphabet'],
    [':jac f(1) wrt=si<tab>', ':jac f(1) wrt=si'],
    [':jac alphabet(1) wrt=x<tab>', ':jac alphabet(1) wrt=xs'],
    [':jvp f(1) along=sq<tab>', ':jvp f(1) along=sqrt('],
  ])('takes %s to %s', (keys, expected) => {
    expect(play(empty, keys).text).toBe(expected);
  });

  it('lists what fits when it cannot go on, until the next key', () => {
    const { state } = play(empty, ':j<tab><tab>');
    expect(state.choices.map(({ text }) => text)).toEqual(['jac', 'jvp']);
    expect(play(state, 'a').state.choices).toEqual([]);
    expect(play(empty, ':jac f(1) <tab><tab>').state.choices.map(({ text, detail }) => `${text}: ${detail}`)).toEqual([
      'layout: In which order.',
      'wrt: By what.',
    ]);
    expect(play(empty, 'si<tab><tab>').state.choices.map(({ text }) => text)).toEqual(['sin', 'sinh']);
  });
});

describe('Ctrl-C', () => {
  it('clears the line, and on an empty line says how to leave', () => {
    expect(play(empty, 'abc<C-c>').text).toBe('');
    expect(play(empty, '<C-c>').state.hint).toContain('Ctrl-D');
    expect(play(empty, '<C-c>x').state.hint).toBe('');
  });

  it('asks a running job to stop, the second time by force, and keeps what is being written', () => {
    const running = play(empty, ':train<enter>next<enter>rest');
    const { effects, state } = play(running.state, '<C-c><C-c>');
    expect(effects).toEqual([{ type: 'stop' }, { type: 'abort' }]);
    expect(state.waiting).toEqual([]);
    expect(play(running.state, '<C-c>').state.hint).toContain('Up brings it back');
    expect(state.editor.text).toBe('rest');
  });

  // As a shell forgets what was typed ahead: whoever stops the first line has not seen which one runs by now.
  it('drops what waits, although the job ended before it heard', () => {
    const { state } = play(empty, 'a<enter>b<enter><C-c>', answer('a'));
    expect(state).toMatchObject({ job: undefined, waiting: [], hint: expect.stringContaining('Up brings it back') });
    expect(play(state, '<up>').text).toBe('b');
  });
});

describe('Ctrl-D', () => {
  it('leaves on an empty line and deletes in others', () => {
    expect(play(empty, '<C-d>').effects).toEqual([{ type: 'leave' }]);
    expect(play(empty, 'ab<C-a><C-d>')).toMatchObject({ text: 'b', effects: [] });
  });

  it('lets what runs and what waits end first', () => {
    const running = play(empty, 'a<enter>b<enter><C-d>');
    expect(running.effects.map(({ type }) => type)).not.toContain('leave');
    const last = play(running.state, answer('a'));
    expect(runs(last.effects)).toEqual(['b']);
    expect(play(last.state, answer('b')).effects).toEqual([{ type: 'leave' }]);
  });
});

describe('an answer', () => {
  it('may ask to leave', () => {
    const running = play(empty, ':quit<enter>b<enter>').state;
    expect(play(running, answer(':quit', { then: 'quit' })).effects).toEqual([{ type: 'leave' }]);
  });
});

describe('a question', () => {
  const asked = play(empty, ':load<enter>', { type: 'asked', question: { title: 'File', initial: 'tour' } }).state;
  const field = (value: string): PromptEvent => ({ type: 'answering', value });

  it('is answered by the line end in its field; what follows goes to the prompt', () => {
    const { effects, state } = play(asked, 's', field('tours'), '<enter>', field('tours\n'));
    expect(effects).toEqual([{ type: 'reply', value: 'tours' }]);
    expect(state.question).toBeUndefined();
    expect(play(asked, field('tour2\r1 + 1')).text).toBe('1 + 1');
  });

  it('is answered in one piece, even when typed in the middle', () => {
    expect(play(asked, field('to_\rur')).effects).toEqual([{ type: 'reply', value: 'to_ur' }]);
    expect(play(asked, field('tour\x15data\r')).effects).toEqual([{ type: 'reply', value: 'data' }]);
  });

  it('is declined by Escape or Ctrl-C', () => {
    expect(play(asked, '<escape>').effects).toEqual([{ type: 'reply', value: undefined }]);
    expect(play(asked, '<C-c>').effects).toEqual([{ type: 'reply', value: undefined }]);
  });

  it('does not take Ctrl-A for a letter, as its field does', () => {
    const { state } = play(asked, '<C-a>', field('toura'));
    expect(state.question).toMatchObject({ value: 'tour', revision: 1 });
  });

  it('goes away with its job', () => {
    expect(play(asked, answer(':load')).state.question).toBeUndefined();
  });
});

describe('any keys', () => {
  it('lose no input: each that was entered runs, in order', () => {
    const piece = fc.constantFrom(
      'a',
      'bc',
      '<left>',
      '<C-k>',
      '<up>',
      '<tab>',
      '<C-y>',
      '<C-_>',
      '<M-b>',
      '日',
      '<backspace>',
    );
    fc.assert(
      fc.property(fc.array(fc.array(piece, { minLength: 1, maxLength: 8 }), { maxLength: 8 }), (lines) => {
        let state = promptOf(['x = 1', 'x + y']);
        const entered: string[] = [];
        const ran: string[] = [];
        for (const line of lines) {
          const before = play(state, line.join(''));
          if (before.text.trim() !== '') entered.push(before.text.trimEnd());
          const next = play(before.state, '<enter>');
          ran.push(...runs(next.effects));
          state = next.state;
        }
        while (state.job) {
          const next = play(state, answer(state.job.input));
          ran.push(...runs(next.effects));
          state = next.state;
        }
        expect(ran).toEqual(entered);
      }),
    );
  });

  it('never break the prompt', () => {
    const key = fc
      .constantFrom(...Object.keys(bindings))
      .map((key): PromptEvent => ({ type: 'stroke', stroke: { key } }));
    const text = fc.string({ unit: 'binary' }).map((text): PromptEvent => ({ type: 'stroke', stroke: { text } }));
    const others = fc.constantFrom<PromptEvent>(
      { type: 'paste', text: 'a\nb(\nc' },
      { type: 'asked', question: { title: 'File', initial: '' } },
      { type: 'answering', value: 'x\ny' },
      { type: 'lasting' },
      answer('x'),
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(key, text, others), { maxLength: 40 }), (events) => {
        const { state } = play(empty, ...events);
        expect(state.editor.cursor).toBeLessThanOrEqual(state.editor.text.length);
        // What waits, waits for something.
        expect(state.waiting.length === 0 || state.job !== undefined).toBe(true);
      }),
    );
  });
});
