import { ridders } from '../ad/differences.ts';
import { interpret } from '../compile/interpreter.ts';
import { present } from '../graph/trace.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { type Local, shapesOf } from './local.ts';

/** How far two ways to compute the same entries are apart. */
export interface Agreement {
  readonly ok: boolean;
  /** The largest relative error, absolute where the reference is 0. */
  readonly error: number;
  /** The worst entry, counted from 1 in row-major order, and both values. */
  readonly worst: { readonly entry: number; readonly reference: number; readonly other: number };
}

/** Compares entries; `tolerance` is the error allowed at each. */
export function agreement(reference: Tensor, other: Tensor, tolerance: (i: number) => number): Agreement {
  let error = 0;
  let worst = { entry: 1, reference: reference.data[0] ?? 0, other: other.data[0] ?? 0 };
  let ok = true;
  reference.data.forEach((x, i) => {
    const y = other.data[i]!;
    const same = Object.is(x, y) || x === y || (Number.isNaN(x) && Number.isNaN(y));
    const e = same ? 0 : Math.abs(x - y) / (x === 0 ? 1 : Math.abs(x));
    if (!(e <= tolerance(i))) ok = false;
    if (e > error || (Number.isNaN(e) && !Number.isNaN(error)))
      [error, worst] = [e, { entry: i + 1, reference: x, other: y }];
  });
  return { ok, error, worst };
}

/** The Jacobian by the given input by extrapolated central differences, [...output, ...input], with error estimates. */
export function differences(local: Local, input: number): { readonly value: Tensor; readonly errors: Float64Array } {
  const point = local.inputs.map(present);
  const { inputs, output } = shapesOf(local);
  const shape = [...output, ...inputs[input]!];
  const x = point[input]!;
  const n = x.data.length;
  const m = output.reduce((p, d) => p * d, 1);
  const data = new Float64Array(m * n);
  const errors = new Float64Array(m * n);
  const at = (j: number, h: number): Float64Array => {
    const moved = Float64Array.from(x.data);
    moved[j]! += h;
    const values = point.map((v, i) => (i === input ? { shape: x.shape, data: moved } : v));
    return interpret(local.graph, values, (_node, _op, _args, value) => value)[0]!.data;
  };
  for (let j = 0; j < n; j++) {
    const seen = new Map<number, Float64Array>();
    const value = (h: number): Float64Array => {
      let y = seen.get(h);
      if (!y) seen.set(h, (y = at(j, h)));
      return y;
    };
    for (let i = 0; i < m; i++) {
      const size = Math.max(Math.abs(x.data[j]!), 0.1);
      // A first step that is too wide for the function's curvature never converges; the better of three is taken.
      const tries = [0.1, 0.01, 0.001].map((step) => ridders((h) => value(h)[i]!, step * size));
      const found = tries.reduce((a, b) => (b.error < a.error ? b : a));
      data[i * n + j] = found.value;
      errors[i * n + j] = found.error;
    }
  }
  return { value: { shape, data }, errors };
}
