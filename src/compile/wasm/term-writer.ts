import type { FunctionWriter, Local } from '../../wasm/function-writer.ts';
import type { ValueType } from '../../wasm/opcodes.ts';
import type { Access } from '../plan/access.ts';
import type { Term, TermRef } from '../plan/terms.ts';
import type { Addresses } from './addresses.ts';
import { type Functions, leavesTest, type Width, writeCall, writeInstruction, writeOwn } from './lanes.ts';

/** How the body is written: with vectors or doubles, and how many of them side by side. */
export interface Mode {
  readonly width: Width;
  readonly slots: number;
}

/** Where a written term is found: per slot a local, of a double or of a vector. */
export type Place = readonly Local[];

/** What is known at one level of the nest: terms in locals, by term and width. */
export type Known = Map<string, Place>;

/** What a body's terms are written with. */
export interface TermsInLoops {
  readonly list: readonly Term[];
  /** How often each is used. */
  readonly uses: Int32Array;
  readonly addresses: Addresses;
  /** The access of a load in the nest's axes. */
  access(load: Term): Access;
  /** The position of the vector loop; -1 where there is none. */
  readonly vectorAt: number;
  readonly fma: boolean;
}

/** Writes terms as instructions that leave their value on the stack. */
export class TermWriter {
  private readonly f: FunctionWriter;
  private readonly functions: Functions;
  private readonly body: TermsInLoops;
  private readonly moving: Uint8Array;

  constructor(f: FunctionWriter, functions: Functions, body: TermsInLoops) {
    this.f = f;
    this.functions = functions;
    this.body = body;
    this.moving = this.movingTerms();
  }

  /** A double, or a test, on the stack as both lanes of a vector. */
  splat(term: Term): void {
    if (term.kind === 'do' && leavesTest(term.what)) {
      const { f } = this;
      const test = f.local('i32');
      f.set(test).i32(0).get(test).op('i32.sub', 'i64.extend_i32_s', 'i64x2.splat');
    } else this.f.op('f64x2.splat');
  }

  /** A vector where the term moves with the vector loop that is being written, else a double. */
  widthOf(t: TermRef, { width }: Mode): Width {
    return width === 2 && this.movesWithVector(t) ? 2 : 1;
  }

  private movesWithVector(t: TermRef): boolean {
    return this.moving[t] === 1;
  }

  private movingTerms(): Uint8Array {
    const moving = new Uint8Array(this.body.list.length);
    this.body.list.forEach((term, t) => {
      if (term.kind === 'load') {
        moving[t] =
          this.body.vectorAt >= 0 && this.body.addresses.stepAt(this.body.access(term), this.body.vectorAt) !== 0
            ? 1
            : 0;
      } else if (term.kind !== 'number') moving[t] = term.args.some((a) => moving[a]) ? 1 : 0;
    });
    return moving;
  }

  typeOf(term: Term, width: Width): ValueType {
    if (width === 2) return 'v128';
    return term.kind === 'do' && leavesTest(term.what) ? 'i32' : 'f64';
  }

  /** Pushes a term in the given width. */
  push(t: TermRef, mode: Mode, slot: number, known: Known, width: Width): void {
    const term = this.body.list[t]!;
    const place = known.get(`${t}/${width}`);
    if (place) return void this.f.get(place[Math.min(slot, place.length - 1)]!);
    if (term.kind === 'number') {
      if (width === 2) this.f.splat(term.value);
      else this.f.f64(term.value);
      return;
    }
    if (width === 2 && !this.movesWithVector(t)) {
      if (term.kind === 'load' && !known.has(`${t}/1`)) {
        return this.body.addresses.load(this.body.access(term), this.body.vectorAt, 2, slot);
      }
      this.push(t, mode, slot, known, 1);
      return this.splat(term);
    }
    this.term(t, mode, slot, known, width);
  }

  /** Writes the computation of a term. */
  term(t: TermRef, mode: Mode, slot: number, known: Known, width: Width): void {
    const term = this.body.list[t]!;
    if (term.kind === 'number') return this.push(t, mode, slot, known, width);
    if (term.kind === 'load') {
      return this.body.addresses.load(this.body.access(term), this.body.vectorAt, width, slot);
    }
    const args = term.args.map((a) => () => this.push(a, mode, slot, known, width));
    if (term.kind === 'call') return writeCall(this.f, this.functions.vector(term.name), width, args);
    if (term.kind === 'own') return writeOwn(this.f, this.functions.own(term.key), width, args);
    const fused = width === 2 && this.body.fma ? this.fusable(term, known) : undefined;
    if (!fused) return writeInstruction(this.f, term.what, width, args);
    for (const a of fused.args) this.push(a, mode, slot, known, 2);
    this.f.op(fused.what);
  }

  /** a b + c as one instruction, where the product is used nowhere else. */
  private fusable(
    term: Term & { kind: 'do' },
    known: Known,
  ): { readonly what: 'f64x2.relaxed_madd' | 'f64x2.relaxed_nmadd'; readonly args: readonly TermRef[] } | undefined {
    if (term.what !== 'add' && term.what !== 'sub') return undefined;
    const [a, b] = term.args as [TermRef, TermRef];
    const product = (t: TermRef): readonly TermRef[] | undefined => {
      const inner = this.body.list[t]!;
      const own = inner.kind === 'do' && inner.what === 'mul' && this.body.uses[t] === 1 && !known.has(`${t}/2`);
      return own && this.movesWithVector(t) ? inner.args : undefined;
    };
    const second = product(b);
    if (second)
      return { what: term.what === 'add' ? 'f64x2.relaxed_madd' : 'f64x2.relaxed_nmadd', args: [...second, a] };
    const first = term.what === 'add' ? product(a) : undefined;
    return first && { what: 'f64x2.relaxed_madd', args: [...first, b] };
  }
}
