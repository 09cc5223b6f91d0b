import { expect, it } from 'vitest';
import { interpret } from '../../src/compile/interpreter.ts';
import { wasmBackend } from '../../src/compile/wasm/wasm-backend.ts';
import { graphOf } from '../../src/graph/builder.ts';
import { matmul, transposed } from '../../src/ops/matrix/matrix.ts';
import { systemLibrary, withKernels } from '../../src/tensor/kernels.ts';
import { tensor } from '../../src/tensor/tensor.ts';
import { fakeBlas } from '../tensor/fake-blas.ts';
import { scattered } from '../tensor/linear/samples.ts';

let used = 0;
const system = systemLibrary(() => fakeBlas(() => used++));

/** Whole numbers, whose products are exact. */
const whole = (shape: readonly number[], seed: number) =>
  tensor(
    shape,
    scattered(shape, seed).data.map((x) => Math.round(20 * x)),
  );

it("multiplies large matrices by the system's library, transposed ones too, and small ones by its own", () => {
  const graph = graphOf(
    [
      [170, 160],
      [170, 180],
      [20, 30],
    ],
    ($, [a, b, c]) => [$(matmul, transposed($, a!), b!), $(matmul, transposed($, c!), c!)],
  );
  const inputs = [whole([170, 160], 1), whole([170, 180], 2), whole([20, 30], 3)];
  const kernels = { fma: true, system };
  const [large, small] = withKernels(kernels, () => interpret(graph, inputs));
  const run = wasmBackend({ fma: false }).compile(graph);
  used = 0;
  for (let call = 1; call <= 2; call++) {
    const found = withKernels(kernels, () => run(inputs)).map(({ shape, data }) => ({ shape, data: data.slice() }));
    expect(found).toEqual([large, small]);
    expect(used).toBe(call);
  }
});
