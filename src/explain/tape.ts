import { adjointsAt, partialAt, sharesAt, tangentsAt, unitDirections, unitEntries } from '../ad/tape.ts';
import { dependents, kinkMatters } from '../ad/depends.ts';
import { interpret } from '../compile/interpreter.ts';
import { opOf } from '../graph/builder.ts';
import type { Ref } from '../graph/graph.ts';
import { present } from '../graph/trace.ts';
import { full, type Shape, type Tensor } from '../tensor/tensor.ts';
import { type GraphRow, graphRows } from './graph-rows.ts';
import { inputIndices, type Local } from '../evaluate/derivative/local.ts';
import { entryNames } from '../derive/axes.ts';
import { isAlias } from './node-text.ts';
import type { Evaluator } from '../evaluate/evaluator.ts';
import type { GraphResult, GraphResultNode, TapeRow, TapeShare } from '../answer/result.ts';
import { isNumeric } from '../evaluate/datum.ts';

/** At most so many directions, or cotangents, get a column each. */
const FEW = 3;

/** The rows in which a recorded function is listed: its inputs, then a name and a formula for each value on the way. */
export const rowsOf = (evaluator: Evaluator, local: Local): readonly GraphRow[] =>
  graphRows(local.graph, {
    inputs: local.by.map(({ name }) => name),
    output: local.output.name,
    arrays: arraysOf(evaluator),
  });

const arraysOf = ({ globals }: Evaluator): readonly (readonly [string, Tensor])[] =>
  [...globals.names()].flatMap((name) => {
    const datum = globals.get(name);
    return datum && isNumeric(datum) && present(datum).shape.length > 0 ? [[name, present(datum)] as const] : [];
  });

/** Rows as the nodes of a graph. */
export const graphNodes = (rows: readonly GraphRow[]): readonly GraphResultNode[] =>
  rows.map(({ name, op, args, shape, text }) => ({ name, op, args, shape, text }));

/** The positions of the answers among the rows. */
export function outputsOf(local: Local, rows: readonly GraphRow[]): readonly number[] {
  const [out] = local.graph.outputs;
  const { nodes } = local.graph;
  let ref = out!;
  for (let node = nodes[ref]!; ; node = nodes[ref]!) {
    const at = rows.findIndex((row) => row.root === ref || row.shown === ref);
    if (at >= 0) return [at];
    if (node.kind !== 'op') return [];
    ref = node.args[0]!;
  }
}

/** One direction of a sweep: how it is headed, and what it carries at every node. */
interface Carried {
  readonly heading: string;
  readonly at: readonly (Tensor | undefined)[];
}

export interface TapeOptions {
  readonly title: string;
  /** One tangent per differentiated argument. */
  readonly along?: readonly Tensor[] | undefined;
  /** The answer's cotangent. */
  readonly cotangent?: Tensor | undefined;
  /** The rows to show, by number from 1; otherwise all, or the ends of a long tape. */
  readonly select?: readonly number[] | undefined;
}

/** Tapes up to this length are shown whole. */
const LONG = 60;
const HEAD = 20;
const TAIL = 10;

/** A tape, and its numbers as a matrix with a row per value where all of them are scalars. */
export interface Tape {
  readonly result: GraphResult;
  readonly matrix?: Tensor;
}

/** The Wengert list of a recorded function: each value with its local derivatives, tangents and adjoints. */
export function tapeOf(evaluator: Evaluator, local: Local, options: TapeOptions): Tape {
  const { graph } = local;
  const inputs = local.inputs.map(present);
  const rows = rowsOf(evaluator, local);
  const values = observed(evaluator, local, inputs);
  const active = dependents(graph, inputIndices(local));
  const { columns: tangents, tooMany: directions } = forward(local, inputs, options);
  const { columns: adjoints, tooMany: entries } = backward(local, inputs, options);
  const shares = adjoints.map(({ at }) => sharesAt(graph, values, at, inputIndices(local)));
  const rowAt = new Map<Ref, number>(rows.map((row, k) => [row.root, k]));
  const nameOf = (ref: Ref): string => {
    let at = ref;
    for (let node = graph.nodes[at]!; !rowAt.has(at) && node.kind === 'op'; node = graph.nodes[at]!) at = node.args[0]!;
    return rows[rowAt.get(at) ?? -1]?.name ?? '';
  };
  const zero = (shape: Shape): Tensor => full(shape, 0);

  const partialsOf = (row: GraphRow): TapeRow['partials'] => {
    const node = graph.nodes[row.root]!;
    if (node.kind !== 'op' || row.isMove) return [];
    const args = node.args.map((a) => values[a]!);
    return node.args.flatMap((a, operand): TapeRow['partials'] => {
      if (!active[a]) return [];
      const partial = partialAt(opOf(node), args, values[row.root]!, operand);
      const by = nameOf(a);
      return partial
        ? [{ by, shape: partial.value.shape, data: partial.value.data }]
        : [{ by, shape: [...row.shape, ...graph.nodes[a]!.shape] }];
    });
  };

  /** Where only one use hands an adjoint on, a reshape between is no use of its own. */
  const sharesOf = (sweep: number, row: GraphRow): readonly TapeShare[] => {
    const all = usesOf(row.root).flatMap((ref) => shares[sweep]![ref]!);
    const seen = all.filter(
      ({ through }) => !(rows[rowAt.get(through) ?? -1] === undefined && isPart(through, row.root)),
    );
    return seen.map(({ through, operand, ct }) => {
      const told = { through: nameOf(outermost(through)), data: ct.data };
      const node = graph.nodes[through]!;
      const adjoint = adjoints[sweep]!.at[through];
      if (node.kind !== 'op' || ct.shape.length > 0 || !adjoint || adjoint.shape.length > 0) return told;
      const args = node.args.map((a) => values[a]!);
      const partial = partialAt(opOf(node), args, values[through]!, operand)?.value.data[0];
      return partial === undefined ? told : { ...told, adjoint: adjoint.data[0]!, partial };
    });
  };

  /** The nodes of a row: its root, and those that reshape it. */
  const partsOf = new Map<Ref, Ref[]>();
  const rootOf: Ref[] = [];
  graph.nodes.forEach((node, ref) => {
    rootOf[ref] = isAlias(node) ? rootOf[node.args[0]!]! : ref;
    partsOf.set(rootOf[ref], [...(partsOf.get(rootOf[ref]) ?? []), ref]);
  });
  const usesOf = (root: Ref): readonly Ref[] => partsOf.get(root) ?? [root];
  const isPart = (ref: Ref, root: Ref): boolean => rootOf[ref] === root;
  /** The row that a folded selection belongs to. */
  const outermost = (ref: Ref): Ref => {
    if (rowAt.has(rootOf[ref]!)) return rootOf[ref]!;
    const user = graph.nodes.findIndex((node, k) => k > ref && node.kind === 'op' && node.args.includes(ref));
    return user < 0 ? ref : outermost(user);
  };

  const rowOf = (row: GraphRow, k: number): GraphResultNode => {
    const at = (carried: Carried): Float64Array => (carried.at[row.root] ?? zero(row.shape)).data;
    const sums = adjoints.map((_, sweep) => sharesOf(sweep, row));
    return {
      name: row.name,
      op: row.op,
      args: row.args,
      shape: row.shape,
      text: row.text,
      tape: {
        row: k + 1,
        value: values[row.shown]!.data,
        partials: partialsOf(row),
        tangents: tangents.map(at),
        adjoints: adjoints.map(at),
        sums: sums.some((s) => s.length > 1) ? sums : [],
      },
    };
  };

  const { chosen, omitted } = selected(rows.length, options.select);
  const matrix = rows.every((row) => row.shape.length === 0)
    ? numbersOf(rows, [values, ...[...tangents, ...adjoints].map(({ at }) => at)])
    : undefined;
  return {
    result: {
      kind: 'graph',
      title: options.title,
      nodes: chosen.map((k) => rowOf(rows[k]!, k)),
      outputs: outputsOf(local, rows),
      tape: {
        rows: rows.length,
        tangents: tangents.map(({ heading }) => heading),
        adjoints: adjoints.map(({ heading }) => heading),
        ...(directions !== undefined && { directions }),
        ...(entries !== undefined && { entries }),
        ...(omitted && { omitted }),
      },
    },
    ...(matrix && { matrix }),
  };
}

/** All values, noting kinks and where NaN and infinity began. */
function observed(evaluator: Evaluator, { graph, by }: Local, inputs: readonly Tensor[]): readonly Tensor[] {
  const isTouched = kinkMatters(
    graph,
    by.map((_, i) => i),
  );
  const whole = { ...graph, outputs: graph.nodes.map((_, ref) => ref) };
  const refs = new Map(graph.nodes.map((node, ref) => [node, ref]));
  return interpret(whole, inputs, (node, op, args, value) => {
    evaluator.notes.observe({ op, args, value, origin: node.origin, differentiated: isTouched(refs.get(node)!) });
    return value;
  });
}

/** The columns of a sweep; none where they would be too many, and how many. */
interface Sweep {
  readonly columns: readonly Carried[];
  readonly tooMany?: number;
}

function forward(local: Local, inputs: readonly Tensor[], { along }: TapeOptions): Sweep {
  const { graph, by } = local;
  if (along) return { columns: [{ heading: 'tangent', at: tangentsAt(graph, inputs, along) }] };
  const names = by.flatMap((each) => entryNames(each));
  if (names.length > FEW) return { columns: [], tooMany: names.length };
  const columns = unitDirections(graph, inputIndices(local)).map((direction, k) => ({
    heading: names.length === 1 ? 'tangent' : `d/d${names[k]}`,
    at: tangentsAt(graph, inputs, direction),
  }));
  return { columns };
}

function backward(local: Local, inputs: readonly Tensor[], { cotangent }: TapeOptions): Sweep {
  const { graph, output } = local;
  const by = inputIndices(local);
  if (cotangent) return { columns: [{ heading: 'adjoint', at: adjointsAt(graph, inputs, cotangent, by) }] };
  const names = entryNames(output);
  if (names.length > FEW) return { columns: [], tooMany: names.length };
  const columns = unitEntries(output.shape).map((seed, k) => ({
    heading: names.length === 1 ? 'adjoint' : `adjoint ${names[k]}`,
    at: adjointsAt(graph, inputs, seed, by),
  }));
  return { columns };
}

/** Which rows are shown: those asked for, or all, or the ends of a long tape, with the rows between that are left out. */
function selected(
  count: number,
  asked: readonly number[] | undefined,
): { readonly chosen: readonly number[]; readonly omitted?: readonly [number, number] } {
  if (asked) return { chosen: asked.filter((row) => row >= 1 && row <= count).map((row) => row - 1) };
  const all = Array.from({ length: count }, (_, k) => k);
  if (count <= LONG) return { chosen: all };
  return { chosen: [...all.slice(0, HEAD), ...all.slice(-TAIL)], omitted: [HEAD + 1, count - TAIL] };
}

function numbersOf(rows: readonly GraphRow[], columns: readonly (readonly (Tensor | undefined)[])[]): Tensor {
  const data = rows.flatMap(({ root }) => columns.map((column) => column[root]?.data[0] ?? 0));
  return { shape: [rows.length, columns.length], data: Float64Array.from(data) };
}
