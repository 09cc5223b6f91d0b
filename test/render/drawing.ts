import type { Note } from '../../src/base/note.ts';
import type { FaultData } from '../../src/base/fault.ts';
import { plain } from '../../src/render/text/ansi.ts';
import { answerDoc } from '../../src/render/result.ts';
import type { Style } from '../../src/render/text/style.ts';
import {
  type Answered,
  type ArrayResult,
  arrayResult,
  type Axis,
  type Failed,
  type Result,
} from '../../src/answer/result.ts';

export const style: Style = { width: 80, digits: 6, ascii: false, plain: false };

/** An array of numbers; nested lists would hide the shape that the test is about. */
export const array = (
  shape: readonly number[],
  data: Iterable<number>,
  more: Parameters<typeof arrayResult>[1] = {},
): ArrayResult => arrayResult({ shape, data: Float64Array.from(data) }, more);

export const axis = (name: string, ...labels: string[]): Axis => (labels.length > 0 ? { name, labels } : { name });

export const answered = (result: Result, more: Partial<Answered> = {}): Answered => ({
  ok: true,
  line: 1,
  input: '(typed)',
  result,
  notes: [],
  ...more,
});

export const failed = (input: string, fault: FaultData, line = 1, notes: readonly Note[] = []): Failed => ({
  ok: false,
  line,
  input,
  fault,
  notes,
});

/** What a reader sees, between empty lines so that the drawing stands by itself in a snapshot. */
export const drawn = (answer: Answered | Failed, more: Partial<Style> = {}): string =>
  `\n${plain(answerDoc(answer, { ...style, ...more }))}`;

export const seen = (result: Result, more: Partial<Style> = {}): string => drawn(answered(result), more);
