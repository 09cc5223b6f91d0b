import type { GraphResult } from '../../answer/result.ts';
import { shapeText } from '../../tensor/tensor.ts';
import { cleanLine } from '../text/clean.ts';
import { type Doc, type Line, run } from '../text/doc.ts';
import type { Style } from '../text/style.ts';
import { tapeDoc } from './tape.ts';
import { padded, shortened, textWidth } from '../text/width.ts';
import { wrapped } from '../text/wrap.ts';

interface Strokes {
  readonly branch: string;
  readonly last: string;
  readonly down: string;
  readonly none: string;
}

const lines: Strokes = { branch: '├─ ', last: '└─ ', down: '│  ', none: '   ' };
const asciiLines: Strokes = { branch: '|- ', last: '`- ', down: '|  ', none: '   ' };

/** Lines drawn at most: a larger graph is cut, and says so. */
const MOST = 200;

/** A name is not shortened to less than this. */
const narrowest = 8;

/** One node on its line: strokes, name, what it is, and marks at the right. */
interface Drawn {
  readonly stem: string;
  readonly name: string;
  readonly text: string;
  readonly shape: string;
  readonly mark: string;
}

/** A node as it would be typed; one without a name is numbered, `%3`. */
const nameAt = (result: GraphResult, index: number): string =>
  cleanLine(result.nodes[index]?.name ?? '') || `%${index}`;

const textAt = (result: GraphResult, index: number): string => {
  const { op, args, text } = result.nodes[index]!;
  return cleanLine(text ?? op + (args.length > 0 ? `(${args.map((a) => nameAt(result, a)).join(', ')})` : ''));
};

/**
 * The nodes as a tree that hangs from the answer, operands below. A node with several users is drawn once and only named
 * elsewhere; where the tree grows too deep for the width, it goes on from the margin.
 */
function tree(result: GraphResult, strokes: Strokes, deepest: number): Drawn[] {
  const uses = new Map<number, number>();
  for (const { args } of result.nodes) for (const a of new Set(args)) uses.set(a, (uses.get(a) ?? 0) + 1);
  const drawn: Drawn[] = [];
  const done = new Set<number>();
  const open: number[] = [...result.outputs];
  const visit = (start: number): void => {
    // A stack of its own: a chain of operations may be longer than calls can nest.
    const stack = [{ index: start, stem: '', indent: '' }];
    for (let item = stack.pop(); item; item = stack.pop()) {
      const { index, stem, indent } = item;
      const node = result.nodes[index]!;
      const name = nameAt(result, index);
      const shared = (uses.get(index) ?? 0) > 1;
      const isDeep = textWidth(stem) > deepest && node.args.length > 0;
      if (done.has(index) || isDeep) {
        drawn.push({ stem, name, text: '', shape: '', mark: done.has(index) ? 'above' : 'below' });
        if (!done.has(index) && !open.includes(index)) open.push(index);
        continue;
      }
      done.add(index);
      const isInput = node.op === 'input';
      const marks = [...(isInput ? ['input'] : []), ...(shared ? [`used ${uses.get(index)} times`] : [])];
      const mark = marks.join(', ');
      drawn.push({
        stem,
        name,
        text: isInput ? '' : textAt(result, index),
        shape: node.shape.length > 0 ? shapeText(node.shape) : '',
        mark,
      });
      const args = [...new Set(node.args)];
      for (let k = args.length - 1; k >= 0; k--) {
        const isLast = k === args.length - 1;
        stack.push({
          index: args[k]!,
          stem: indent + (isLast ? strokes.last : strokes.branch),
          indent: indent + (isLast ? strokes.none : strokes.down),
        });
      }
    }
  };
  for (let next = open.shift(); next !== undefined; next = open.shift()) if (!done.has(next)) visit(next);
  result.nodes.forEach((_, index) => {
    if (!done.has(index)) visit(index);
  });
  return drawn;
}

/** A graph: its answer above, what it is computed from below it. A tape is drawn as a table. */
export function graphDoc(result: GraphResult, style: Style, width: number): Doc {
  if (result.tape) return tapeDoc(result, result.tape, style, width);
  const strokes = style.plain ? { branch: '  ', last: '  ', down: '  ', none: '  ' } : style.ascii ? asciiLines : lines;
  const all = tree(result, strokes, Math.floor(width / 2));
  const shown = all.slice(0, MOST);
  const title = wrapped(cleanLine(result.title), width).map((text): Line => [run(text, 'heading')]);
  const body = shown.map(({ stem, name, text, shape, mark }): Line => {
    const least = textWidth(stem) + Math.min(textWidth(name), narrowest) + 2;
    const forms = [[shape, mark && `(${mark})`].filter(Boolean).join(' '), shape, ''];
    const marks = forms.find((form) => least + textWidth(form) <= width) ?? '';
    const room = width - textWidth(stem) - (marks ? textWidth(marks) + 2 : 0);
    const label = shortened(name, room);
    const rest = text ? shortened(` = ${text}`, Math.max(0, room - textWidth(label))) : '';
    return [
      run(stem, 'dim'),
      run(label, 'name'),
      ...(rest ? [run(rest)] : []),
      ...(marks ? [run(padded('', 2)), run(marks, 'dim')] : []),
    ];
  });
  const rest = all.length - shown.length;
  return [
    ...title,
    ...body,
    ...(rest > 0
      ? wrapped(`... ${rest} more lines; as=dot and as=svg have all, :tape rows=.. shows any`, width).map(
          (text): Line => [run(text, 'dim')],
        )
      : []),
  ];
}
