import type { Span } from '../base/span.ts';
import type { Attrs } from '../ops/op.ts';
import type { Shape, Tensor } from '../tensor/tensor.ts';

/** An index into `Graph.nodes`. */
export type Ref = number;

/** Where a node comes from in the user's words; what notes point at. */
export interface Origin {
  /** The op as the user wrote it: `sqrt(x)`, with `in f` where a function's body holds it. */
  readonly text: string;
  /** The place in the current input: the token itself, or the call that led there. */
  readonly span?: Span;
}

/** An op applied to nodes before it. */
export interface OpNode {
  readonly kind: 'op';
  readonly op: string;
  readonly attrs: Attrs;
  readonly key: string;
  readonly args: readonly Ref[];
  readonly shape: Shape;
  readonly origin?: Origin;
  /** The name that a block gave the value: what labels its row on the tape. */
  readonly label?: string;
  /** A derivative was taken through this node: if it lies at a kink of its op, the answer needs a note. */
  readonly differentiated?: boolean;
}

export type GraphNode =
  | { readonly kind: 'input'; readonly index: number; readonly shape: Shape }
  | { readonly kind: 'constant'; readonly value: Tensor; readonly shape: Shape }
  | OpNode;

/** A branch that tracing took on a computed value: the graph holds only while `ref` still equals `value`. */
export interface Guard {
  readonly ref: Ref;
  readonly value: Tensor;
}

/**
 * A computation over arrays as plain data: nodes in topological order (arguments before uses), so that it can be
 * checked, printed, transformed, compiled, and sent to a worker.
 */
export interface Graph {
  /** Input nodes' refs, by input index. */
  readonly inputs: readonly Ref[];
  readonly nodes: readonly GraphNode[];
  readonly outputs: readonly Ref[];
  readonly guards: readonly Guard[];
}
