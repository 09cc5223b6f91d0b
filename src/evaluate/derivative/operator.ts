import { fail } from '../../base/fault.ts';
import { type Numeric, present } from '../../graph/trace.ts';
import { type Sparse, sparse } from '../../tensor/sparse.ts';
import type { Evaluator } from '../evaluator.ts';
import type { DerivedFunction } from '../value.ts';
import { isPatterned, formsOf } from './derivative.ts';
import { derivativeOf } from './differentiate.ts';
import { isRecorded, localise } from './local.ts';

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
  const local = localise(evaluator, {
    name: '',
    by: indices.map((i) => ({ name: params[i]!, value: args[i]! })),
    body: (xs) => body(args.map((a, i) => xs[indices.indexOf(i)] ?? a)),
  });
  const order = fn.operator === 'hess' ? 2 : 1;
  const forms = formsOf({ ...local, order });
  if (forms.length > 1) {
    fail(
      'derivative/parts',
      `${fn.operator} by ${names.join(', ')} has a part for each argument, because they are not all numbers`,
      { help: `Name one: ${fn.operator}(f, ${names[0]})(..). The command :${fn.operator} shows all parts.` },
    );
  }
  // What is being recorded is recorded whole: no op takes sparse arrays.
  const storage = isRecorded(local.inputs) ? 'dense' : undefined;
  const { entries } = derivativeOf(evaluator, local, { order, storage }).blocks[0]!;
  return isPatterned(entries) ? sparse(entries.shape, entries.pattern, present(entries.values).data) : entries;
}
