import type { Answer, ArrayResult, SparsePart, TensorPart } from '../src/answer/result.ts';

function arraysOf(answer: Answer): ArrayResult {
  if (!answer.ok) throw new Error(`${answer.input}: ${answer.fault.code} ${answer.fault.message}`);
  const { result } = answer;
  if (result?.kind !== 'array') throw new Error(`${answer.input} answers ${result?.kind ?? 'nothing'}, not arrays`);
  return result;
}

type With<P> = Omit<ArrayResult, 'parts'> & { readonly parts: readonly P[] };

type Alone<P> = Omit<ArrayResult, 'kind' | 'parts'> & P;

/** The arrays of an answer, which must be dense. */
export function tensorsOf(answer: Answer): With<TensorPart> {
  const result = arraysOf(answer);
  if (result.parts.some((part) => !('data' in part))) throw new Error(`${answer.input} answers sparse arrays`);
  return result as With<TensorPart>;
}

/** The arrays of an answer, which must be sparse. */
export function sparsesOf(answer: Answer): With<SparsePart> {
  const result = arraysOf(answer);
  if (result.parts.some((part) => 'data' in part)) throw new Error(`${answer.input} answers dense arrays`);
  return result as With<SparsePart>;
}

function alone<P extends { readonly name: readonly string[] }>(result: With<P>, answer: Answer): Alone<P> {
  const { kind: _, parts, ...facts } = result;
  const [part, ...others] = parts;
  if (!part || part.name.length > 0 || others.length > 0) throw new Error(`${answer.input} answers parts`);
  return { ...facts, ...part };
}

/** The one dense array of an answer, with all that is known of it. */
export const tensorOf = (answer: Answer): Alone<TensorPart> => alone(tensorsOf(answer), answer);

/** The one sparse array of an answer, with all that is known of it. */
export const sparseOf = (answer: Answer): Alone<SparsePart> => alone(sparsesOf(answer), answer);
