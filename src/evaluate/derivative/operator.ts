import { hessian } from '../../ad/hessian.ts';
import { fail } from '../../base/fault.ts';
import type { Numeric } from '../../graph/trace.ts';
import { jacobian, type Mode } from '../../ad/jacobian.ts';
import type { Graph } from '../../graph/graph.ts';
import {
  assemble,
  assembleSecond,
  inputIndices,
  inMode,
  jacobianParts,
  type Local,
  localise,
  run,
  shapesOf,
} from './local.ts';
import { type Sparse, sparse } from '../../tensor/sparse.ts';
import { firstShapes, secondShapes } from './shape.ts';
import type { Evaluator } from '../evaluator.ts';
import { sparseHessian, sparseJacobian } from './sparse.ts';
import { withStructuralZeros } from './structural.ts';
import type { DerivedFunction } from '../value.ts';

/** What an operator's function answers at arguments: `jac(f)(1, 2)`, itself differentiable again. */
export function derivativeAt(
  evaluator: Evaluator,
  fn: DerivedFunction,
  params: readonly string[],
  args: readonly Numeric[],
  body: (xs: readonly Numeric[]) => Numeric,
): Numeric | Sparse {
  const names = fn.wrt ?? params.slice(0, args.length);
  const indices = names.map((name, k) => {
    if (names.indexOf(name) < k) {
      fail('wrt/twice', `${fn.operator} is given ${name} twice`, { help: 'Keep one of them.' });
    }
    const i = params.indexOf(name);
    return i >= 0
      ? i
      : fail('operator/no-parameter', `${name} is not a parameter of the function: it has ${params.join(', ')}`);
  });
  const local = localise(
    evaluator,
    indices.map((i) => ({ name: params[i]!, value: args[i]! })),
    (xs) => body(args.map((a, i) => (indices.includes(i) ? xs[indices.indexOf(i)]! : a))),
  );
  const { inputs, output } = shapesOf(local);
  const isSecond = fn.operator === 'hess';
  const shapes = isSecond ? secondShapes(output, inputs) : firstShapes(output, inputs);
  if (shapes.length === 1) {
    const found = isSecond ? sparseHessian(evaluator, local, {}) : sparseJacobian(evaluator, local, {});
    if (found) return sparse(shapes[0]!, found.pattern, found.values);
  }
  const all = isSecond
    ? assembleSecond(evaluator, hessianParts(evaluator, local), output, inputs)
    : assemble(evaluator, jacobianParts(evaluator, local), output, inputs);
  if (all.kind === 'one') return all.value;
  return fail(
    'derivative/parts',
    `${fn.operator} by ${names.join(', ')} has a part for each argument, because they are not all numbers`,
    { help: `Name one: ${fn.operator}(f, ${names[0]})(..). The command :${fn.operator} shows all parts.` },
  );
}

/** The second derivatives by each pair of `by`, of shapes [...output, ...input i, ...input j]. */
export function hessianParts(evaluator: Evaluator, local: Local, mode?: Mode): readonly (readonly Numeric[])[] {
  const by = inputIndices(local);
  const { graph, inputs } = local;
  const flat = inMode(local, mode, (m) =>
    hessian(graph, by, m).flatMap((second, i) => {
      const first = (): Graph => {
        const all = jacobian(graph, by, m ?? 'reverse');
        return { ...all, outputs: [all.outputs[i]!] };
      };
      return withStructuralZeros(first, by, inputs, run(evaluator, second, inputs));
    }),
  );
  return by.map((i) => flat.slice(i * by.length, (i + 1) * by.length));
}
