import { tangentGraph } from '../ad/products.ts';
import { invariant } from '../base/invariant.ts';
import { branching } from '../compile/branches.ts';
import { interpreter } from '../compile/interpreter.ts';
import { type Local, localise } from '../evaluate/derivative/local.ts';
import type { Evaluator } from '../evaluate/evaluator.ts';
import { present } from '../graph/trace.ts';
import type { Tensor } from '../tensor/tensor.ts';
import type { Point } from '../evaluate/derivative/point.ts';

/** A function in the neighbourhood of a point: where it takes another branch than there, it is recorded anew. */
export interface Nearby {
  /** The point: one array per argument. */
  readonly at: readonly Tensor[];
  /** The value where the arguments are these. */
  value(args: readonly Tensor[]): Tensor;
  /** The derivative there along a direction. */
  along(args: readonly Tensor[], direction: readonly Tensor[]): Tensor;
}

/** The neighbourhood of a recorded point. */
export function nearby(evaluator: Evaluator, point: Point, local: Local): Nearby {
  const count = local.by.length;
  const branchOf = ({ graph, inputs }: Local) => {
    const captured = inputs.slice(count).map(present);
    const value = interpreter.compile(graph);
    let tangent: typeof value | undefined;
    return {
      value: (args: readonly Tensor[]): Tensor => value([...args, ...captured])[0]!,
      along: (args: readonly Tensor[], direction: readonly Tensor[]): Tensor => {
        tangent ??= interpreter.compile(tangentGraph(graph, count));
        return tangent([...args, ...captured, ...direction])[0]!;
      },
    };
  };
  type Branch = ReturnType<typeof branchOf>;
  const anew = (args: readonly Tensor[]): readonly Branch[] => [
    branchOf(localise(evaluator, { ...point, by: point.by.map(({ name }, i) => ({ name, value: args[i]! })) })),
  ];
  const use = (branch: Branch, args: readonly Tensor[]) => ({ branch, value: branch.value(args) });
  const { run } = branching(anew, use, [branchOf(local)]);
  const taken = (args: readonly Tensor[]): ReturnType<typeof use> => {
    const found = run(args);
    invariant(found, 'a function takes the branch that it was recorded on');
    return found;
  };
  return {
    at: local.inputs.slice(0, count).map(present),
    value: (args) => taken(args).value,
    along: (args, direction) => taken(args).branch.along(args, direction),
  };
}
