import type { Answer } from '../answer/result.ts';
import { commonPrefix } from './completion.ts';
import { edit } from './editor.ts';
import type { EditorAction } from './editor.ts';
import { lineEnd, lineStart } from './graphemes.ts';
import { insertion } from './insertion.ts';
import { bindings, strokesIn } from './keys.ts';
import type { PromptAction, Stroke } from './keys.ts';
import { recallOf, stepRecall, recallWith } from './recall.ts';
import { searchStarted, searching } from './searching.ts';
import { walkOf, walkBy } from './walking.ts';
import type { PromptContext, PromptEffect, PromptEvent, PromptState, Step } from './state.ts';

const still = (state: PromptState, ...effects: readonly PromptEffect[]): Step => ({ state, effects });

const edited = (state: PromptState, action: EditorAction): PromptState => ({
  ...state,
  editor: edit(state.editor, action),
});

/** One step after another. */
function steps<T>(state: PromptState, items: Iterable<T>, next: (state: PromptState, item: T) => Step): Step {
  const effects: PromptEffect[] = [];
  for (const item of items) {
    const step = next(state, item);
    state = step.state;
    effects.push(...step.effects);
  }
  return { state, effects };
}

/** Begins an input if nothing runs, or lets it wait. */
function begun(state: PromptState, input: string): Step {
  if (state.job) return still({ ...state, waiting: [...state.waiting, input] });
  const job = { input, progress: undefined, visible: false, stopping: false };
  return still({ ...state, job }, { type: 'echo', input }, { type: 'run', input });
}

function submitted(state: PromptState): Step {
  const input = state.editor.text.trimEnd();
  const recall = input === '' ? recallOf(state.recall.entries) : recallWith(state.recall, input);
  const empty = { ...edited(state, { type: 'reset', text: '' }), recall };
  if (input === '') return still(empty, ...(state.job ? [] : [{ type: 'echo', input } as const]));
  const next = begun(empty, input);
  return { state: next.state, effects: [{ type: 'remember', line: input }, ...next.effects] };
}

/** A line end within the text, with as much indent as brackets are open. */
function continued(state: PromptState, context: PromptContext): Step {
  const before = state.editor.text.slice(0, state.editor.cursor);
  const indent = '  '.repeat(Math.max(0, context.open(before)));
  return still(edited(state, { type: 'insert', text: `\n${indent}` }));
}

function entered(state: PromptState, context: PromptContext): Step {
  const { text, cursor } = state.editor;
  // A blank last line ends an input that would go on: the way out of a bracket that cannot be closed.
  const blank = text.includes('\n') && cursor === text.length && text.slice(lineStart(text, cursor)).trim() === '';
  return !blank && context.incomplete(text) ? continued(state, context) : submitted(state);
}

/** Pasted lines run one after the other; a line that more could complete goes on as it was written. */
function pasted(state: PromptState, text: string, context: PromptContext): Step {
  // Counted line by line, for a matrix of a thousand lines must not be read anew after each of them.
  let open = context.open(state.editor.text);
  return steps(state, text.split(/(\r\n|\r|\n)/), (now, piece) => {
    if (!/^[\r\n]/.test(piece)) {
      open += context.open(piece);
      return still(edited(now, { type: 'insert', text: piece }));
    }
    if (open > 0 || context.incomplete(now.editor.text)) return still(edited(now, { type: 'insert', text: '\n' }));
    open = 0;
    return submitted(now);
  });
}

function verticalStep(state: PromptState, by: 1 | -1): PromptState {
  const { text, cursor } = state.editor;
  const inside = by === -1 ? lineStart(text, cursor) > 0 : lineEnd(text, cursor) < text.length;
  if (inside) return edited(state, { type: 'vertical', by });
  const next = stepRecall(state.recall, by, text);
  return next ? { ...edited(state, { type: 'reset', text: next.text }), recall: next.recall } : state;
}

function completed(state: PromptState, context: PromptContext): PromptState {
  const { text, cursor } = state.editor;
  const { from, to, matches } = context.complete(text, cursor);
  const [first] = matches;
  if (!first) return state;
  const shared = commonPrefix(matches.map((match) => match.text));
  const word = matches.length === 1 ? first.text + first.after : shared;
  const tabbed = matches.length > 1;
  if (word !== text.slice(from, to)) return { ...edited(state, { type: 'replace', from, to, text: word }), tabbed };
  return state.tabbed ? { ...state, choices: matches } : { ...state, tabbed };
}

function interrupted(state: PromptState): Step {
  if (state.job) {
    const job = { ...state.job, stopping: true, visible: true };
    const hint = state.waiting.length > 0 ? 'What waited is dropped; Up brings it back.' : '';
    const stopped = { ...state, job, waiting: [], leaving: false, hint };
    return still(stopped, { type: state.job.stopping ? 'abort' : 'stop' });
  }
  if (state.editor.text === '') return still({ ...state, hint: 'Ctrl-D or :quit leaves.' });
  return still({ ...edited(state, { type: 'reset', text: '' }), recall: recallOf(state.recall.entries) });
}

function left(state: PromptState): Step {
  if (!state.job) return still(state, { type: 'leave' });
  return still({ ...state, leaving: true, hint: 'Leaves when this has ended; Ctrl-C stops it.' });
}

function acted(state: PromptState, action: PromptAction, context: PromptContext): Step {
  switch (action) {
    case 'submit':
      return entered(state, context);
    case 'newline':
      return continued(state, context);
    case 'older':
      return still(verticalStep(state, -1));
    case 'newer':
      return still(verticalStep(state, 1));
    case 'search':
      return still(searchStarted(state));
    case 'complete':
      return still(completed(state, context));
    case 'interrupt':
      return interrupted(state);
    case 'delete-or-leave':
      return state.editor.text === '' ? left(state) : still(edited(state, { type: 'delete', to: 'right' }));
    case 'clear-screen':
      return still(state, { type: 'clear-screen' });
    case 'suspend':
      return still(state, { type: 'suspend' });
    case 'cancel':
      return still(state);
  }
}

const replied = (state: PromptState, value: string | undefined): Step =>
  still({ ...state, question: undefined }, { type: 'reply', value });

/** The field takes its text from the question, not from what it remembers. */
function refreshed(state: PromptState): PromptState {
  const { question } = state;
  return question ? { ...state, question: { ...question, typing: true, revision: question.revision + 1 } } : state;
}

/** Keys while a question is open: the field takes the text, these the rest. */
function asking(state: PromptState, stroke: Stroke): Step {
  const question = state.question!;
  const key = 'key' in stroke ? stroke.key : '';
  if (['escape', 'C-c', 'C-g'].includes(key)) return replied(state, undefined);
  if (key === 'C-u') return still({ ...state, question: { ...question, value: '', revision: question.revision + 1 } });
  return still({ ...state, question: { ...question, typing: !/^[CM]-/.test(key) } });
}

function struck(before: PromptState, stroke: Stroke, context: PromptContext): Step {
  if (before.question) return asking(before, stroke);
  if (before.walk) return still({ ...before, walk: walkBy(before.walk, stroke) });
  if (before.search) {
    const { state, over } = searching(before, before.search, stroke);
    return over ? struck(state, stroke, context) : still(state);
  }
  const state = { ...before, hint: '', choices: [], tabbed: false };
  if ('text' in stroke) return still(edited(state, { type: 'insert', text: stroke.text }));
  const bound = bindings[stroke.key];
  if (bound === undefined) return still(state);
  if (typeof bound !== 'string') return still(edited(state, bound));
  return acted(bound === 'complete' ? { ...state, tabbed: before.tabbed } : state, bound, context);
}

/** The field's text. What it took for text but is a key is acted on, and a line end answers the question. */
function answering(state: PromptState, value: string, context: PromptContext): Step {
  const { question } = state;
  if (!question) return still(state);
  const change = insertion(question.value, value);
  let { before } = change;
  const typed = question.typing ? strokesIn(change.typed) : [];
  for (const [index, stroke] of typed.entries()) {
    if ('text' in stroke) before += stroke.text;
    else if (stroke.key === 'C-u') before = '';
    else if (stroke.key === 'enter') {
      const reply = replied(state, before + change.after);
      const rest = steps(reply.state, typed.slice(index + 1), (now, later) => struck(now, later, context));
      return { state: rest.state, effects: [...reply.effects, ...rest.effects] };
    }
  }
  const text = before + change.after;
  const revision = text === value ? question.revision : question.revision + 1;
  return still({ ...state, question: { ...question, value: text, revision } });
}

function answered(before: PromptState, answer: Answer): Step {
  const then = answer.ok ? answer.then : undefined;
  const state = { ...before, job: undefined, question: undefined };
  if (then === 'quit') return still({ ...state, waiting: [] }, { type: 'leave' });
  const [next, ...waiting] = state.waiting;
  if (next === undefined && !state.leaving && state.editor.text === '') {
    return still({ ...state, walk: walkOf(answer) });
  }
  if (next === undefined) return still(state, ...(state.leaving ? [{ type: 'leave' } as const] : []));
  return begun({ ...state, waiting }, next);
}

/** What becomes of the prompt by one event, and what is to be done. */
export function step(state: PromptState, event: PromptEvent, context: PromptContext): Step {
  switch (event.type) {
    case 'stroke':
      return struck(state, event.stroke, context);
    case 'paste':
      return state.question
        ? answering(refreshed(state), state.question.value + event.text, context)
        : pasted(
            { ...state, walk: undefined, search: undefined, hint: '', choices: [], tabbed: false },
            event.text,
            context,
          );
    case 'lasting':
      return still(state.job ? { ...state, job: { ...state.job, visible: true } } : state);
    case 'progress':
      return still(state.job ? { ...state, job: { ...state.job, progress: event.progress, visible: true } } : state);
    case 'answered':
      return answered(state, event.answer);
    case 'asked': {
      const question = { title: event.question.title, value: event.question.initial, revision: 0, typing: true };
      return still({ ...state, question });
    }
    case 'answering':
      return answering(state, event.value, context);
    case 'reply':
      return state.question ? replied(state, event.value) : still(state);
  }
}
