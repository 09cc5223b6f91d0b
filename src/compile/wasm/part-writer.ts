import type { FunctionWriter, Local } from '../../wasm/assembler.ts';
import type { ValueType } from '../../wasm/opcodes.ts';
import type { Access } from '../plan/access.ts';
import type { Kernel, Part, Root } from '../plan/kernel.ts';
import type { Ref } from '../../graph/graph.ts';
import type { Term, TermRef } from '../plan/terms.ts';
import { Addresses } from './addresses.ts';
import { type Gathering, gathering } from './gather.ts';
import { type Functions, leavesTest, type Width, writeCall, writeInstruction, writeOwn } from './lanes.ts';
import { type Loop, nestOf } from './nest.ts';

/** How the body is written: with vectors or doubles, and how many of them side by side. */
interface Mode {
  readonly width: Width;
  readonly slots: number;
}

const ONE: Mode = { width: 1, slots: 1 };

/** Where a written term is found: per slot a local, of a double or of a vector. */
type Place = readonly Local[];

/** What is known at one level of the nest: terms in locals, by term and width. */
type Known = Map<string, Place>;

/** Terms that are used once are written where they are used, nested no deeper than this. */
const DEEPEST = 48;

/** Bodies of more terms are not written several times side by side. */
const sideBySide = (terms: number): number => (terms <= 24 ? 4 : terms <= 80 ? 2 : 1);

/** Writes one part of a kernel as loops into a function. */
export class PartWriter {
  private readonly f: FunctionWriter;
  private readonly functions: Functions;
  private readonly kernel: Kernel;
  private readonly loops: readonly Loop[];
  private readonly kept: number;
  private readonly vectorAt: number;
  private readonly slots: number;
  private readonly list: readonly Term[];
  private readonly level: Int32Array;
  private readonly uses: Int32Array;
  /** Each load's and each root's access in the nest's axes. */
  private readonly placed = new Map<Term | Root, Access>();
  private readonly addresses: Addresses;
  private readonly root: ReadonlyMap<Root, readonly TermRef[]>;
  private readonly adds: boolean;
  private readonly fma: boolean;

  /** `adds`: gathered values are added to what is stored, because several parts gather to the same place. */
  constructor(
    f: FunctionWriter,
    functions: Functions,
    kernel: Kernel,
    part: Part,
    address: (ref: Ref) => number,
    { adds, fma }: { readonly adds: boolean; readonly fma: boolean },
  ) {
    this.f = f;
    this.functions = functions;
    this.kernel = kernel;
    this.adds = adds;
    this.fma = fma;
    const nest = nestOf(kernel, part);
    this.loops = nest.loops;
    this.kept = nest.kept;
    this.vectorAt = this.loops.findIndex((l) => l.vector);
    this.list = part.body.terms.list;
    const accesses = new Map<Access, number>();
    const place = (of: Term | Root, access: Access, ref: Ref): void => {
      const placed = nest.place(access);
      this.placed.set(of, placed);
      accesses.set(placed, address(ref));
    };
    for (const term of this.list) if (term.kind === 'load') place(term, term.access, term.source);
    const root = new Map<Root, readonly TermRef[]>();
    let next = 0;
    for (const r of kernel.roots) {
      root.set(r, part.body.results.slice(next, (next += r.demands.length)));
      place(r, r.store, r.ref);
    }
    this.root = root;
    this.addresses = new Addresses(f, this.loops, accesses);
    const used = this.usage([...root.values()].flat());
    this.level = used.level;
    this.uses = used.uses;
    this.slots = sideBySide(this.list.length);
  }

  write(): void {
    this.nest(0, ONE, new Map());
  }

  /** How often each term is used, and the loop (by position + 1) at which it can first be computed. */
  private usage(results: readonly TermRef[]): { level: Int32Array; uses: Int32Array } {
    const level = new Int32Array(this.list.length);
    const uses = new Int32Array(this.list.length);
    this.list.forEach((term, t) => {
      if (term.kind === 'load') level[t] = this.addresses.deepest(this.placed.get(term)!) + 1;
      else if (term.kind !== 'number') for (const a of term.args) level[t] = Math.max(level[t]!, level[a]!);
    });
    for (const t of results) uses[t]!++;
    for (let t = this.list.length - 1; t >= 0; t--) {
      const term = this.list[t]!;
      if (uses[t] === 0 || term.kind === 'number' || term.kind === 'load') continue;
      for (const a of term.args) uses[a]!++;
    }
    return { level, uses };
  }

  /** Writes the loops from `position` inwards. */
  private nest(position: number, mode: Mode, known: Known): void {
    this.settle(position, mode, known);
    const starting = this.kernel.roots.filter((r) => r.gather !== 'none' && this.startOf(r) === position);
    const gathers = new Map<Root, Gathering>();
    for (const r of starting) {
      const inside = this.vectorAt >= position;
      gathers.set(r, gathering(this.f, r.gather === 'max' ? 'max' : 'sum', mode, inside ? this.slots : 0));
    }
    for (const [r, g] of gathers) this.gathers.set(r, g);
    if (position === this.loops.length) this.finish(mode, known);
    else this.loop(position, mode, known);
    for (const [r, g] of gathers) {
      for (let slot = 0; slot < mode.slots; slot++) this.storeGathered(r, g, mode, slot);
      this.gathers.delete(r);
    }
  }

  private readonly gathers = new Map<Root, Gathering>();

  private startOf(root: Root): number {
    return root.axes.length === this.kernel.extents.length ? 0 : this.kept;
  }

  private loop(position: number, mode: Mode, known: Known): void {
    const { f } = this;
    const { extent, vector } = this.loops[position]!;
    const index = f.local('i32');
    const run = (from: number, to: number, step: number, inner: Mode): void => {
      if (to <= from) return;
      f.i32(8 * from).set(index);
      const body = (): void => {
        this.addresses.enter(position, index);
        this.nest(position + 1, inner, new Map(known));
      };
      if (to - from === step) return body();
      const end = f.local('i32');
      f.i32(8 * to).set(end);
      f.for(index, end, 8 * step, body);
    };
    if (!vector) return run(0, extent, 1, mode);
    const wide = 2 * this.slots;
    const whole = extent - (extent % wide);
    const pairs = extent - (extent % 2);
    run(0, whole, wide, { width: 2, slots: this.slots });
    run(whole, pairs, 2, { width: 2, slots: 1 });
    run(pairs, extent, 1, ONE);
  }

  /** Computes at this level what inner levels use, or what is used more than once. */
  private settle(position: number, mode: Mode, known: Known): void {
    const inner = new Uint8Array(this.list.length);
    if (position < this.loops.length) {
      // What a deeper term reads of this level has to lie in a local.
      this.list.forEach((term, t) => {
        if (this.uses[t] === 0 || term.kind === 'number' || term.kind === 'load' || this.level[t]! <= position) return;
        for (const a of term.args) if (this.level[a] === position) inner[a] = 1;
      });
      for (const r of this.root.values()) for (const t of r) if (this.level[t] === position) inner[t] = 1;
    }
    const depth = new Int32Array(this.list.length);
    this.list.forEach((term, t) => {
      if (this.uses[t] === 0 || term.kind === 'number' || this.level[t] !== position) return;
      if (term.kind !== 'load') for (const a of term.args) depth[t] = Math.max(depth[t]!, depth[a]! + 1);
      if (!inner[t] && this.uses[t] === 1 && depth[t]! < DEEPEST) return;
      depth[t] = 0;
      const width = this.widthOf(t, mode);
      const type = this.typeOf(term, width);
      const place: Local[] = [];
      for (let slot = 0; slot < (width === 2 ? mode.slots : 1); slot++) {
        this.term(t, mode, slot, known, width);
        const local = this.f.local(type);
        this.f.set(local);
        place.push(local);
      }
      known.set(`${t}/${width}`, place);
      if (inner[t] && width === 1 && this.vectorAt >= position) this.widen(t, place[0]!, term, known);
    });
  }

  /** A value of this level as a vector, for the loop within. */
  private widen(t: TermRef, scalar: Local, term: Term, known: Known): void {
    const wide = this.f.local('v128');
    this.f.get(scalar);
    this.splat(term);
    this.f.set(wide);
    known.set(`${t}/2`, [wide]);
  }

  private splat(term: Term): void {
    if (term.kind === 'do' && leavesTest(term.what)) {
      const { f } = this;
      const test = f.local('i32');
      f.set(test).i32(0).get(test).op('i32.sub', 'i64.extend_i32_s', 'i64x2.splat');
    } else this.f.op('f64x2.splat');
  }

  /** A vector where the term moves with the vector loop that is being written, else a double. */
  private widthOf(t: TermRef, { width }: Mode): Width {
    return width === 2 && this.movesWithVector(t) ? 2 : 1;
  }

  private movesWithVector(t: TermRef): boolean {
    this.moving ??= this.movingTerms();
    return this.moving[t] === 1;
  }

  private moving: Uint8Array | undefined;

  private movingTerms(): Uint8Array {
    const moving = new Uint8Array(this.list.length);
    this.list.forEach((term, t) => {
      if (term.kind === 'load') {
        moving[t] = this.vectorAt >= 0 && this.addresses.stepAt(this.placed.get(term)!, this.vectorAt) !== 0 ? 1 : 0;
      } else if (term.kind !== 'number') moving[t] = term.args.some((a) => moving[a]) ? 1 : 0;
    });
    return moving;
  }

  private typeOf(term: Term, width: Width): ValueType {
    if (width === 2) return 'v128';
    return term.kind === 'do' && leavesTest(term.what) ? 'i32' : 'f64';
  }

  /** Pushes a term in the given width. */
  private push(t: TermRef, mode: Mode, slot: number, known: Known, width: Width): void {
    const term = this.list[t]!;
    if (term.kind === 'number') {
      if (width === 2) this.f.splat(term.value);
      else this.f.f64(term.value);
      return;
    }
    const place = known.get(`${t}/${width}`);
    if (place) return void this.f.get(place[Math.min(slot, place.length - 1)]!);
    if (width === 2 && !this.movesWithVector(t)) {
      if (term.kind === 'load' && !known.has(`${t}/1`)) {
        return this.addresses.load(this.placed.get(term)!, this.vectorAt, 2, slot);
      }
      this.push(t, mode, slot, known, 1);
      return this.splat(term);
    }
    this.term(t, mode, slot, known, width);
  }

  /** Writes the computation of a term. */
  private term(t: TermRef, mode: Mode, slot: number, known: Known, width: Width): void {
    const term = this.list[t]!;
    if (term.kind === 'number') return this.push(t, mode, slot, known, width);
    if (term.kind === 'load') {
      return this.addresses.load(this.placed.get(term)!, this.vectorAt, width, slot);
    }
    const args = term.args.map((a) => () => this.push(a, mode, slot, known, width));
    if (term.kind === 'call') return writeCall(this.f, this.functions.vector(term.name), width, args);
    if (term.kind === 'own') return writeOwn(this.f, this.functions.own(term.key), width, args);
    const fused = width === 2 && this.fma ? this.fusable(term, known) : undefined;
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
      const inner = this.list[t]!;
      const own = inner.kind === 'do' && inner.what === 'mul' && this.uses[t] === 1 && !known.has(`${t}/2`);
      return own && this.movesWithVector(t) ? inner.args : undefined;
    };
    const second = product(b);
    if (second)
      return { what: term.what === 'add' ? 'f64x2.relaxed_madd' : 'f64x2.relaxed_nmadd', args: [...second, a] };
    const first = term.what === 'add' ? product(a) : undefined;
    return first && { what: 'f64x2.relaxed_madd', args: [...first, b] };
  }

  /** The innermost body: what is stored, and what is gathered. */
  private finish(mode: Mode, known: Known): void {
    for (const r of this.kernel.roots) {
      const results = this.root.get(r)!;
      for (let slot = 0; slot < mode.slots; slot++) {
        const value = (): void => {
          for (const t of results) this.push(t, mode, slot, known, mode.width);
          if (results.length > 1) this.f.op(mode.width === 2 ? 'f64x2.mul' : 'f64.mul');
        };
        if (r.gather === 'none') this.addresses.store(this.placed.get(r)!, this.vectorAt, mode.width, slot, value);
        else this.gathers.get(r)!.add(mode, slot, value);
      }
    }
  }

  private storeGathered(r: Root, g: Gathering, mode: Mode, slot: number): void {
    const access = this.placed.get(r)!;
    this.addresses.store(access, this.vectorAt, mode.width, slot, () => {
      g.result(mode, slot);
      if (!this.adds) return;
      this.addresses.load(access, this.vectorAt, mode.width, slot);
      const what = r.gather === 'max' ? 'max' : 'add';
      this.f.op(mode.width === 2 ? `f64x2.${what}` : `f64.${what}`);
    });
  }
}
