import { matrixWork } from '../../src/compile/precision.ts';
import { entryCount } from '../../src/graph/builder.ts';
import type { Graph } from '../../src/graph/graph.ts';

/** How often each of the ways that run a function again and again may run it. */
export interface Effort {
  /** Whether differences have values of twice the digits, or of doubles, which are computed much faster. */
  readonly isDoubled: boolean;
  /** All runs of differences, and of the remainder. */
  readonly runs: number;
  /** All complex steps. */
  readonly complexSteps: number;
}

/** So many entries of results each way computes, all runs together, in twice the digits; and so many times as many with fewer. */
const [MOST, COMPLEX, PLAIN] = [3_000_000, 2, 16];
/** So many operations of matrix products and functions take the time of an entry. */
const OPERATIONS = 16;
/** Runs that differences along one line and a remainder take, with none to spare. */
const FEWEST = 24;

/** What may be spent on a graph: all ways take time that is bounded, and then grows like that of a single run. */
export function effortFor(graph: Graph): Effort {
  const most = MOST / workOf(graph);
  const isDoubled = most >= FEWEST;
  return {
    isDoubled,
    runs: Math.max(FEWEST, Math.floor(isDoubled ? most : PLAIN * most)),
    complexSteps: Math.floor(COMPLEX * most),
  };
}

/** What one run takes, in entries. @internal */
export const workOf = (graph: Graph): number => entryCount(graph) + matrixWork(graph) / OPERATIONS;
