import { assureDigits, type Assured, type Loss } from '../compile/precision.ts';
import type { Note } from '../base/note.ts';
import type { Tracer } from '../graph/trace.ts';
import type { Tensor } from '../tensor/tensor.ts';
import type { Notes } from './notes.ts';

/** What gathers notes. */
interface Noted {
  readonly notes: Notes;
}

/** The outputs of a computation whose digits were assured; notes what is still lost, and what rounding may have decided. */
export function told({ notes }: Noted, { outputs, losses, undecided, unestimated }: Assured): readonly Tensor[] {
  if (losses.length > 0) notes.add({ code: 'precision/loss', ...lossOf(losses) });
  if (unestimated) notes.add(UNESTIMATED);
  for (const { origin, op } of undecided) {
    notes.add({
      code: 'precision/branch',
      message: `rounding may have decided ${origin?.text ?? op}: the answer is that of the side taken`,
      ...(origin?.span ? { span: origin.span } : {}),
    });
  }
  return outputs;
}

const UNESTIMATED: Note = {
  code: 'precision/unestimated',
  message: 'the computation is too large for an estimate of the digits that rounding took',
};

function lossOf(found: readonly Loss[]): Pick<Note, 'message' | 'entries' | 'apart'> {
  const worst = Math.max(...found.map((l) => l.worst));
  const entries = found.reduce((n, l) => n + l.entries, 0);
  const within = found.every((l) => l.within !== undefined) && Math.max(...found.map((l) => l.within!));
  const digits = Math.max(0, Math.floor(-Math.log10(worst)));
  const left = within ? `0 within ${within.toExponential(0)}` : `about ${digits} right digits`;
  const apart = {
    part: Math.max(...found.map((l) => l.apart.part)),
    zeros: Math.max(...found.map((l) => l.apart.zeros)),
  };
  return { message: `rounding leaves ${left} (estimated relative error ${worst.toExponential(0)})`, entries, apart };
}

/** A plain value that the line computed, with the digits that had been lost on the way to it. */
export function assured(evaluator: Noted & { readonly $: Tracer }, value: Tensor): Tensor {
  const { history } = evaluator.$;
  const past = history.of(value);
  if (!past) {
    if (history.isFull) evaluator.notes.add(UNESTIMATED);
    return value;
  }
  const [best] = told(evaluator, assureDigits(past.graph, [], [value], past.values));
  return best!;
}
