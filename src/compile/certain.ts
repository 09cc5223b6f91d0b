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
        const apart = distances(
          value,
          runs.map((run) => run[k]!.data[i]!),
        );
        const one = {
          value: float.toNumber(value),
          distance: apart.reduce((most, x) => Math.max(most, farness(x)), 0),
        };
        found[k]!.set(i, one);
        // What is all noise says nothing of the size of the true value, even where the noise is below the doubles.
        return !settled(one) || apart.some((x) => isNoise(x, value));
      }),
    );
  }
  return found;
}

/** How far the others are from a value. */
const distances = (value: BigFloat, others: readonly BigFloat[]): readonly BigFloat[] =>
  others.map((other) => float.abs(float.sub(value, other, float.toBits(64))));

/** A distance as a double; infinite where it is not known. */
const farness = (distance: BigFloat): number =>
  isKnown(distance) ? float.toNumber(distance) : Number.POSITIVE_INFINITY;

/** Whether a distance leaves fewer than 20 bits of a value. */
const isNoise = (distance: BigFloat, value: BigFloat): boolean =>
  isKnown(distance) && distance.m !== 0n && (value.m === 0n || float.exponent(distance) > float.exponent(value) - 20);
