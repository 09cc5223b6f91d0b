import { fail } from '../base/fault.ts';
import { checkInterrupt } from '../base/interrupt.ts';
import { type Shape, shapeText, type Tensor } from '../tensor/tensor.ts';
import { type Argument, argumentText, type Borrowed, borrowed, usageOf } from './borrowed.ts';
import { loadMathjs } from './load.ts';

/** The borrowed functions on plain values. This folder is the only one that knows the library; it is loaded on first use. */
export interface MathjsFunctions {
  has(name: string): boolean;
  call(name: string, args: readonly Tensor[]): Tensor;
}

/** Loads mathjs's function library. */
export function loadFunctions(): MathjsFunctions {
  const math = loadMathjs();
  const called = (name: string, args: readonly unknown[]): unknown => {
    try {
      return (math[name] as (...xs: unknown[]) => unknown)(...args);
    } catch {
      // What the library says of it is meant for its own callers.
      return undefined;
    }
  };
  return {
    has: (name) => borrowed.has(name),
    call: (name, args) => {
      const entry = borrowed.get(name);
      if (!entry) fail('name/unknown', `${name} is not defined`);
      checkArguments(entry, args);
      checkInterrupt();
      return flat(
        entry,
        called(
          name,
          args.map((x, i) => nested(x, entry.takes[i]!.kind === 'set')),
        ),
      );
    },
  };
}

/** A fault of a call: what the function does not answer, and what it takes. */
const refuse = (entry: Borrowed, message: string): never =>
  fail('library/argument', `${entry.name}: ${message}`, {
    help: `${usageOf(entry)} takes ${entry.takes.map((x) => `${x.name}, ${argumentText(x)}`).join('; ')}.`,
  });

function checkArguments(entry: Borrowed, args: readonly Tensor[]): void {
  const { takes } = entry;
  if (args.length !== takes.length) refuse(entry, `it takes ${takes.length} arguments; ${args.length} given`);
  takes.forEach((what, i) => {
    const wrong = faultIn(what, args[i]!);
    if (wrong !== undefined) refuse(entry, `${what.name} ${wrong}`);
  });
}

/** What is wrong with an argument, in words; undefined where nothing is. */
function faultIn({ kind, least, most, entries }: Argument, { shape, data }: Tensor): string | undefined {
  if (kind === 'matrix' && shape.length !== 2) return `must be a matrix; this is ${shapeText(shape)}`;
  if (kind === 'number' && shape.length !== 0) return `must be a number; this is ${shapeText(shape)}`;
  if (entries !== undefined && data.length > entries) return `has ${data.length} entries, and ${entries} are taken`;
  for (const x of data) {
    if (!Number.isFinite(x)) return `must be finite, not ${x}`;
    if (kind === 'whole' && !Number.isInteger(x)) return `must be whole, not ${x}`;
    if (x < (least ?? x) || x > (most ?? x)) return `is out of range: ${x}`;
  }
  return undefined;
}

/** A tensor as mathjs takes it: a number, or nested arrays; a list of its entries where it stands for a set. */
function nested({ shape, data }: Tensor, isSet: boolean): unknown {
  if (isSet) return Array.from(data);
  const build = (axis: number, start: number, size: number): unknown => {
    if (axis === shape.length) return data[start];
    const part = size / shape[axis]!;
    return Array.from({ length: shape[axis]! }, (_, i) => build(axis + 1, start + i * part, part));
  };
  return build(0, 0, data.length);
}

/** A value of mathjs as a tensor; what is no real number or array of them is refused. */
function flat(entry: Borrowed, value: unknown): Tensor {
  const shape: number[] = [];
  const out: number[] = [];
  const plain =
    value !== null && typeof value === 'object' && 'toArray' in value
      ? (value as { toArray(): unknown }).toArray()
      : value;
  for (let v: unknown = plain; Array.isArray(v); v = v[0]) shape.push(v.length);
  const walk = (v: unknown): void => {
    if (Array.isArray(v)) v.forEach(walk);
    else if (typeof v === 'number' || typeof v === 'boolean') out.push(Number(v));
    else refuse(entry, 'there is no answer for these arguments');
  };
  walk(plain);
  return { shape: shape as Shape, data: Float64Array.from(out) };
}
