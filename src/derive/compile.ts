import { fail } from '../base/fault.ts';
import type { Note } from '../base/note.ts';
import { prng } from '../base/prng.ts';
import { broken } from '../base/invariant.ts';
import type { RecordedForm } from '../command/command.ts';
import type { Executable } from '../compile/backend.ts';
import { branching } from '../compile/branches.ts';
import { compileGraph } from '../compile/compile.ts';
import { assureDigits } from '../compile/precision.ts';
import type { Means } from '../compile/runtime.ts';
import { told } from '../evaluate/digits.ts';
import { notes } from '../evaluate/notes.ts';
import type { Graph } from '../graph/graph.ts';
import { type Shape, shapeText, sizeOf, type Tensor } from '../tensor/tensor.ts';
import { rowsOf } from '../tensor/sparse.ts';
import { indicesOf } from '../tensor/shape.ts';
import type { RecordedLine } from './record.ts';

/** What a compiled line answers; it may be written over by the next call. */
export interface CompiledValue {
  /** Of the answer, or of the first of several parts. */
  readonly shape: Shape;
  readonly data: Float64Array;
  /** Of a sparse answer, as in `--json`: `data` has its non-zeros, at these positions counted from 1. */
  readonly format?: 'coo';
  readonly indices?: readonly (readonly number[])[];
  /** The parts where arguments are of different kinds, named as in `--json`. */
  readonly parts?: readonly CompiledPart[];
  /** Where an estimate was asked for: what rounding took, as in `--json`. */
  readonly notes?: readonly Note[];
}

/** What a compiled line does besides. */
export interface CompileOptions {
  /** Estimates at every call what rounding took, computes lost digits again and answers `notes`: a call then takes many times as long. */
  readonly estimate?: boolean;
}

export interface CompiledPart {
  readonly name: readonly string[];
  readonly shape: Shape;
  readonly data: Float64Array;
}

/** A line as a function of some names: arrays in row-major order, numbers for scalars. */
export type Compiled = (inputs: Readonly<Record<string, ArrayLike<number> | number>>) => CompiledValue;

/** Records a line as a graph of the named inputs, at their values; and by what the graph is to be run. */
export interface Recorder {
  readonly means: Means;
  record(inputs: ReadonlyMap<string, Tensor>): RecordedLine;
}

/** A line on one branch, ready to run. */
interface Branch {
  readonly graph: Graph;
  readonly run: Executable;
  readonly names: RecordedForm['names'];
  readonly sparse: Positions | undefined;
  /** What was answered last, and the arrays it was made of: those of a back end stay the same. */
  last: { readonly outputs: readonly Tensor[]; readonly value: CompiledValue } | undefined;
}

interface Positions {
  readonly shape: Shape;
  readonly indices: readonly (readonly number[])[];
}

function positionsOf({ shape, pattern }: NonNullable<RecordedForm['sparse']>): Positions {
  const indices = Array.from(rowsOf(pattern), (i, k) => indicesOf(i * pattern.columns + pattern.indices[k]!, shape));
  return { shape, indices };
}

/** Makes a function of a recorded line. It is recorded again when inputs take a branch that none before took. */
export function compileLine(
  { means, record }: Recorder,
  shapes: Readonly<Record<string, Shape>>,
  { estimate = false }: CompileOptions = {},
): Compiled {
  const inputs = Object.entries(shapes).map(([name, shape]) => inputOf(name, shape));
  const prepare = (values: readonly Tensor[]): Branch => {
    const { graph, names, sparse } = record(
      new Map(inputs.map(({ name, shape }, i) => [name, { shape, data: values[i]!.data }])),
    );
    return {
      graph,
      run: compileGraph(graph, means).run,
      names,
      sparse: sparse && positionsOf(sparse),
      last: undefined,
    };
  };
  // Recorded once at some values, so that mistakes are told when the line is compiled.
  const random = prng(1);
  const first = prepare(inputs.map(({ shape }) => sample(shape, random)));
  const values = inputs.map(({ value }) => value);
  const anew = (at: readonly Tensor[]) => [prepare(at.map(({ shape, data }) => ({ shape, data: data.slice() })))];
  const { run } = branching(anew, estimate ? estimated : answer, [first]);
  return (given) => {
    for (let i = 0; i < inputs.length; i++) inputs[i]!.take(given);
    return run(values) ?? broken('a line takes the branch that it was recorded on');
  };
}

function answer(branch: Branch, values: readonly Tensor[]): CompiledValue {
  const outputs = branch.run(values);
  if (branch.last?.outputs === outputs) return branch.last.value;
  const value = shaped(branch, outputs);
  branch.last = { outputs, value };
  return value;
}

/** The answer with lost digits computed again, and the notes of what is still lost. */
function estimated(branch: Branch, values: readonly Tensor[]): CompiledValue {
  const gathered = notes();
  const outputs = told({ notes: gathered }, assureDigits(branch.graph, values, branch.run(values)));
  return { ...shaped(branch, outputs), notes: gathered.list(() => []) };
}

function shaped({ names, sparse }: Branch, outputs: readonly Tensor[]): CompiledValue {
  const { shape, data } = outputs[0]!;
  if (names) return { shape, data, parts: names.map((name, i) => ({ name, ...outputs[i]! })) };
  return sparse ? { shape: sparse.shape, data, format: 'coo', indices: sparse.indices } : { shape, data };
}

const sample = (shape: Shape, random: () => number): Tensor => ({
  shape,
  data: Float64Array.from({ length: sizeOf(shape) }, random),
});

/** One input: `value` holds what `take` found. */
interface Input {
  readonly name: string;
  readonly shape: Shape;
  readonly value: { readonly shape: Shape; data: Float64Array };
  take(given: Readonly<Record<string, ArrayLike<number> | number>>): void;
}

function inputOf(name: string, shape: Shape): Input {
  const size = sizeOf(shape);
  const value = { shape, data: new Float64Array(size) };
  const own = value.data;
  const wrong = (count: number): never =>
    fail('shape/mismatch', `the input ${name} has ${count} entries; ${shapeText(shape)} was compiled`);
  return {
    name,
    shape,
    value,
    take: (given) => {
      const x = given[name];
      if (x instanceof Float64Array && x.length === size) value.data = x as Float64Array<ArrayBuffer>;
      else if (typeof x === 'number') {
        if (size !== 1) wrong(1);
        own[0] = x;
        value.data = own;
      } else if (x === undefined) fail('compile/missing', `the input ${name} is missing`);
      else {
        if (x.length !== size) wrong(x.length);
        own.set(x);
        value.data = own;
      }
    },
  };
}
