import type { Executable } from '../compile/backend.ts';
import { GuardFailed, interpreter } from '../compile/interpreter.ts';
import { fail } from '../base/fault.ts';
import { prng } from '../base/prng.ts';
import type { Graph } from '../graph/graph.ts';
import { type Shape, shapeText, sizeOf, type Tensor } from '../tensor/tensor.ts';

/** What a compiled line answers; `data` may be written over by the next call. */
export interface CompiledValue {
  readonly shape: Shape;
  readonly data: Float64Array;
}

/** A line as a function of some names: arrays in row-major order, numbers for scalars. */
export type Compiled = (inputs: Readonly<Record<string, ArrayLike<number> | number>>) => CompiledValue;

/** Records a line as a graph of the named inputs, at their values. */
export type Recorder = (inputs: ReadonlyMap<string, Tensor>) => Graph;

/** Branches that a line's values have taken are kept ready, this many of them. */
const MOST_BRANCHES = 16;

/** Makes a function of a recorded line. It is recorded again when inputs take a branch that none before took. */
export function compileLine(record: Recorder, shapes: Readonly<Record<string, Shape>>): Compiled {
  const names = Object.keys(shapes);
  const ready: Executable[] = [];
  const prepare = (values: readonly Tensor[]): Executable => {
    const run = interpreter.compile(record(new Map(names.map((name, i) => [name, values[i]!]))));
    if (ready.unshift(run) > MOST_BRANCHES) ready.pop();
    return run;
  };
  // Recorded once at some values, so that mistakes are told when the line is compiled.
  const random = prng(1);
  prepare(names.map((name) => sample(shapes[name]!, random)));
  return (inputs) => {
    const values = names.map((name) => tensorOf(name, shapes[name]!, inputs[name]));
    for (const run of ready) {
      try {
        return run(values)[0]!;
      } catch (error) {
        if (!(error instanceof GuardFailed)) throw error;
      }
    }
    return prepare(values)(values)[0]!;
  };
}

const sample = (shape: Shape, random: () => number): Tensor => ({
  shape,
  data: Float64Array.from({ length: sizeOf(shape) }, random),
});

function tensorOf(name: string, shape: Shape, value: ArrayLike<number> | number | undefined): Tensor {
  if (value === undefined) return fail('compile/missing', `the input ${name} is missing`);
  const data =
    typeof value === 'number'
      ? Float64Array.of(value)
      : value instanceof Float64Array
        ? value
        : Float64Array.from(value);
  if (data.length === sizeOf(shape)) return { shape, data };
  return fail('shape/mismatch', `the input ${name} has ${data.length} entries; ${shapeText(shape)} was compiled`);
}
