import { attempt } from '../../base/fault.ts';
import { prng } from '../../base/prng.ts';
import { numeric } from '../../evaluate/evaluate.ts';
import { type Evaluator, withNames } from '../../evaluate/evaluator.ts';
import { notes } from '../../evaluate/notes.ts';
import { present, tracer } from '../../graph/trace.ts';
import type { Expr } from '../../lang/ast.ts';
import { scalar, type Tensor } from '../../tensor/tensor.ts';
import type { Subject } from './subject.ts';
import { openNames, type Place, ranges, simple } from './trial.ts';

/** Of several names, a negative base and halves as exponents are drawn together once in sixty times. */
const tries = { ofOneName: 60, ofMore: 400 } as const;

/** Whether the formula of a derivative is a number at points where the function itself is none, and so has no derivative. */
export function goesBeyond(evaluator: Evaluator, subject: Subject, derivative: Expr): boolean {
  const random = prng(3);
  const others = openNames(evaluator, subject);
  const count = subject.params.length + others.length > 1 ? tries.ofMore : tries.ofOneName;
  for (let i = 0; i < count; i++) {
    const [low, high] = ranges[(i >> 2) % ranges.length]!;
    const number = (): Tensor =>
      scalar(i % 4 === 0 ? low + (high - low) * random() : simple[Math.floor(simple.length * random())]!);
    const args = subject.params.map(number);
    const place = { args, names: new Map(others.map((name) => [name, number()])) };
    if (isBeyond(evaluator, subject, derivative, place)) return true;
  }
  return false;
}

function isBeyond(evaluator: Evaluator, subject: Subject, derivative: Expr, { args, names }: Place): boolean {
  // What overflows, as exp(x)/exp(x) far out, is undefined in floating point alone.
  let overflows = false;
  const quiet: Evaluator = {
    ...evaluator,
    $: tracer(({ value }) => (overflows ||= value.data.some((x) => Math.abs(x) === Infinity))),
    notes: notes(),
  };
  const value = attempt(() => present(subject.value(quiet, args, names)));
  if (!value || overflows || !value.data.some(Number.isNaN)) return false;
  const all = new Map([...names, ...subject.params.map((name, i) => [name, args[i]!] as const)]);
  const { inner, frame } = withNames(quiet, '', all);
  const entries = attempt(() => present(numeric(inner, derivative, frame)).data);
  const each = (entries?.length ?? 0) / value.data.length;
  return value.data.some(
    (x, i) => Number.isNaN(x) && entries?.subarray(i * each, (i + 1) * each).some(Number.isFinite),
  );
}
