import type { FunctionWriter, Local } from '../../wasm/function-writer.ts';
import type { Access } from '../plan/access.ts';
import type { Loop } from './nest.ts';
import type { Width } from './lanes.ts';

/** Where an access begins: what is added to the running address of its strides. */
interface Start {
  /** The strides over the loops, outermost first. */
  readonly steps: readonly number[];
  readonly address: number;
}

/**
 * The running addresses of a nest's accesses: per loop and distinct strides one local, made when the loop's index moves, so
 * that loads differ by their constant offsets only.
 */
export class Addresses {
  private readonly f: FunctionWriter;
  /** Per loop, by strides up to it, the local that holds the address so far. */
  private readonly running: Map<string, Local>[];
  private readonly starts = new Map<Access, Start>();
  private readonly prefixes: Map<string, { readonly steps: readonly number[]; readonly base: number }>[];

  /** `accesses` are in the nest's axes, each with the address of its node. */
  constructor(f: FunctionWriter, loops: readonly Loop[], accesses: ReadonlyMap<Access, number>) {
    this.f = f;
    this.running = loops.map(() => new Map<string, Local>());
    this.prefixes = loops.map(() => new Map<string, { steps: readonly number[]; base: number }>());
    for (const [access, node] of accesses) {
      const steps = loops.map((l) => access.strides[l.axis]!);
      const address = node + 8 * access.offset;
      this.starts.set(access, { steps, address });
      const base = baseOf(steps, address);
      loops.forEach((_, p) => {
        const prefix = steps.slice(0, p + 1);
        if (prefix[p] !== 0) this.prefixes[p]!.set(keyOf(prefix, base), { steps: prefix, base });
      });
    }
  }

  /** Writes what moves with the loop at `position`, whose index times 8 is in `index`. */
  enter(position: number, index: Local): void {
    for (const [key, { steps, base }] of this.prefixes[position]!) {
      const step = steps[position]!;
      const outer = this.local(steps.slice(0, position), base);
      if (step === 1 && outer === undefined && base === 0) {
        this.running[position]!.set(key, index);
        continue;
      }
      let local = this.running[position]!.get(key);
      if (local === undefined) this.running[position]!.set(key, (local = this.f.local('i32')));
      this.f.get(index);
      if (step !== 1) this.f.i32(step).op('i32.mul');
      if (outer !== undefined) this.f.get(outer).op('i32.add');
      else if (base !== 0) this.f.i32(base).op('i32.add');
      this.f.set(local);
    }
  }

  /** Writes the load of an access; `slot` counts the vectors of the innermost loop that are written side by side. */
  load(access: Access, vectorAt: number, width: Width, slot: number): void {
    const { steps } = this.starts.get(access)!;
    const step = vectorAt < 0 ? 0 : steps[vectorAt]!;
    if (width === 1) {
      this.at(access, 0);
      return void this.f.at('f64.load', this.offset(access, 0));
    }
    if (step === 0) {
      this.at(access, 0);
      return void this.f.at('v128.load64_splat', this.offset(access, 0));
    }
    if (step === 1) {
      this.at(access, 16 * slot);
      return void this.f.at('v128.load', this.offset(access, 16 * slot));
    }
    const first = 16 * slot * step;
    this.at(access, first);
    this.f.at('v128.load64_splat', this.offset(access, first));
    this.at(access, first + 8 * step);
    this.f.at('f64.load', this.offset(access, first + 8 * step)).lane('f64x2.replace_lane', 1);
  }

  /** Writes the store of what `value` writes. */
  store(access: Access, vectorAt: number, width: Width, slot: number, value: () => void): void {
    const { f } = this;
    const step = width === 1 ? 0 : this.stepAt(access, vectorAt);
    if (width === 1 || step === 1) {
      const more = 16 * slot * step;
      this.at(access, more);
      value();
      return void f.at(width === 2 ? 'v128.store' : 'f64.store', this.offset(access, more));
    }
    const both = f.local('v128');
    value();
    f.set(both);
    for (const lane of [0, 1] as const) {
      const more = 8 * step * (2 * slot + lane);
      this.at(access, more);
      f.get(both).lane('f64x2.extract_lane', lane).at('f64.store', this.offset(access, more));
    }
  }

  /** Pushes the running address; where strides are negative the whole address. */
  private at(access: Access, more: number): void {
    const { steps, address } = this.starts.get(access)!;
    const base = baseOf(steps, address);
    const local = this.local(steps, base);
    if (local === undefined) {
      this.f.i32(base === 0 ? 0 : base);
    } else this.f.get(local);
    if (base !== 0 && more !== 0) this.f.i32(more).op('i32.add');
  }

  private offset(access: Access, more: number): number {
    const { steps, address } = this.starts.get(access)!;
    return baseOf(steps, address) === 0 ? address + more : 0;
  }

  /** The innermost running address of these strides. */
  private local(steps: readonly number[], base: number): Local | undefined {
    for (let p = steps.length - 1; p >= 0; p--) {
      if (steps[p] !== 0) return this.running[p]!.get(keyOf(steps.slice(0, p + 1), base));
    }
    return undefined;
  }

  /** The loops that an access moves with, as a position: -1 if with none. */
  deepest(access: Access): number {
    return this.starts.get(access)!.steps.findLastIndex((s) => s !== 0);
  }

  stepAt(access: Access, position: number): number {
    return this.starts.get(access)!.steps[position]!;
  }
}

const keyOf = (steps: readonly number[], base: number): string => `${steps.join(',')}/${base}`;

/** With a negative stride a running address without its start would be negative, which no load takes. */
const baseOf = (steps: readonly number[], address: number): number => (steps.some((s) => s < 0) ? address : 0);
