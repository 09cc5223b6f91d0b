import type { Answer } from '../../src/answer/result.ts';
import type { Note } from '../../src/base/note.ts';
import { type BackendName, runtimeOf } from '../../src/compile/runtime.ts';
import { kernelChoice, kernelsOf } from '../../src/host/kernels.ts';
import { Fault } from '../../src/base/fault.ts';
import { compileLine } from '../../src/derive/compile.ts';
import type { Engine } from '../../src/session/engine.ts';
import { engine } from '../session/engine-fixture.ts';
import { tensorsOf } from '../arrays.ts';

/** Lines of which the last is asked, and the entries that it should answer, to 25 digits, by parts. */
export interface TruthCase {
  readonly kind: string;
  readonly lines: readonly string[];
  readonly expected: readonly (readonly string[])[];
  /** The back end that is forced; `portable` without fused multiply-adds. */
  readonly backend?: BackendName | 'portable';
  /** The line to compile and to call with these inputs, in place of asking. */
  readonly compile?: string;
  readonly inputs?: Readonly<Record<string, number>>;
  /** What `:check` must not contradict: it may be undecided about what is right, never about what is wrong. */
  readonly verdict?: 'agree' | 'disagree';
}

/** What a case is called: its lines, and the back end that is forced. */
export const titleOf = ({ lines, backend }: Pick<TruthCase, 'lines' | 'backend'>): string =>
  `${lines.join(' ;; ')}${backend ? ` (${backend})` : ''}`;

/** What became of an entry: see docs/accuracy.md. */
export type Outcome = 'right' | 'within' | 'beyond' | 'silent' | 'notFinite' | 'refused';

export interface Judged {
  readonly outcomes: readonly Outcome[];
  /** The note of lost digits on an answer all of whose entries are right. */
  readonly falseAlarm: boolean;
  readonly got: readonly number[];
  readonly notes: readonly Note[];
  /** The code of the error, where there was one. */
  readonly fault?: string;
}

/** Right is an entry to this relative error. */
const RIGHT = 1e-12;
/** What is smaller or larger need not have all its digits: it must be as small, or as large. */
const LEAST = 1e-300;
const MOST = 1e300;

const errorOf = (got: number, wanted: number): number => {
  if (got === wanted) return 0;
  if (Math.abs(wanted) < LEAST) return Math.abs(got) < LEAST ? 0 : Number.POSITIVE_INFINITY;
  if (Math.abs(wanted) > MOST && Math.abs(got) > MOST && Math.sign(got) === Math.sign(wanted)) return 0;
  const error = Math.abs(got / wanted - 1);
  return Number.isNaN(error) ? Number.POSITIVE_INFINITY : error;
};

/** The largest relative error that the notes own to: any, where one says that digits are lost and not how many. */
function told(notes: readonly Note[]): { readonly error: number; readonly entries: number } {
  let error = 0;
  let entries = 0;
  for (const note of notes) {
    if (note.code === 'derivative/kink' || note.code === 'derivative/branch-edge') {
      return { error: Number.POSITIVE_INFINITY, entries: Number.POSITIVE_INFINITY };
    }
    if (!note.code.startsWith('precision/')) continue;
    const estimate = /estimated relative error ([\d.e+-]+)/.exec(note.message)?.[1];
    // The figure is rounded to its one digit.
    const own = estimate === undefined ? Number.POSITIVE_INFINITY : Number(estimate) * 1.5;
    // Where nothing is known to be right, an error of all digits is owned to.
    error = Math.max(error, own >= 1 ? Number.POSITIVE_INFINITY : own);
    entries += note.entries ?? Number.POSITIVE_INFINITY;
  }
  return { error, entries };
}

function outcomesOf(got: readonly number[], wanted: readonly number[], notes: readonly Note[]): readonly Outcome[] {
  const own = told(notes);
  let left = own.entries;
  const saysInfinite = notes.some(({ code }) => code === 'value/nan' || code === 'value/infinite');
  return got.map((g, i) => {
    const error = errorOf(g, wanted[i]!);
    if (error <= RIGHT) return 'right';
    if (!Number.isFinite(g)) return saysInfinite || own.error > 0 ? 'notFinite' : 'silent';
    if (left-- <= 0) return 'silent';
    return error <= own.error ? 'within' : 'beyond';
  });
}

function engineOf(backend: NonNullable<TruthCase['backend']>): Engine {
  const portable = backend === 'portable';
  const kernels = kernelsOf(kernelChoice(portable));
  return engine(1, runtimeOf({ backend: portable ? 'wasm' : backend, ...(portable && { kernels }) }));
}

async function answerTo({ lines, backend = 'auto' }: TruthCase): Promise<Answer> {
  const { run } = engineOf(backend);
  let answer: Answer | undefined;
  for (const line of lines) {
    answer = await run(line);
    if (!answer.ok) break;
  }
  return answer!;
}

const judgedAs = (outcome: Outcome, more: Partial<Judged> = {}): Judged => ({
  outcomes: [outcome],
  falseAlarm: false,
  got: [],
  notes: [],
  ...more,
});

const judgedBy = (outcomes: readonly Outcome[], got: readonly number[], notes: readonly Note[]): Judged => ({
  outcomes,
  falseAlarm: outcomes.every((o) => o === 'right') && notes.some((n) => n.code === 'precision/loss'),
  got,
  notes,
});

const refused = (wanted: readonly number[], fault: string): Judged =>
  judgedAs('refused', { outcomes: wanted.map(() => 'refused'), fault });

async function judgeVerdict(one: TruthCase): Promise<Judged> {
  const answer = await answerTo(one);
  if (!answer.ok) return refused([0], answer.fault.code);
  if (answer.result?.kind !== 'checks') throw new Error(`${answer.input} answers no checks`);
  const { verdict } = answer.result;
  const told = { fault: verdict, notes: answer.notes };
  if (verdict === one.verdict) return judgedAs('right', told);
  return judgedAs(verdict === 'undecided' && one.verdict === 'agree' ? 'within' : 'silent', told);
}

/** A compiled line as the function of a library call, by a back end. */
async function compiledCall(
  { compile, inputs }: TruthCase,
  backend: NonNullable<TruthCase['backend']>,
  estimate: boolean,
): Promise<{ readonly got: readonly number[]; readonly notes: readonly Note[] }> {
  const shapes = Object.fromEntries(Object.keys(inputs!).map((name) => [name, []]));
  const run = compileLine(await engineOf(backend).recorder(compile!), shapes, { estimate });
  const { data, parts, notes = [] } = run(inputs!);
  return { got: parts ? parts.flatMap((p) => Array.from(p.data)) : Array.from(data), notes };
}

/**
 * A call with an estimate has notes, and is held to them. One without bears none: of it no more may be lost than the
 * interpreter of the same graph loses, which is the formula's loss.
 */
async function judgeCompiled(one: TruthCase, wanted: readonly number[]): Promise<Judged> {
  try {
    const backend = one.backend ?? 'auto';
    const { got, notes } = await compiledCall(one, backend, true);
    const outcomes = outcomesOf(got, wanted, notes);
    const bare = (await compiledCall(one, backend, false)).got;
    const errors = bare.map((b, i) => errorOf(b, wanted[i]!));
    const plain = errors.every((e) => e <= RIGHT) ? bare : (await compiledCall(one, 'interpreter', false)).got;
    const own = errors.map((e, i) => e > RIGHT && e > 100 * errorOf(plain[i]!, wanted[i]!));
    return judgedBy(
      outcomes.map((o, i) => (own[i] ? 'silent' : o)),
      own.includes(true) ? bare : got,
      notes,
    );
  } catch (error) {
    if (error instanceof Fault) return refused(wanted, error.data.code);
    throw error;
  }
}

/** Runs a case in a session of its own and holds each entry of the answer against what it should be. */
export async function judge(one: TruthCase): Promise<Judged> {
  if (one.verdict) return judgeVerdict(one);
  const wanted = one.expected.flat().map(Number);
  if (one.compile) return judgeCompiled(one, wanted);
  const answer = await answerTo(one);
  if (!answer.ok) return refused(wanted, answer.fault.code);
  const got = tensorsOf(answer).parts.flatMap((p) => Array.from(p.data));
  const { notes } = answer;
  if (got.length !== wanted.length)
    return { ...refused(wanted, 'another shape'), outcomes: wanted.map(() => 'silent') };
  return judgedBy(outcomesOf(got, wanted, notes), got, notes);
}
