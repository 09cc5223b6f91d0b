import { shapeText } from '../tensor/tensor.ts';
import type { GraphResult } from './result.ts';

/** Sizes in pixels. */
const letter = 8;
const box = { height: 28, padding: 10, gap: 18, between: 44, margin: 16 };

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!);

interface Placed {
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Layers from the inputs on: each node one after the last of its operands. */
function layersOf({ nodes }: GraphResult): number[][] {
  const level: number[] = [];
  const layers: number[][] = [];
  nodes.forEach(({ args }, index) => {
    level[index] = args.length === 0 ? 0 : 1 + Math.max(...args.map((a) => level[a]!));
    (layers[level[index]] ??= []).push(index);
  });
  return layers;
}

/** Nodes of a layer in the order of the middle of their operands, which keeps edges short. */
function ordered(layers: readonly (readonly number[])[], { nodes }: GraphResult): readonly (readonly number[])[] {
  const place: number[] = [];
  return layers.map((layer) => {
    const middle = (index: number): number => {
      const { args } = nodes[index]!;
      return args.length === 0 ? index : args.reduce((sum, a) => sum + place[a]!, 0) / args.length;
    };
    const sorted = [...layer].sort((a, b) => middle(a) - middle(b));
    sorted.forEach((index, i) => {
      place[index] = i - (sorted.length - 1) / 2;
    });
    return sorted;
  });
}

/** A graph as an SVG picture: inputs above, the answer below, edges along the computation. */
export function svgText(result: GraphResult): string {
  const { nodes, outputs, title } = result;
  const layers = ordered(layersOf(result), result);
  const label = (index: number): string => {
    const { name, op, text = op, shape } = nodes[index]!;
    return `${op === 'input' ? name : `${name} = ${text}`}${shape.length > 0 ? ` ${shapeText(shape)}` : ''}`;
  };
  const widthOf = (index: number): number => label(index).length * letter + 2 * box.padding;
  const layerWidth = (layer: readonly number[]): number =>
    layer.reduce((sum, index) => sum + widthOf(index) + box.gap, -box.gap);
  const width = Math.max(title.length * letter, ...layers.map(layerWidth)) + 2 * box.margin;
  const placed: Placed[] = [];
  layers.forEach((layer, k) => {
    let x = (width - layerWidth(layer)) / 2;
    for (const index of layer) {
      placed[index] = {
        label: label(index),
        x,
        y: 2 * box.margin + k * (box.height + box.between),
        width: widthOf(index),
      };
      x += widthOf(index) + box.gap;
    }
  });
  const height = 2 * box.margin + layers.length * (box.height + box.between) - box.between + box.margin;
  const edges = nodes.flatMap(({ args }, index) =>
    args.map((a) => {
      const [from, to] = [placed[a]!, placed[index]!];
      const [x1, y1] = [from.x + from.width / 2, from.y + box.height];
      const [x2, y2] = [to.x + to.width / 2, to.y];
      const bend = (y2 - y1) / 2;
      return `<path d="M${x1},${y1} C${x1},${y1 + bend} ${x2},${y2 - bend} ${x2},${y2}" marker-end="url(#arrow)"/>`;
    }),
  );
  const boxes = placed.map(({ label: text, x, y, width: w }, index) => {
    const stroke = outputs.includes(index) ? 2.5 : 1;
    const radius = nodes[index]!.op === 'input' ? 0 : box.height / 2;
    return (
      `<rect x="${x}" y="${y}" width="${w}" height="${box.height}" rx="${radius}" stroke-width="${stroke}"/>` +
      `<text x="${x + w / 2}" y="${y + box.height / 2 + 5}">${escaped(text)}</text>`
    );
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    `<title>${escaped(title)}</title>`,
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0,0 L8,4 L0,8 z"/></marker></defs>',
    `<rect width="${width}" height="${height}" fill="white"/>`,
    `<g fill="none" stroke="black">${edges.join('')}</g>`,
    `<g fill="white" stroke="black" font-family="monospace" font-size="13" text-anchor="middle">`,
    boxes.map((b) => b.replace('<text ', '<text fill="black" stroke="none" ')).join('\n'),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}
