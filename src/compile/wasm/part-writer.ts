import type { FunctionWriter, Local } from '../../wasm/function-writer.ts';
import type { Access } from '../plan/access.ts';
import type { Kernel, Part, Root } from '../plan/kernel.ts';
import type { Ref } from '../../graph/graph.ts';
import type { Term, TermRef } from '../plan/terms.ts';
import { Addresses } from './addresses.ts';
import { type Gathering, gathering } from './gather.ts';
import type { Functions } from './lanes.ts';
import { type Loop, nestOf } from './nest.ts';
import { type Known, type Mode, TermWriter } from './term-writer.ts';

const ONE: Mode = { width: 1, slots: 1 };

/** Terms that are used once are written where they are used, nested no deeper than this. */
const DEEPEST = 48;

/** So many numbers stay in vector registers, of which there are 16. */
const MOST_HELD = 5;

/** Bodies of more terms are not written several times side by side. */
const sideBySide = (terms: number): number => (terms <= 80 ? 2 : 1);

interface PartSettings {
  address(ref: Ref): number;
  lost(ref: Ref): number | undefined;
  readonly adds: boolean;
  readonly fma: boolean;
}

/** Writes one part of a kernel as loops into a function. */
export class PartWriter {
  private readonly f: FunctionWriter;
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
  /** The access of what was lost of a sum that other parts gather too. */
  private readonly lost = new Map<Root, Access>();
  private readonly addresses: Addresses;
  private readonly root: ReadonlyMap<Root, readonly TermRef[]>;
  private readonly adds: boolean;
  private readonly terms: TermWriter;

  /** `adds`: gathering goes on from what is stored, because several parts gather to the same place. */
  constructor(
    f: FunctionWriter,
    functions: Functions,
    kernel: Kernel,
    part: Part,
    { address, lost, adds, fma }: PartSettings,
  ) {
    this.f = f;
    this.kernel = kernel;
    this.adds = adds;
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
      const beside = adds ? lost(r.ref) : undefined;
      if (beside === undefined) continue;
      const access = { ...this.placed.get(r)! };
      this.lost.set(r, access);
      accesses.set(access, beside);
    }
    this.root = root;
    this.addresses = new Addresses(f, this.loops, accesses);
    const used = this.usage([...root.values()].flat());
    this.level = used.level;
    this.uses = used.uses;
    this.slots = sideBySide(this.list.length);
    this.terms = new TermWriter(f, functions, {
      list: this.list,
      uses: this.uses,
      addresses: this.addresses,
      access: (load) => this.placed.get(load)!,
      vectorAt: this.vectorAt,
      fma,
    });
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
    if (position === this.vectorAt) this.hold(known);
    const starting = this.kernel.roots.filter((r) => r.gather !== 'none' && this.startOf(r) === position);
    const gathers = new Map<Root, Gathering>();
    for (const r of starting) {
      const inside = this.vectorAt >= position;
      gathers.set(r, gathering(this.f, r.gather === 'greatest' ? 'greatest' : 'total', mode, inside ? this.slots : 0));
    }
    for (const [r, g] of gathers) {
      this.gathers.set(r, g);
      if (this.adds) for (let slot = 0; slot < mode.slots; slot++) this.resume(r, g, mode, slot);
    }
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
      const width = this.terms.widthOf(t, mode);
      const type = this.terms.typeOf(term, width);
      const place: Local[] = [];
      for (let slot = 0; slot < (width === 2 ? mode.slots : 1); slot++) {
        this.terms.term(t, mode, slot, known, width);
        const local = this.f.local(type);
        this.f.set(local);
        place.push(local);
      }
      known.set(`${t}/${width}`, place);
      if (inner[t] && width === 1 && this.vectorAt >= position) this.widen(t, place[0]!, term, known);
    });
  }

  /** Numbers that the vector loop uses, in registers; the others are loaded where they are used. */
  private hold(known: Known): void {
    let held = 0;
    this.list.forEach((term, t) => {
      if (term.kind !== 'number' || this.uses[t] === 0 || held === MOST_HELD) return;
      held++;
      const wide = this.f.local('v128');
      this.f.splat(term.value).set(wide);
      known.set(`${t}/2`, [wide]);
    });
  }

  /** A value of this level as a vector, for the loop within. */
  private widen(t: TermRef, scalar: Local, term: Term, known: Known): void {
    const wide = this.f.local('v128');
    this.f.get(scalar);
    this.terms.splat(term);
    this.f.set(wide);
    known.set(`${t}/2`, [wide]);
  }

  /** The innermost body: what is stored, and what is gathered. */
  private finish(mode: Mode, known: Known): void {
    for (const r of this.kernel.roots) {
      const results = this.root.get(r)!;
      for (let slot = 0; slot < mode.slots; slot++) {
        const value = (): void => {
          for (const t of results) this.terms.push(t, mode, slot, known, mode.width);
          if (results.length > 1) this.f.op(mode.width === 2 ? 'f64x2.mul' : 'f64.mul');
        };
        if (r.gather === 'none') this.addresses.store(this.placed.get(r)!, this.vectorAt, mode.width, slot, value);
        else this.gathers.get(r)!.add(mode, slot, value);
      }
    }
  }

  private resume(r: Root, g: Gathering, mode: Mode, slot: number): void {
    const load = (access: Access) => (): void => this.addresses.load(access, this.vectorAt, mode.width, slot);
    const lost = this.lost.get(r);
    g.resume(slot, load(this.placed.get(r)!), lost && load(lost));
  }

  private storeGathered(r: Root, g: Gathering, mode: Mode, slot: number): void {
    const store = (access: Access, value: () => void): void =>
      this.addresses.store(access, this.vectorAt, mode.width, slot, value);
    if (!this.adds) return store(this.placed.get(r)!, () => g.result(mode, slot));
    const { total, lost } = g.pause(slot);
    store(this.placed.get(r)!, total);
    const beside = this.lost.get(r);
    if (beside) store(beside, lost);
  }
}
