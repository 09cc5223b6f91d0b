import type { FaultData } from '../base/fault.ts';
import type { Note } from '../base/note.ts';
import { indicesOf } from '../tensor/shape.ts';
import {
  type Answer,
  type ArrayPart,
  type ArrayResult,
  type Axis,
  type ByKind,
  byKind,
  type Curvature,
  type Effort,
  type Fact,
  type FigureResult,
  type Result,
  type Table,
  type TapeRow,
} from '../answer/result.ts';
import { outlineOf, type Pattern, rowsOf } from '../tensor/sparse.ts';
import { type Shape, sizeOf } from '../tensor/tensor.ts';
import { unshown } from './text/clean.ts';

/** What JSON can hold. */
type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

type JsonObject = { readonly [key: string]: Json };

/** An answer as a plain object, as `--json` prints it: schema version 1, numbers in full, NaN and infinities as strings. */
export interface AnswerObject extends JsonObject {
  readonly v: 1;
  readonly line: number;
  readonly input: string;
  readonly ok: boolean;
}

const numeric = (x: number): Json => (Number.isFinite(x) ? x : String(x));

/** Row-major data as arrays within arrays; a scalar is a number. */
function nested(shape: Shape, data: Float64Array, axis = 0, start = 0): Json {
  if (shape.length === 0) return numeric(data[0]!);
  const step = sizeOf(shape.slice(axis + 1));
  const out = new Array<Json>(shape[axis]!);
  const last = axis === shape.length - 1;
  for (let i = 0; i < out.length; i++) {
    out[i] = last ? numeric(data[start + i]!) : nested(shape, data, axis + 1, start + i * step);
  }
  return out;
}

const axisNames = (shape: Shape, axes: readonly Axis[] | undefined): JsonObject =>
  axes?.length === shape.length ? { axes: axes.map(({ name }) => name) } : {};

/** Where entries can be other than 0, in coordinates from 1, and how they lie. */
function coordinates(shape: Shape, pattern: Pattern, axes: readonly Axis[] | undefined, more: JsonObject): JsonObject {
  const { rows, columns, indices } = pattern;
  const { inRow, inColumn, below, above } = outlineOf(pattern);
  const down = rowsOf(pattern);
  return {
    shape,
    ...axisNames(shape, axes),
    ...more,
    format: 'coo',
    nonzeros: indices.length,
    density: indices.length / Math.max(1, rows * columns),
    inRow,
    inColumn,
    below,
    above,
    indices: Array.from(down, (i, k) => indicesOf(i * columns + indices[k]!, shape)),
  };
}

/** One array; what is known of a sparse one stands among its coordinates. */
const partObject = (given: ArrayPart, laid: JsonObject = {}, more: JsonObject = {}): JsonObject =>
  'data' in given
    ? { shape: given.shape, ...axisNames(given.shape, given.axes), ...laid, data: nested(given.shape, given.data) }
    : {
        ...coordinates(given.shape, given.pattern, given.axes, { ...laid, ...more }),
        data: Array.from(given.values, numeric),
      };

const effortObject = ({ forward, reverse, over, instead }: Effort): JsonObject => ({
  mode:
    [forward > 0 && 'forward', reverse > 0 && 'reverse'].filter(Boolean).join(' and ') + (over ? ` over ${over}` : ''),
  passes: { forward, reverse, instead },
});

const note = ({ code, message, span, entries }: Note): JsonObject => ({
  code,
  message,
  ...(span && { span }),
  ...(entries !== undefined && { entries }),
});

const fault = ({ code, message, span, help, labels }: FaultData): JsonObject => ({
  code,
  message,
  ...(span && { span }),
  ...(help !== undefined && { help }),
  ...(labels && { labels: labels.map((label) => ({ span: label.span, text: label.text })) }),
});

const cell = (value: number | string): Json => (typeof value === 'number' ? numeric(value) : value);

const named = (facts: readonly Fact[]): JsonObject =>
  Object.fromEntries(facts.map(([name, value]) => [name, cell(value)]));

const tableObject = ({ title, columns, rows }: Table): JsonObject => ({
  ...(title !== undefined && { title }),
  columns,
  rows: rows.map((row) => row.map(cell)),
});

const tapeRow = ({ row, value, partials, tangents, adjoints, sums }: TapeRow, shape: Shape): JsonObject => ({
  row,
  value: nested(shape, value),
  partials: partials.map((partial) => ({
    by: partial.by,
    shape: partial.shape,
    ...(partial.data && { data: nested(partial.shape, partial.data) }),
  })),
  tangents: tangents.map((data) => nested(shape, data)),
  adjoints: adjoints.map((data) => nested(shape, data)),
  ...(sums.length > 0 && {
    sums: sums.map((terms) =>
      terms.map(({ through, data, adjoint, partial }) => ({
        through,
        ...(adjoint !== undefined && { adjoint: numeric(adjoint) }),
        ...(partial !== undefined && { partial: numeric(partial) }),
        share: nested(shape, data),
      })),
    ),
  }),
});

const isMany: (value: object) => value is readonly unknown[] | Int32Array = (value) =>
  Array.isArray(value) || value instanceof Int32Array;

/** Plain data as it is, without what is absent or false. */
function plain(value: unknown): Json {
  if (typeof value === 'number') return numeric(value);
  if (typeof value !== 'object' || value === null) return value as Json;
  if (isMany(value)) return Array.from(value, plain);
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => (item === undefined || item === false ? [] : [[key, plain(item)]])),
  );
}

const figureObject = ({ title, facts, scales, marks, tables }: FigureResult): JsonObject => ({
  title,
  facts: named(facts),
  ...(tables && { tables: tables.map(tableObject) }),
  ...(scales && { scales: plain(scales) }),
  marks: marks.map(plain),
});

const curvatureObject = ({ definiteness, eigenvalues, reason }: Curvature): JsonObject => ({
  definiteness,
  ...(reason !== undefined && { reason }),
  ...(eigenvalues.length > 0 && { eigenvalues: eigenvalues.map(numeric) }),
});

/** Parts as JSON has them: an array by itself is spread into the answer, with its entries last. */
const arraysObject = ({ parts: all, title, factors, layout, effort }: ArrayResult): JsonObject => {
  const [only] = all;
  const heading = title !== undefined && { title };
  const laid = layout && { layout };
  const passes = effort && effortObject(effort);
  if (only?.name.length === 0) return partObject(only, { ...laid }, { ...heading, ...passes });
  return {
    ...heading,
    ...(factors && { factors }),
    ...laid,
    ...passes,
    parts: all.map((each) => ({ name: each.name, ...partObject(each) })),
  };
};

const facts: ByKind<JsonObject> = {
  array: (result) => ({
    ...arraysObject(result),
    ...named(result.facts ?? []),
    ...(result.curvature && curvatureObject(result.curvature)),
    ...(result.remark !== undefined && { remark: result.remark }),
  }),
  pattern: ({ title, shape, pattern, axes, effort }) =>
    coordinates(shape, pattern, axes, { title, ...(effort && effortObject(effort)) }),
  function: ({ params, text }) => ({ params, text }),
  training: ({ params, steps, loss, curve, stopped }) => ({
    params: Object.fromEntries(params.map(({ name, shape, data }) => [name.join(','), nested(shape, data)])),
    steps,
    loss: { start: numeric(loss.start), end: numeric(loss.end) },
    curve: curve.map(([step, value]) => [step, numeric(value)]),
    stopped,
  }),
  table: (result) => ({ ...tableObject(result), ...(result.facts && { facts: named(result.facts) }) }),
  figure: figureObject,
  graph: ({ title, nodes, outputs, tape }) => ({
    title,
    ...(tape && { rows: tape.rows, tangents: tape.tangents, adjoints: tape.adjoints }),
    nodes: nodes.map(({ name, op, args, shape, text, tape: row }) => ({
      name,
      op,
      args,
      shape,
      ...(text !== undefined && { text }),
      ...(row && tapeRow(row, shape)),
    })),
    outputs,
  }),
  checks: ({ title, verdict, words, checks, parts, facts, figure }) => ({
    title,
    verdict,
    ...(words !== undefined && { words }),
    ...(parts && { parts: parts.map((each) => ({ name: each.name, ...partObject(each) })) }),
    checks: checks.map(({ name, ok, error, detail, worst }) => ({
      name,
      ok,
      ...(error !== undefined && { error: numeric(error) }),
      detail,
      ...(worst && {
        worst: { entry: worst.entry, reference: numeric(worst.reference), other: numeric(worst.other) },
      }),
    })),
    ...(facts && { facts: named(facts) }),
    ...(figure && { figure: figureObject(figure) }),
  }),
  text: (result) => ({ text: result.text }),
};

/** What JSON calls a kind of result: arrays by their number, a pattern by what it is for. */
const kindOf = (result: Result): string => {
  if (result.kind === 'array')
    return result.parts.length === 1 && result.parts[0]!.name.length === 0 ? 'tensor' : 'tensors';
  return result.kind === 'pattern' ? 'figure' : result.kind;
};

/** The object of one answer; its keys are in the order in which `--json` prints them. */
export function answerObject(answer: Answer): AnswerObject {
  const head = { v: 1, line: answer.line, input: answer.input } as const;
  const notes = answer.notes.map(note);
  if (!answer.ok) {
    return { ...head, ok: false, error: fault(answer.fault), ...(notes.length > 0 && { notes }) };
  }
  const { result, name, inner } = answer;
  return {
    ...head,
    ok: true,
    ...(result && { kind: kindOf(result) }),
    ...(name !== undefined && { name }),
    ...(result && byKind(facts, result)),
    ...(inner && { inner: inner.map(answerObject) }),
    notes,
  };
}

const isArray: (value: Json) => value is readonly Json[] = Array.isArray;

/** A string with everything escaped that a terminal would obey or hide. */
const text = (value: string): string =>
  JSON.stringify(value).replace(unshown, (character) =>
    Array.from(
      { length: character.length },
      (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`,
    ).join(''),
  );

// JSON.stringify would write its sign away.
const isMinusZero = (x: number): boolean => Object.is(x, -0);

function write(value: Json): string {
  if (typeof value === 'number') return isMinusZero(value) ? '-0' : String(value);
  if (typeof value === 'string') return text(value);
  if (typeof value === 'boolean') return String(value);
  if (isArray(value)) {
    // The fast way for a row of plain numbers.
    if (value.every((item) => typeof item === 'number' && !isMinusZero(item))) return JSON.stringify(value);
    return `[${value.map(write).join(',')}]`;
  }
  return `{${Object.entries(value)
    .map(([key, item]) => `${text(key)}:${write(item)}`)
    .join(',')}}`;
}

/** One answer as one line of JSON, without the newline; numbers parse back bit for bit. */
export const answerJson = (answer: Answer): string => write(answerObject(answer));
