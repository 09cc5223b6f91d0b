import { shapeText } from '../../src/tensor/tensor.ts';
import type { GraphResult } from '../../src/answer/result.ts';

/** Sizes in pixels. */
const letter = 8;
const box = { height: 28, padding: 10, gap: 18, between: 40, margin: 16 };

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!);

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

/** A graph as an SVG picture: inputs above, the answer below, edges along the computation. */
export function svgText(result: GraphResult): string {
  const { nodes, outputs, title } = result;
  const labels = nodes.map(
    ({ name, op, text = op, shape }) =>
      `${op === 'input' ? name : `${name} = ${text}`}${shape.length > 0 ? ` ${shapeText(shape)}` : ''}`,
  );
  const { vertices, layers, routes } = layout(
    result,
    labels.map((text) => text.length * letter + 2 * box.padding),
  );
  const widthOf = (layer: readonly number[]): number =>
    layer.reduce((sum, v) => sum + vertices[v]!.width + box.gap, -box.gap);
  const width = Math.max(...layers.map(widthOf)) + 2 * box.margin;
  const height = 2 * box.margin + layers.length * (box.height + box.between) - box.between;
  const middle: { x: number; y: number }[] = [];
  layers.forEach((layer, k) => {
    let x = (width - widthOf(layer)) / 2;
    for (const v of layer) {
      middle[v] = { x: x + vertices[v]!.width / 2, y: box.margin + k * (box.height + box.between) + box.height / 2 };
      x += vertices[v]!.width + box.gap;
    }
  });
  const half = box.height / 2;
  const edges = routes.map((route) => {
    const steps = route.slice(1).map((v, i) => {
      const [from, to] = [middle[route[i]!]!, middle[v]!];
      const isWaypoint = v >= nodes.length;
      const bend = box.between / 2;
      const down = isWaypoint ? `V${to.y + half}` : '';
      return `C${from.x},${from.y + half + bend} ${to.x},${to.y - half - bend} ${to.x},${to.y - half}${down}`;
    });
    const start = middle[route[0]!]!;
    return `<path d="M${start.x},${start.y + half} ${steps.join(' ')}" marker-end="url(#arrow)"/>`;
  });
  const boxes = labels.map((text, index) => {
    const { x, y } = middle[index]!;
    const w = vertices[index]!.width;
    const stroke = outputs.includes(index) ? 2.5 : 1;
    const radius = nodes[index]!.op === 'input' ? 0 : half;
    return [
      `<rect x="${x - w / 2}" y="${y - half}" width="${w}" height="${box.height}" rx="${radius}" stroke-width="${stroke}"/>`,
      `<text x="${x}" y="${y + 5}" fill="black" stroke="none">${escaped(text)}</text>`,
    ].join('');
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    `<title>${escaped(title)}</title>`,
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">' +
      '<path d="M0,0 L8,4 L0,8 z"/></marker></defs>',
    `<rect width="${width}" height="${height}" fill="white"/>`,
    `<g fill="none" stroke="black">${edges.join('\n')}</g>`,
    '<g fill="white" stroke="black" font-family="monospace" font-size="13" text-anchor="middle">',
    ...boxes,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}
