import { entryCount } from '../graph/builder.ts';
import type { Graph, GraphNode } from '../graph/graph.ts';
import { type BigFloat, isKnown } from '../tensor/multiprecision/float.ts';
import * as float from '../tensor/multiprecision/float.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { moves } from './jitter.ts';
import { interpretPrecise } from './precise.ts';

/** A value that was computed with many digits, and how far moved runs were from it. */
export interface Certain {
  readonly value: number;
  readonly distance: number;
}

/** Bits that are tried one after the other, each for graphs of at most so many entries. */
const TIERS = [
  { bits: 256, most: 2000 },
  { bits: 1500, most: 1000 },
  { bits: 5000, most: 300 },
];

/**
 * Computes those entries of outputs that are open in an arithmetic of many bits and without end of the range, with more bits for
 * those that are not `settled`. What is not known there is left out.
 */
export function certain(
  graph: Graph,
  inputs: readonly Tensor[],
  steps: ReadonlyMap<GraphNode, Tensor>,
  open: readonly (readonly number[])[],
  random: () => number,
  settled: (found: Certain) => boolean,
): readonly ReadonlyMap<number, Certain>[] {
  const sides = [moves(random, true), moves(random, false), moves(random, false)];
  const found = open.map(() => new Map<number, Certain>());
  let left = open;
  for (const { bits, most } of TIERS) {
    if (entryCount(graph) > most || left.every((those) => those.length === 0)) break;
    const values = interpretPrecise(graph, inputs, steps, bits, () => 0);
    const runs = sides.map((move) => interpretPrecise(graph, inputs, steps, bits, move));
    left = left.map((those, k) =>
      those.filter((i) => {
        const value = values[k]!.data[i]!;
        if (!isKnown(value)) return false;
        const distance = distanceFrom(
          value,
          runs.map((run) => run[k]!.data[i]!),
        );
        const one = { value: float.toNumber(value), distance };
        found[k]!.set(i, one);
        return !settled(one);
      }),
    );
  }
  return found;
}

/** How far the others are from a value at most; infinitely far where one is not known. */
function distanceFrom(value: BigFloat, others: readonly BigFloat[]): number {
  let most = 0;
  for (const other of others) {
    const distance = float.abs(float.sub(value, other, float.toBits(64)));
    most = Math.max(most, isKnown(distance) ? float.toNumber(distance) : Number.POSITIVE_INFINITY);
  }
  return most;
}
