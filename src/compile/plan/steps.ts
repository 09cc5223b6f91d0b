import type { Ref } from '../../graph/graph.ts';
import type { Op } from '../../ops/op.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import type { Kernel } from './kernel.ts';
import type { Product } from './product.ts';

/** One thing that is done when a plan runs, after everything that it reads. */
export type Step =
  | { readonly kind: 'loop'; readonly kernel: Kernel }
  | { readonly kind: 'product'; readonly product: Product }
  /** Entries of a node in another order; -1 stands for 0. */
  | { readonly kind: 'pick'; readonly ref: Ref; readonly from: Ref; readonly positions: Int32Array }
  /** The op computes its whole result from whole operands. */
  | { readonly kind: 'whole'; readonly ref: Ref; readonly op: Op; readonly args: readonly Ref[] }
  /** The branch that was recorded is the one taken only if the node has this value. */
  | { readonly kind: 'guard'; readonly ref: Ref; readonly value: Tensor };

/** The nodes that a step reads from memory. */
export function readBy(step: Step): readonly Ref[] {
  switch (step.kind) {
    case 'loop':
      return step.kernel.parts.flatMap((p) => p.body.terms.list.flatMap((t) => (t.kind === 'load' ? [t.source] : [])));
    case 'product':
      return [step.product.a.ref, step.product.b.ref];
    case 'pick':
      return [step.from];
    case 'whole':
      return step.args;
    case 'guard':
      return [step.ref];
  }
}

/** The nodes that a step stores. */
export function storedBy(step: Step): readonly Ref[] {
  switch (step.kind) {
    case 'loop':
      return step.kernel.roots.map((r) => r.ref);
    case 'product':
      return [step.product.ref];
    case 'pick':
    case 'whole':
      return [step.ref];
    case 'guard':
      return [];
  }
}
