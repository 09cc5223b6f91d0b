import { functionText } from '../../evaluate/datum.ts';
import type { Session } from '../../evaluate/session.ts';
import { isSparse, isTensor, type Value } from '../../evaluate/value.ts';
import { shapeText } from '../../tensor/tensor.ts';
import type { PromptName } from '../../tui/ports.ts';

/** A session's names with what stands beside them in a list of completions. */
export const promptNames = (session: Session): readonly PromptName[] =>
  [...session.names].map(([name, { value }]) => ({ name, signature: signatureOf(name, value) }));

function signatureOf(name: string, value: Value): string {
  if (isTensor(value) || isSparse(value)) return shapeText(value.shape);
  if (value.kind === 'text') return 'text';
  return value.kind === 'function' ? `${name}(${value.params.join(', ')})` : functionText(value);
}
