import type { Progress, Question } from '../command/ports.ts';
import type { Answer, GraphResult } from '../answer/result.ts';
import type { Candidate, Completion } from './completion.ts';
import { editorOf } from './editor.ts';
import type { EditorState } from './editor.ts';
import type { Stroke } from './keys.ts';
import { recallOf } from './recall.ts';
import type { Recall, Search } from './recall.ts';

/** All that the prompt shows and knows: plain data, changed by `step` alone. */
export interface PromptState {
  readonly editor: EditorState;
  readonly recall: Recall;
  /** A reverse search and the editor to go back to when it is given up. */
  readonly search: { readonly at: Search; readonly before: EditorState } | undefined;
  /** Completions to choose from, until the next key. */
  readonly choices: readonly Candidate[];
  /** Whether the last key was a Tab that changed nothing: the next one lists the choices. */
  readonly tabbed: boolean;
  /** A sentence below the line, until the next key. */
  readonly hint: string;
  readonly job: Job | undefined;
  /** Inputs that wait for the job to end. */
  readonly waiting: readonly string[];
  readonly question: Asked | undefined;
  /** A tape whose rows are gone through, and which of them is looked at. */
  readonly walk: Walk | undefined;
  /** Leaves as soon as nothing runs any more. */
  readonly leaving: boolean;
}

/** The input that is being answered. */
export interface Job {
  readonly input: string;
  readonly progress: Progress | undefined;
  /** False for the first moment, so that quick answers do not flicker. */
  readonly visible: boolean;
  readonly stopping: boolean;
}

/** A question to the person with the answer typed so far. */
export interface Asked {
  readonly title: string;
  readonly value: string;
  /** Changes when the field must take `value` anew instead of its own. */
  readonly revision: number;
  /** Whether the last key was text, or else one that the field would mistake for it. */
  readonly typing: boolean;
}

/** A row of a tape, from 0. */
export interface Walk {
  readonly tape: GraphResult;
  readonly at: number;
}

/** What happens to the prompt. */
export type PromptEvent =
  | { readonly type: 'stroke'; readonly stroke: Stroke }
  | { readonly type: 'paste'; readonly text: string }
  /** The job has run for long enough to be shown. */
  | { readonly type: 'lasting' }
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'answered'; readonly answer: Answer }
  | { readonly type: 'asked'; readonly question: Question }
  /** The field's text, which ends the question where it holds a line end. */
  | { readonly type: 'answering'; readonly value: string }
  | { readonly type: 'reply'; readonly value: string | undefined };

/** What is to be done outside, by the controller. */
export type PromptEffect =
  | { readonly type: 'echo'; readonly input: string }
  | { readonly type: 'run'; readonly input: string }
  | { readonly type: 'remember'; readonly line: string }
  | { readonly type: 'stop' }
  | { readonly type: 'abort' }
  | { readonly type: 'reply'; readonly value: string | undefined }
  | { readonly type: 'clear-screen' }
  | { readonly type: 'suspend' }
  | { readonly type: 'leave' };

/** A state and what is to be done, in order. */
export interface Step {
  readonly state: PromptState;
  readonly effects: readonly PromptEffect[];
}

/** What the prompt asks of the language and the session. */
export interface PromptContext {
  /** Whether more input could complete the text: then Enter continues it. */
  incomplete(text: string): boolean;
  /** How many more brackets the text opens than it closes. */
  open(text: string): number;
  complete(text: string, cursor: number): Completion;
}

/** A prompt with `text` in it and nothing running. */
export const promptOf = (entries: readonly string[], text = ''): PromptState => ({
  editor: editorOf(text),
  recall: recallOf([...entries]),
  search: undefined,
  choices: [],
  tabbed: false,
  hint: '',
  job: undefined,
  waiting: [],
  question: undefined,
  walk: undefined,
  leaving: false,
});
