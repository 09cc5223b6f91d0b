import { shapeText } from '../../src/tensor/tensor.ts';
import type { GraphResult } from '../../src/answer/result.ts';

const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`;

/** A graph in the DOT language of Graphviz: inputs as boxes, the answer in a double frame, edges along the computation. */
export function dotText({ title, nodes, outputs }: GraphResult): string {
  const lines = nodes.map(({ name, op, text = op, shape }, index) => {
    const what = op === 'input' ? name : `${name} = ${text}`;
    const label = shape.length > 0 ? `${what}\n${shapeText(shape)}` : what;
    const form = op === 'input' ? 'box' : 'ellipse';
    return `  n${index} [label=${quoted(label)}, shape=${form}${outputs.includes(index) ? ', peripheries=2' : ''}];`;
  });
  const edges = nodes.flatMap(({ args }, index) => args.map((a) => `  n${a} -> n${index};`));
  return ['digraph {', `  label=${quoted(title)};`, '  rankdir=LR;', ...lines, ...edges, '}', ''].join('\n');
}
