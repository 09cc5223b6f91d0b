import type { Code } from '../base/codes/codes.ts';
import type { Note } from '../base/note.ts';
import type { Origin } from '../graph/graph.ts';
import type { Observe } from '../graph/trace.ts';
import type { Op } from '../ops/op.ts';
import { equal, unequal } from '../ops/scalar/comparison.ts';
import type { Tensor } from '../tensor/tensor.ts';

/** Gathers what an answer must say besides its value: one note per cause, with a count. */
export interface Notes {
  readonly observe: Observe;
  add(note: Note): void;
  /** Notes that NaN or infinity is in an answer of no op, where nothing that it was given had any. */
  began(said: Began, args: readonly Tensor[], value: Tensor): void;
  /** All notes; origins of NaN and infinity only if the answer's numbers hold such entries. */
  list(answer: () => Iterable<Float64Array>): readonly Note[];
}

/** Where a NaN or an infinity began, and by which codes it is noted. */
interface Began {
  readonly text: string;
  readonly origin: Origin | undefined;
  readonly nan: Code;
  readonly infinite: Code;
}

/** At most this many causes are told apart. */
const MOST = 8;

/** An empty gathering. */
export function notes(): Notes {
  const kept = new Map<string, Note>();
  const suspected = new Map<string, Note>();

  const into = (map: Map<string, Note>, note: Note): void => {
    const key = `${note.code}|${note.message}|${note.span}`;
    const known = map.get(key);
    if (known) {
      if (note.entries !== undefined) map.set(key, { ...known, entries: Math.max(known.entries ?? 0, note.entries) });
    } else if (map.size < MOST) map.set(key, note);
  };

  const note = (code: Code, message: string, origin: Origin | undefined, entries: number): Note => ({
    code,
    message,
    ...(origin?.span && { span: origin.span }),
    entries,
  });

  const suspect = ({ text, origin, nan, infinite }: Began, args: readonly Tensor[], value: Tensor): void => {
    const unknown = began(value, args, Number.isNaN);
    if (unknown > 0) into(suspected, note(nan, `NaN began at ${text}`, origin, unknown));
    const endless = began(value, args, isInfinite);
    if (endless > 0) into(suspected, note(infinite, `infinity began at ${text}`, origin, endless));
  };

  return {
    began: suspect,
    add: (extra) => into(kept, extra),
    observe: ({ op, args, value, origin, differentiated }) => {
      const text = origin?.text ?? op.name;
      if (differentiated && op.kinks) {
        const hits = op.kinks(...args);
        if (hits > 0 && op.tests) {
          into(kept, note('derivative/branch-edge', `${text} is tied here: ${edgeText(op)}`, origin, hits));
        } else if (hits > 0) {
          into(kept, note('derivative/kink', `${text}: ${op.convention ?? 'no derivative here'}`, origin, hits));
        }
      }
      suspect({ text, origin, nan: 'value/nan', infinite: 'value/infinite' }, args, value);
    },
    list: (answer) => {
      let [nan, infinite] = [false, false];
      for (const data of suspected.size > 0 ? answer() : []) {
        nan ||= data.some(Number.isNaN);
        infinite ||= data.some(isInfinite);
      }
      // A NaN may have begun as an infinity, but what is infinite never was NaN.
      const origins = [...suspected.values()].filter(({ code }) => nan || (infinite && code.endsWith('/infinite')));
      return [...origins, ...kept.values()];
    },
  };
}

/** What becomes of a derivative at a tie: an order tells a side, an equality tells nothing. */
const edgeText = (op: Op): string =>
  op === equal || op === unequal
    ? 'it holds at this point only, so there is no derivative by what moves it'
    : 'the derivative is that of the branch taken';

const isInfinite = (x: number): boolean => x === Number.POSITIVE_INFINITY || x === Number.NEGATIVE_INFINITY;

/** How many entries are such, if no operand has any. */
function began(value: Tensor, args: readonly Tensor[], is: (x: number) => boolean): number {
  let count = 0;
  for (const x of value.data) if (is(x)) count++;
  if (count === 0) return 0;
  // An infinity that meets an infinity and gives NaN began the NaN; an infinity that passes through began nothing.
  return args.some((a) => a.data.some((x) => is(x) || Number.isNaN(x))) ? 0 : count;
}
