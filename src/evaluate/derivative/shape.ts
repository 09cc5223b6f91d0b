import { counted } from '../../base/counted.ts';
import { type Shape, sizeOf } from '../../tensor/tensor.ts';

/** The shape of a first derivative in numerator layout: one, or one per argument where they are of different kinds. */
export function firstShapes(output: Shape, inputs: readonly Shape[]): readonly Shape[] {
  if (inputs.every((s) => s.length === 0)) {
    const k = inputs.length;
    if (output.length === 0) return [k === 1 ? [] : [1, k]];
    return [k === 1 && output.length > 1 ? output : [...output, k]];
  }
  return inputs.map((input): Shape => {
    if (output.length === 0 && input.length === 1) return [1, ...input];
    if (output.length === 1 && input.length === 0) return [...output, 1];
    return [...output, ...input];
  });
}

/** The shape of a second derivative: one, or one per pair of arguments where they are of different kinds. */
export function secondShapes(output: Shape, inputs: readonly Shape[]): readonly Shape[] {
  if (inputs.every((s) => s.length === 0)) {
    const k = inputs.length;
    return [k === 1 && output.length === 0 ? [] : [...output, k, k]];
  }
  return inputs.flatMap((first) => inputs.map((second): Shape => [...output, ...first, ...second]));
}

/** What a derivative's shape depends on: a number, a vector, or an array of more axes. */
export type Kind = 0 | 1 | 2;

const kindOf = (shape: Shape): Kind => Math.min(2, shape.length) as Kind;

/** The place of a derivative in the table of dimensions. */
export interface Case {
  readonly output: Kind;
  readonly input: Kind;
}

/** The cases that a derivative falls under: one, or one for each argument where they are of different kinds. */
export function casesOf(output: Shape, inputs: readonly Shape[]): readonly Case[] {
  if (inputs.length > 1 && inputs.every((s) => s.length === 0)) return [{ output: kindOf(output), input: 1 }];
  return inputs.map((input) => ({ output: kindOf(output), input: kindOf(input) }));
}

const first = [
  ['number', 'row [1,D]', 'matrix [p,q]'],
  ['column [E,1]', 'matrix [E,D]', 'array [E,p,q]'],
  ['matrix [m,n]', 'array [m,n,D]', 'array [m,n,p,q]'],
] as const;

const second = [
  ['number', 'matrix [D,D]', 'array [p,q,p,q]'],
  ['array [E,1,1]', 'array [E,D,D]', 'array [E,p,q,p,q]'],
  ['array [m,n,1,1]', 'array [m,n,D,D]', 'array [m,n,p,q,p,q]'],
] as const;

/** The table of dimensions for first or second derivatives, in numerator layout, with `>` before the given cases. */
export function dimensionTable(order: 1 | 2, cases: readonly Case[]) {
  const forms = order === 1 ? first : second;
  const marked = (output: number, input: number): string => {
    const text = forms[output]![input]!;
    return cases.some((c) => c.output === output && c.input === input) ? `>${text}` : text;
  };
  return {
    columns: ['', 'from R', 'from R^D', 'from R^(pxq)'],
    rows: ['to R', 'to R^E', 'to R^(mxn)'].map((to, output) => [
      to,
      ...[0, 1, 2].map((input) => marked(output, input)),
    ]),
  };
}

/** Why a first derivative has its shape. */
export function reasonOf(output: Shape, inputs: readonly Shape[], cases: readonly Case[]): string {
  const out = counted(sizeOf(output), 'output');
  const by = counted(
    inputs.reduce((sum, s) => sum + sizeOf(s), 0),
    'input',
  );
  const [only, other] = cases;
  if (other) return `arguments of different kinds, and so one part for each`;
  const head = `${out}, ${by}: `;
  if (only?.output === 0) {
    const forms = [
      'a number',
      'a row, with a column for each input',
      "an entry for each entry of the input, in the input's shape",
    ];
    return head + forms[only.input]!;
  }
  if (only?.output === 1 && only.input < 2) {
    const forms = [
      'a column, with a row for each output',
      'a matrix, with a row for each output and a column for each input',
    ];
    return head + forms[only.input]!;
  }
  if (only?.input === 0) return `${head}the shape of the output, each entry by the one input`;
  return `${head}every output by every input, the axes of the output first`;
}
