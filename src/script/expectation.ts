import type { Code } from '../base/codes/codes.ts';
import { Fault } from '../base/fault.ts';
import { toDense, type Sparse, sparse, toSparse } from '../tensor/sparse.ts';
import { sideBySide } from '../tensor/sparse-arithmetic.ts';
import { sameShape, shapeText, sizeOf, type Tensor } from '../tensor/tensor.ts';
import { arrayText } from '../notation/array-text.ts';
import { worstEntry } from '../answer/compare.ts';
import { indicesOf } from '../tensor/shape.ts';
import { evaluateOpen, listItems } from './open-number.ts';
import { type Answer, type Answered, type ByKind, byKind, type Failed } from '../answer/result.ts';
import type { Expectation } from './script.ts';
import { isSparse, isTensor, type Value } from '../evaluate/value.ts';

/** What did not hold: a code of the group `expectation`, a sentence, and both sides as text. */
export interface Difference {
  readonly code: Code;
  readonly message: string;
  readonly expected?: string;
  readonly actual?: string;
}

/** An expectation that did not hold, or an input that failed unexpectedly, with its line in the script. */
export interface Mismatch extends Difference {
  readonly line: number;
}

/** Evaluates an expression in the session as it is after the answer; throws Faults. */
export type Evaluate = (text: string) => Value;

/** What `#=` compares: arrays, one per part of the answer, or a text. */
type Said = { readonly tensors: readonly (Tensor | Sparse)[] } | { readonly text: string };

/** Holds an answer against what its script expects of it; answers what did not hold. */
export function holdAnswer(answer: Answer, expectations: readonly Expectation[], evaluate: Evaluate): Mismatch[] {
  if (!answer.ok && !expectations.some(({ kind }) => kind === 'fault')) return [failed(answer)];
  return expectations.flatMap((expectation) => {
    const difference = hold(answer, expectation, evaluate);
    return difference ? [{ line: expectation.line, ...difference }] : [];
  });
}

/** The expression that `#=` would need for this answer to hold; undefined where the answer has no value. */
export function expectationText(answer: Answered, evaluate: Evaluate): string | undefined {
  const said = whatItSays(answer, evaluate);
  if (!said) return undefined;
  if ('text' in said) return JSON.stringify(said.text);
  // A large sparse array has no text that anybody would write into a script.
  if (!said.tensors.every((t) => 'data' in t || sizeOf(t.shape) <= MOST_SHOWN)) return undefined;
  const texts = said.tensors.map((t) => arrayText('data' in t ? t : toDense(t)));
  return texts.length > 1 ? `(${texts.join(', ')})` : texts[0];
}

function hold(answer: Answer, { kind, text }: Expectation, evaluate: Evaluate): Difference | undefined {
  if (kind === 'fault') return answer.ok ? noFault(text) : holdCode('fault', text, [answer.fault.code]);
  if (kind === 'note') {
    return holdCode(
      'note',
      text,
      answer.notes.map(({ code }) => code),
    );
  }
  if (!answer.ok) return undefined;
  try {
    const said = whatItSays(answer, evaluate);
    if (!said) return { code: 'expectation/value', message: 'The line answers no value.', expected: text };
    return 'text' in said ? holdText(said.text, text, evaluate) : holdTensors(said.tensors, text, evaluate);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const message = `The expectation cannot be evaluated: ${error.data.message}`;
    return { code: 'expectation/unreadable', message, expected: text };
  }
}

const nothing = (): undefined => undefined;

/** What a result says by itself, `isNamed` where the line stored a value; of the others that value is held. */
const sayings: ByKind<Said | undefined, [isNamed: boolean]> = {
  array: ({ parts }) => ({
    tensors: parts.map((part) => ('data' in part ? part : sparse(part.shape, part.pattern, part.values))),
  }),
  text: ({ text }) => ({ text }),
  checks: ({ verdict }, isNamed) => (isNamed ? undefined : { text: verdict }),
  pattern: nothing,
  function: nothing,
  training: nothing,
  table: nothing,
  figure: nothing,
  graph: nothing,
};

/** The numbers or words that the answer shows, a verdict as a word, or else the value that the line stored. */
function whatItSays({ result, name }: Answered, evaluate: Evaluate): Said | undefined {
  const said = result && byKind(sayings, result, name !== undefined);
  if (said) return said;
  const value = name === undefined ? undefined : evaluate(name);
  if (!value) return undefined;
  if (isTensor(value) || isSparse(value)) return { tensors: [value] };
  return value.kind === 'text' ? { text: value.text } : undefined;
}

function holdText(actual: string, text: string, evaluate: Evaluate): Difference | undefined {
  const value = evaluate(text);
  if (!isTensor(value) && value.kind === 'text' && value.text === actual) return undefined;
  return { code: 'expectation/value', message: 'The text differs.', expected: text, actual: JSON.stringify(actual) };
}

function holdTensors(parts: readonly (Tensor | Sparse)[], text: string, evaluate: Evaluate): Difference | undefined {
  const items = listItems(text);
  const texts = items.length > 1 ? items : [text];
  if (texts.length !== parts.length) {
    const message = `The answer has ${parts.length} parts instead of ${texts.length}.`;
    return { code: 'expectation/shape', message, expected: text, actual: parts.map(shownArray).join(', ') };
  }
  for (const [i, part] of parts.entries()) {
    const difference = holdTensor(part, texts[i] ?? '', evaluate);
    if (difference)
      return parts.length > 1 ? { ...difference, message: `Part ${i + 1}: ${difference.message}` } : difference;
  }
  return undefined;
}

function holdTensor(actual: Tensor | Sparse, text: string, evaluate: Evaluate): Difference | undefined {
  if (!('data' in actual)) return holdSparse(actual, text, evaluate);
  const open = evaluateOpen(text, evaluate);
  const sides = { expected: text, actual: shownArray(actual) };
  if (!open) return { code: 'expectation/value', message: 'The expectation is not a number or an array.', ...sides };
  if (!sameShape(actual.shape, open.expected.shape)) {
    const message = `The shape is ${shapeText(actual.shape)} instead of ${shapeText(open.expected.shape)}.`;
    return { code: 'expectation/shape', message, ...sides };
  }
  const worst = worstEntry(actual.data, open.expected.data, open.tolerance);
  if (!worst) return undefined;
  const scalar = actual.shape.length === 0;
  const place = scalar ? 'The value' : `Entry (${indicesOf(worst.index, actual.shape).join(', ')})`;
  const count = scalar ? '' : `; ${worst.count} of ${actual.data.length} entries differ`;
  const message = `${place} is ${worst.actual} instead of ${worst.expected}, off by ${worst.error.toPrecision(2)}${count}.`;
  return { code: 'expectation/value', message, ...sides };
}

/** Entries that neither side lists are 0 on both. */
function holdSparse(actual: Sparse, text: string, evaluate: Evaluate): Difference | undefined {
  const value = evaluate(text);
  const sides = { expected: text, actual: shownArray(actual) };
  if (!isSparse(value) && !isTensor(value)) {
    return { code: 'expectation/value', message: 'The expectation is not a number or an array.', ...sides };
  }
  if (!sameShape(actual.shape, value.shape)) {
    const message = `The shape is ${shapeText(actual.shape)} instead of ${shapeText(value.shape)}.`;
    return { code: 'expectation/shape', message, ...sides };
  }
  const { a, b, places } = sideBySide(actual, isSparse(value) ? value : toSparse(value));
  const worst = worstEntry(a, b, new Float64Array(a.length));
  if (!worst) return undefined;
  const place = indicesOf(places[worst.index]!, actual.shape).join(', ');
  const message = `Entry (${place}) is ${worst.actual} instead of ${worst.expected}, off by ${worst.error.toPrecision(2)}; ${worst.count} of ${a.length} entries that are not 0 differ.`;
  return { code: 'expectation/value', message, ...sides };
}

function holdCode(kind: 'note' | 'fault', expected: string, codes: readonly string[]): Difference | undefined {
  if (codes.includes(expected)) return undefined;
  const message = codes.length > 0 ? `The line gave another ${kind}.` : `The line gave no ${kind}.`;
  return { code: `expectation/${kind}`, message, expected, actual: codes.join(', ') || `no ${kind}` };
}

const noFault = (expected: string): Difference => ({
  code: 'expectation/fault',
  message: 'The line should have failed, and answered.',
  expected,
});

const failed = ({ line, fault }: Failed): Mismatch => ({
  line,
  code: 'expectation/failed',
  message: `The line failed: ${fault.message}`,
  actual: fault.code,
});

/** Arrays of more entries are told by their shapes. */
const MOST_SHOWN = 64;

const shownArray = (array: Tensor | Sparse): string =>
  sizeOf(array.shape) <= MOST_SHOWN
    ? arrayText('data' in array ? array : toDense(array))
    : `${'data' in array ? 'an' : 'a sparse'} array of shape ${shapeText(array.shape)}`;
