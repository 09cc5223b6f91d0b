import { tangentGraph } from '../ad/products.ts';
import { Fault } from '../base/fault.ts';
import { invariant } from '../base/invariant.ts';
import { prng } from '../base/prng.ts';
import { guardFailed, sameData } from '../compile/backend.ts';
import { branching } from '../compile/branches.ts';
import { type Doubled, hasTwin } from '../compile/doubled.ts';
import { opOf } from '../graph/builder.ts';
import { interpreter } from '../compile/interpreter.ts';
import { type Move, moves } from '../compile/jitter.ts';
import { interpretMoved, interpretNoisy } from '../compile/noise.ts';
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
  /**
   * The value in twice the digits, each rounding of it moved at random as far as it may be off; undefined where there is no value, or
   * where the branch that is taken cannot be told.
   */
  precisely(args: readonly Doubled[]): Doubled | undefined;
  /** The same in doubles. */
  plainly(args: readonly Tensor[]): Tensor | undefined;
  /** Whether all that the function is made of has twice the digits of its own. */
  readonly isDoubled: boolean;
}

/** The neighbourhood of a recorded point. */
export function nearby(evaluator: Evaluator, point: Point, local: Local): Nearby {
  const count = local.by.length;
  const recorded = (args: readonly Tensor[]): Local =>
    localise(evaluator, { ...point, by: point.by.map(({ name }, i) => ({ name, value: args[i]! })) });
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
  const anew = (args: readonly Tensor[]): readonly Branch[] => [branchOf(recorded(args))];
  const use = (branch: Branch, args: readonly Tensor[]) => ({ branch, value: branch.value(args) });
  const { run } = branching(anew, use, [branchOf(local)]);
  const taken = (args: readonly Tensor[]): ReturnType<typeof use> => {
    const found = run(args);
    invariant(found, 'a function takes the branch that it was recorded on');
    return found;
  };
  const move = moves(prng(1), false);
  const precise = branching(
    (args: readonly Doubled[]) => [recorded(args.map(({ hi }) => hi))],
    (branch: Local, args) => noisyValue(branch, args, move),
    [local],
  );
  const plain = branching(
    (args: readonly Tensor[]) => [recorded(args)],
    ({ graph, inputs }: Local, args) => interpretMoved(graph, [...args, ...inputs.slice(count).map(present)], move)[0]!,
    [local],
  );
  return {
    at: local.inputs.slice(0, count).map(present),
    value: (args) => taken(args).value,
    along: (args, direction) => taken(args).branch.along(args, direction),
    isDoubled: local.graph.nodes.every((node) => node.kind !== 'op' || hasTwin(opOf(node))),
    precisely: (args) => orNone(() => precise.run(args)),
    plainly: (args) => orNone(() => plain.run(args)),
  };
}

/** What `run` answers; undefined where it is refused. */
function orNone<T>(run: () => T | undefined): T | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof Fault && error.data.code !== 'interrupted') return undefined;
    throw error;
  }
}

/** The value of a recorded branch in twice the digits. Throws where it is another branch that holds. */
function noisyValue({ graph, inputs, by }: Local, args: readonly Doubled[], move: Move): Doubled {
  const captured = inputs.slice(by.length).map((x): Doubled => ({ hi: present(x) }));
  const outputs = [...graph.outputs, ...graph.guards.map(({ ref }) => ref)];
  const [value, ...tests] = interpretNoisy({ ...graph, outputs }, [...args, ...captured], move);
  if (!graph.guards.every((guard, i) => sameData(guard.value.data, tests[i]!.hi.data))) throw guardFailed;
  return value!;
}
