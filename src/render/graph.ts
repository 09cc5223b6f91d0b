import type { GraphResult } from '../session/result.ts';
import { shapeText } from '../tensor/tensor.ts';
import { cleanLine } from './clean.ts';
import { type Doc, type Line, run } from './doc.ts';
import { padded, shortened, widest } from './width.ts';
import { wrapped } from './wrap.ts';

/** One line per node, `c = add(a, b)` with its shape; nodes without a name are numbered, `%3`. */
export function graphDoc(result: GraphResult, width: number): Doc {
  const name = (index: number) => cleanLine(result.nodes[index]?.name ?? '') || `%${index}`;
  const names = result.nodes.map((_, index) => shortened(name(index), Math.floor(width / 3)));
  const shapes = result.nodes.map(({ shape }) => shapeText(shape));
  const nameWidth = widest(names);
  const shapeWidth = widest(shapes);
  const room = Math.max(10, width - nameWidth - 3 - 2 - shapeWidth);
  const texts = result.nodes.map(({ op, args }) =>
    shortened(cleanLine(op) + (args.length > 0 ? `(${args.map(name).join(', ')})` : ''), room),
  );
  const textColumn = widest(texts);
  const title = wrapped(cleanLine(result.title), width).map((text) => [run(text, 'heading')]);
  const outputs = wrapped(`answers ${result.outputs.map(name).join(', ')}`, width).map((text) => [run(text, 'dim')]);
  return [
    ...title,
    ...result.nodes.map((_, i): Line => [
      run(padded(names[i]!, nameWidth), 'name'),
      run(' = ', 'dim'),
      run(padded(texts[i]!, textColumn)),
      run(`  ${shapes[i]!}`, 'dim'),
    ]),
    ...outputs,
  ];
}
