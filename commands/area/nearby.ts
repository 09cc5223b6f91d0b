import { tangentGraph } from '../../src/ad/products.ts';
import { Fault } from '../../src/base/fault.ts';
import type { Executable } from '../../src/compile/backend.ts';
import { GuardFailed } from '../../src/compile/backend.ts';
import { interpreter } from '../../src/compile/interpreter.ts';
import { present } from '../../src/graph/trace.ts';
import { sizeOf, type Tensor, tensor } from '../../src/tensor/tensor.ts';
import { type Local, localise } from '../../src/evaluate/derivative/local.ts';
import type { Evaluator } from '../../src/evaluate/evaluator.ts';
import type { Point } from '../../src/derive/point.ts';

/** A function in the neighbourhood of a point: its inputs, and its outputs, one after the other as plain vectors. */
export interface Nearby {
  /** The value at the point moved by `offset`; undefined where the function cannot be evaluated. */
  value(offset: Float64Array): Float64Array | undefined;
  /** The derivative there along `direction`. */
  along(offset: Float64Array, direction: Float64Array): Float64Array | undefined;
}

/** One branch of the function, ready to run. */
interface Branch {
  readonly value: Executable;
  readonly tangent: Executable;
  readonly captured: readonly Tensor[];
}

/** Branches that are kept ready. */
const MOST = 16;

/** The neighbourhood of a recorded point. The function is recorded again where it takes another branch. */
export function nearby(evaluator: Evaluator, point: Point, local: Local): Nearby {
  const count = local.by.length;
  const centre = local.inputs.slice(0, count).map(present);
  const branch = ({ graph, inputs }: Local): Branch => ({
    value: interpreter.compile(graph),
    tangent: interpreter.compile(tangentGraph(graph, count)),
    captured: inputs.slice(count).map(present),
  });
  const ready: Branch[] = [branch(local)];

  const parts = (flat: Float64Array): readonly Tensor[] => {
    let start = 0;
    return centre.map(({ shape }) => {
      const size = sizeOf(shape);
      return tensor(shape, flat.slice(start, (start += size)));
    });
  };
  const moved = (offset: Float64Array): readonly Tensor[] =>
    parts(offset).map(({ shape, data }, i) =>
      tensor(
        shape,
        data.map((d, j) => centre[i]!.data[j]! + d),
      ),
    );

  /** The branch that holds at `xs`, and the value there. */
  const taken = (xs: readonly Tensor[]): { readonly branch: Branch; readonly value: Float64Array } => {
    for (const each of ready) {
      try {
        return { branch: each, value: each.value([...xs, ...each.captured])[0]!.data };
      } catch (error) {
        if (!(error instanceof GuardFailed)) throw error;
      }
    }
    const found = branch(
      localise(
        evaluator,
        point.by.map(({ name }, i) => ({ name, value: xs[i]! })),
        point.body,
      ),
    );
    if (ready.unshift(found) > MOST) ready.pop();
    return { branch: found, value: found.value([...xs, ...found.captured])[0]!.data };
  };

  return {
    value: (offset) => defined(() => taken(moved(offset)).value),
    along: (offset, direction) =>
      defined(() => {
        const xs = moved(offset);
        const { branch: there } = taken(xs);
        return there.tangent([...xs, ...there.captured, ...parts(direction)])[0]!.data;
      }),
  };
}

/** Nothing where the function answers a fault: it is not defined there. */
function defined<T>(body: () => T): T | undefined {
  try {
    return body();
  } catch (error) {
    if (error instanceof Fault && error.data.code !== 'interrupted') return undefined;
    throw error;
  }
}
