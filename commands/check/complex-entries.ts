import { complexStep } from '../../src/compile/complex-step.ts';
import { NotAnalytic } from '../../src/ops/numbers/complex.ts';
import { present } from '../../src/graph/trace.ts';
import { sizeOf, type Tensor } from '../../src/tensor/tensor.ts';
import type { Local } from '../../src/evaluate/derivative/local.ts';
import type { Arrangement } from './arrangement.ts';

/** The entries of the derivative by complex steps, or why there are none. */
export function complexEntries(local: Local, { entries }: Arrangement): Float64Array | string {
  const point = local.inputs.map(present);
  const output = local.output.shape;
  const rows = sizeOf(output);
  try {
    const parts = local.by.map(({ shape }, argument): Tensor => {
      const columns = sizeOf(shape);
      const data = new Float64Array(rows * columns);
      for (let j = 0; j < columns; j++) {
        const one = new Float64Array(columns);
        one[j] = 1;
        const along = point.map((_, i) => (i === argument ? { shape, data: one } : undefined));
        complexStep(local.graph, point, along).data.forEach((x, i) => {
          data[i * columns + j] = x;
        });
      }
      return { shape: [...output, ...shape], data };
    });
    return entries(parts);
  } catch (error) {
    if (error instanceof NotAnalytic) return error.message;
    throw error;
  }
}
