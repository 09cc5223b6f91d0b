import { exactness } from '../ops/exactness.ts';
import type { Op } from '../ops/op.ts';
import type { Tensor } from '../tensor/tensor.ts';
import type { Graph, GraphNode, Origin, Ref } from './graph.ts';

/** How a plain value came about. */
interface Step {
  readonly op: Op;
  readonly args: readonly Tensor[];
  readonly origin: Origin | undefined;
}

/** A value as the output of a graph without inputs, and the values of the graph's nodes. */
export interface Past {
  readonly graph: Graph;
  readonly values: readonly Tensor[];
}

/** Values are remembered up to so many entries together, in 64 MB. */
const MOST = 2 ** 23;

/** How the plain values of a line came about, as far as rounding touched them. */
export class History {
  private readonly steps = new WeakMap<Tensor, Step>();
  /** Tests that chose a branch. */
  private readonly tests: Tensor[] = [];
  private entries = 0;

  /** Whether values were forgotten, because there were too many. */
  get isFull(): boolean {
    return this.entries > MOST;
  }

  add(op: Op, args: readonly Tensor[], value: Tensor, origin: Origin | undefined): void {
    // A value that is an operand as it was has a past of its own, or none.
    if (this.isFull || args.includes(value)) return;
    if (!args.some((a) => this.steps.has(a))) {
      const exact = exactness(op, args, value);
      if (value.data.every((_, i) => exact(i))) return;
    }
    this.entries += value.data.length;
    if (!this.isFull) this.steps.set(value, { op, args, origin });
  }

  /** Whether it is remembered how a value came about. */
  has(value: Tensor): boolean {
    return this.steps.has(value);
  }

  guard(test: Tensor): void {
    if (this.steps.has(test)) this.tests.push(test);
  }

  /** How a value came about; undefined where no rounding led to it. */
  of(value: Tensor): Past | undefined {
    if (!this.steps.has(value) && this.tests.length === 0) return undefined;
    const nodes: GraphNode[] = [];
    const values: Tensor[] = [];
    const refs = new Map<Tensor, Ref>();
    const waiting = [value, ...this.tests];
    while (waiting.length > 0) {
      const x = waiting.at(-1)!;
      const step = this.steps.get(x);
      const before = refs.has(x) ? [] : (step?.args.filter((a) => !refs.has(a)) ?? []);
      if (before.length > 0) {
        waiting.push(...before);
        continue;
      }
      waiting.pop();
      if (refs.has(x)) continue;
      refs.set(x, nodes.length);
      values.push(x);
      nodes.push(step ? nodeOf(step, x, refs) : { kind: 'constant', value: x, shape: x.shape });
    }
    const guards = this.tests.map((test) => ({ ref: refs.get(test)!, value: test }));
    return { graph: { inputs: [], nodes, outputs: [refs.get(value)!], guards }, values };
  }
}

const nodeOf = ({ op, args, origin }: Step, { shape }: Tensor, refs: ReadonlyMap<Tensor, Ref>): GraphNode => ({
  kind: 'op',
  op: op.name,
  attrs: op.attrs,
  key: op.key,
  args: args.map((a) => refs.get(a)!),
  shape,
  ...(origin ? { origin } : {}),
});
