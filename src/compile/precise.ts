import { checkInterrupt } from '../base/interrupt.ts';
import { opOf } from '../graph/builder.ts';
import type { Graph, GraphNode, OpNode } from '../graph/graph.ts';
import { add } from '../ops/core.ts';
import { constantOf } from '../ops/numbers/constants.ts';
import { Multiprecision, preciseOf } from '../ops/numbers/multiprecision.ts';
import type { Op } from '../ops/op.ts';
import { sourcesOf, targetsOf } from '../ops/positions.ts';
import { twoSum } from '../tensor/double-double.ts';
import { matchedBatches } from '../tensor/linear/batch.ts';
import { type BigFloat, fromNumber, UNKNOWN, ZERO } from '../tensor/multiprecision/float.ts';
import * as float from '../tensor/multiprecision/float.ts';
import type { PreciseTensor } from '../tensor/multiprecision/tensor.ts';
import { broadcastOffsets } from '../tensor/shape.ts';
import { type Shape, sizeOf, type Tensor } from '../tensor/tensor.ts';
import type { Move } from './jitter.ts';
import { preciseMatrix } from './precise-matrix.ts';

/** Bits beyond those that are claimed, for what formulas lose. */
const GUARD = 40;

/** What pairs of constants that stand for one have of it. */
const PAIR_ERROR = -105;

/**
 * Computes a graph in an arithmetic of so many bits that has no end of the range, each rounded result moved by the part of its
 * error that `move` answers; `steps` holds the results of ops without a derivative for those that are not said in it. What is
 * not known in it is not known after.
 */
export function interpretPrecise(
  graph: Graph,
  inputs: readonly Tensor[],
  steps: ReadonlyMap<GraphNode, Tensor>,
  bits: number,
  move: Move,
): readonly PreciseTensor[] {
  const run = new Run(bits, move);
  const values: PreciseTensor[] = [];
  for (const node of graph.nodes) {
    checkInterrupt();
    if (node.kind === 'input') values.push(exactly(inputs[node.index]!));
    else if (node.kind === 'constant') values.push(exactly(node.value));
    else {
      const op = opOf(node);
      const args = node.args.map((a) => values[a]!);
      const step = steps.get(node);
      const value = isPair(graph, node, op, args) ? run.pair(op, args) : run.value(op, args, step);
      values.push(value);
    }
  }
  return graph.outputs.map((ref) => values[ref]!);
}

const exactly = ({ shape, data }: Tensor): PreciseTensor => ({ shape, data: Array.from(data, fromNumber) });

const unknown = (shape: Shape): PreciseTensor => ({
  shape,
  data: Array.from({ length: sizeOf(shape) }, () => UNKNOWN),
});

/** Whether an op adds two constants that are the parts of one that no double holds. */
function isPair(graph: Graph, node: OpNode, op: Op, [a, b]: readonly PreciseTensor[]): boolean {
  if (op !== add || !node.args.every((ref) => graph.nodes[ref]!.kind === 'constant')) return false;
  const [hi, lo] = [float.toNumber(a!.data[0]!), float.toNumber(b!.data[0]!)];
  return a!.data.length === 1 && b!.data.length === 1 && lo !== 0 && twoSum(hi, lo).hi === hi;
}

class Run {
  readonly m: Multiprecision;
  readonly bits: number;
  readonly move: Move;
  /** What rounds in a function of a matrix. */
  private readonly operations = {
    mul: (a: BigFloat, b: BigFloat) => this.settled(() => this.m.mul(a, b)),
    sub: (a: BigFloat, b: BigFloat) => this.settled(() => this.m.sub(a, b)),
    div: (a: BigFloat, b: BigFloat) => this.settled(() => this.m.div(a, b)),
    log: (x: BigFloat) => this.settled(() => this.m.call('log', x)),
  };

  constructor(bits: number, move: Move) {
    this.m = new Multiprecision(bits + GUARD);
    this.bits = bits;
    this.move = move;
  }

  /** A result, moved by a part of its relative error 2^power. */
  private moved(x: BigFloat, power: number): BigFloat {
    const part = this.move();
    if (part === 0 || x.m === 0n) return x;
    const step = { m: x.m * BigInt(Math.round(part * 2 ** 20)), e: x.e + power - 20 };
    return float.add(x, step, float.toBits(this.m.bits + 8));
  }

  /** What `compute` answers, moved if it was rounded. */
  private settled(compute: () => BigFloat): BigFloat {
    this.m.inexact = false;
    const y = compute();
    return this.m.inexact ? this.moved(y, -this.bits) : y;
  }

  /** The constant that two are the parts of, or what they have of it. */
  pair(op: Op, args: readonly PreciseTensor[]): PreciseTensor {
    const [hi, lo] = args.map((x) => float.toNumber(x.data[0]!)) as [number, number];
    const constant = constantOf({ hi, lo }, this.m.bits);
    const { shape, data } = this.entrywise(op, args)!;
    return { shape, data: constant ? [this.moved(constant, -this.bits)] : data.map((x) => this.moved(x, PAIR_ERROR)) };
  }

  value(op: Op, args: readonly PreciseTensor[], step: Tensor | undefined): PreciseTensor {
    const [a, b] = args as [PreciseTensor, PreciseTensor];
    const { structure } = op;
    const shape = op.shape(...args.map((x) => x.shape));
    switch (structure.kind) {
      case 'move':
      case 'join':
        return { shape, data: moved(op, args) };
      case 'alias':
        return a;
      case 'product':
        return this.product(shape, a, b);
      case 'gather':
        if (step) return known(step);
        if (structure.by === 'scale') return unknown(shape);
        return { shape, data: structure.by === 'total' ? this.total(op, shape, a) : this.greatest(op, shape, a) };
      case 'scatter':
        return { shape, data: this.total(op, shape, a) };
      case 'entry':
        return this.entrywise(op, args) ?? (step ? known(step) : unknown(shape));
      case 'assembly':
        return { shape, data: this.assembled(op, args) };
      case 'scan':
        return { shape, data: this.scanned(shape, structure.axis, a) };
      case 'whole': {
        const data = preciseMatrix(this.operations, op, args);
        return data ? { shape, data } : step ? known(step) : unknown(shape);
      }
    }
  }

  private entrywise(op: Op, args: readonly PreciseTensor[]): PreciseTensor | undefined {
    const f = preciseOf(op);
    if (!f) return undefined;
    const shape = op.shape(...args.map((x) => x.shape));
    const reads = args.map((x) => broadcastOffsets(x.shape, shape));
    const data = Array.from({ length: sizeOf(shape) }, (_, i) =>
      this.settled(() => f(this.m, ...args.map((x, k) => x.data[reads[k]![i]!]!))),
    );
    return { shape, data };
  }

  private total({ structure }: Op, shape: Shape, x: PreciseTensor): readonly BigFloat[] {
    const sums = Array.from({ length: sizeOf(shape) }, () => ZERO);
    if (structure.kind !== 'gather' && structure.kind !== 'scatter') return sums;
    const targets = targetsOf(structure, x.shape);
    x.data.forEach((v, i) => {
      sums[targets[i]!] = this.settled(() => this.m.add(sums[targets[i]!]!, v));
    });
    return sums;
  }

  private greatest({ structure }: Op, shape: Shape, x: PreciseTensor): readonly BigFloat[] {
    const most: (BigFloat | undefined)[] = Array.from({ length: sizeOf(shape) });
    if (structure.kind !== 'gather') return unknown(shape).data;
    const targets = targetsOf(structure, x.shape);
    x.data.forEach((v, i) => {
      const before = most[targets[i]!];
      most[targets[i]!] = before ? this.m.max(before, v) : v;
    });
    return most.map((v) => v ?? UNKNOWN);
  }

  /** Each operand lies where its positions come to lie beside zeros in place of the others. */
  private assembled(op: Op, args: readonly PreciseTensor[]): readonly BigFloat[] {
    const shapes = args.map((x) => x.shape);
    const sums = Array.from({ length: sizeOf(op.shape(...shapes)) }, () => ZERO);
    args.forEach((x, k) => {
      const parts = shapes.map((shape, other) => ({
        shape,
        data: Float64Array.from({ length: sizeOf(shape) }, (_, i) => (other === k ? i + 1 : 0)),
      }));
      op.compute(...parts).data.forEach((from, i) => {
        if (from > 0) sums[i] = this.settled(() => this.m.add(sums[i]!, x.data[from - 1]!));
      });
    });
    return sums;
  }

  private scanned(shape: Shape, axis: number, x: PreciseTensor): readonly BigFloat[] {
    const stride = sizeOf(shape.slice(axis + 1));
    const length = shape[axis]!;
    const sums: BigFloat[] = [];
    x.data.forEach((v, i) => {
      const isFirst = Math.floor(i / stride) % length === 0;
      sums.push(isFirst ? v : this.settled(() => this.m.add(sums[i - stride]!, v)));
    });
    return sums;
  }

  private product(shape: Shape, a: PreciseTensor, b: PreciseTensor): PreciseTensor {
    const [m, k, n] = [a.shape.at(-2)!, a.shape.at(-1)!, b.shape.at(-1)!];
    const [ia, ib] = matchedBatches(a.shape, b.shape).indices;
    const data = Array.from({ length: sizeOf(shape) }, (_, at) => {
      const batch = Math.floor(at / (m * n));
      const i = Math.floor(at / n) % m;
      const j = at % n;
      let sum = ZERO;
      for (let l = 0; l < k; l++) {
        const [x, y] = [a.data[(ia[batch]! * m + i) * k + l]!, b.data[(ib[batch]! * k + l) * n + j]!];
        const term = this.settled(() => this.m.mul(x, y));
        const before = sum;
        sum = this.settled(() => this.m.add(before, term));
      }
      return sum;
    });
    return { shape, data };
  }
}

/** The result of a step in doubles, where it is one of ordinary size: another may have over- or underflowed. */
const known = ({ shape, data }: Tensor): PreciseTensor => ({ shape, data: Array.from(data, fromNumber) });

function moved(op: Op, args: readonly PreciseTensor[]): readonly BigFloat[] {
  const all = args.flatMap((x) => x.data);
  return Array.from(
    sourcesOf(
      op,
      args.map((x) => x.shape),
    ),
    (from) => (from < 0 ? ZERO : all[from]!),
  );
}
