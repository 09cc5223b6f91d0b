import { shapeText } from '../../src/tensor/tensor.ts';
import type { GraphResult } from '../../src/answer/result.ts';
import type { Mark } from '../../src/picture/marks.ts';
import type { Place } from '../../src/picture/pen.ts';
import type { Picture } from '../../src/picture/picture.ts';

/** Sizes in pixels. */
const letter = 8;
const box = { height: 28, padding: 10, gap: 18, between: 40 };

/** A place in a layer: a node's, or that of an edge on its way through. */
interface Vertex {
  readonly width: number;
  readonly from: readonly number[];
}

/** Layers from the inputs on: each node one after the last of its operands, inputs right before their first use. */
function levels({ nodes }: GraphResult): number[] {
  const level: number[] = [];
  const first: number[] = [];
  nodes.forEach(({ args }, index) => {
    level[index] = args.length === 0 ? 0 : 1 + Math.max(...args.map((a) => level[a]!));
    for (const a of args) first[a] = Math.min(first[a] ?? Infinity, level[index]);
  });
  return level.map((k, index) => (nodes[index]!.args.length === 0 ? (first[index] ?? 1) - 1 : k));
}

/** Nodes and the waypoints of edges that pass layers, by layer, each near the middle of what it comes from. */
function layout(result: GraphResult, widths: readonly number[]) {
  const { nodes } = result;
  const level = levels(result);
  const vertices: Vertex[] = nodes.map(({ args }, index) => ({ width: widths[index]!, from: args }));
  const layers: number[][] = [];
  const routes: (readonly number[])[] = [];
  level.forEach((k, index) => (layers[k] ??= []).push(index));
  nodes.forEach(({ args }, index) => {
    for (const a of args) {
      const route = [a];
      for (let k = level[a]! + 1; k < level[index]!; k++) {
        const waypoint = vertices.push({ width: letter, from: [route.at(-1)!] }) - 1;
        layers[k]!.push(waypoint);
        route.push(waypoint);
      }
      routes.push([...route, index]);
    }
  });
  const place: number[] = [];
  const ordered = layers.map((layer) => {
    const middle = (v: number): number => {
      const { from } = vertices[v]!;
      const known = from.filter((a) => place[a] !== undefined);
      return known.length === 0 ? 0 : known.reduce((sum, a) => sum + place[a]!, 0) / known.length;
    };
    const sorted = layer.toSorted((a, b) => middle(a) - middle(b));
    sorted.forEach((v, i) => {
      place[v] = i - (sorted.length - 1) / 2;
    });
    return sorted;
  });
  return { vertices, layers: ordered, routes };
}

/** A graph drawn in units of a pixel: inputs above, the answer below, edges along the computation. */
export function graphPicture(result: GraphResult): Picture {
  const { nodes, outputs } = result;
  const labels = nodes.map(
    ({ name, op, text = op, shape }) =>
      `${op === 'input' ? name : `${name} = ${text}`}${shape.length > 0 ? ` ${shapeText(shape)}` : ''}`,
  );
  const { vertices, layers, routes } = layout(
    result,
    labels.map((text) => text.length * letter + 2 * box.padding),
  );
  const middle: Place[] = [];
  layers.forEach((layer, k) => {
    let x = -layer.reduce((sum, v) => sum + vertices[v]!.width + box.gap, -box.gap) / 2;
    for (const v of layer) {
      middle[v] = [x + vertices[v]!.width / 2, -k * (box.height + box.between)];
      x += vertices[v]!.width + box.gap;
    }
  });
  const beside = (v: number, side: 1 | -1): Place => [middle[v]![0], middle[v]![1] + (side * box.height) / 2];
  const links = routes.map((route): Mark => {
    const through = route.slice(1, -1).flatMap((v) => [beside(v, 1), beside(v, -1)]);
    return { kind: 'link', points: [beside(route[0]!, -1), ...through, beside(route.at(-1)!, 1)] };
  });
  const boxes = labels.map((text, v): Mark => ({
    kind: 'box',
    at: middle[v]!,
    width: vertices[v]!.width,
    height: box.height,
    text,
    ...(nodes[v]!.op !== 'input' && { round: true }),
    ...(outputs.includes(v) && { heavy: true }),
  }));
  return { marks: [...links, ...boxes] };
}
