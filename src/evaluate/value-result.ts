import { functionText, paramsOf } from './datum.ts';
import { arrayResult, type Result } from '../answer/result.ts';
import { isSparse, isTensor, type Value } from './value.ts';

/** A value as a result; `definition` is a function's own text, where it has one. */
export function resultOf(value: Value, definition?: string): Result {
  if (isTensor(value) || isSparse(value)) return arrayResult(value);
  if (value.kind === 'text') return { kind: 'text', text: value.text };
  const text = definition ?? (value.kind === 'function' ? value.source : functionText(value));
  return { kind: 'function', params: [...paramsOf(value)], text };
}
