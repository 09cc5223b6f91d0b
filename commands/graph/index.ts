import { fail } from '../../src/base/fault.ts';
import { command } from '../../src/command/declaration.ts';
import { force, wrt } from '../../src/command/options.ts';
import { file, word } from '../../src/command/option.ts';
import { dotText } from './dot.ts';
import { graphPicture } from './picture.ts';
import { svgText } from '../../src/picture/svg.ts';
import { functionAtPoint } from '../../src/derive/point.ts';
import { namesText } from '../../src/derive/axes.ts';
import { localise } from '../../src/evaluate/derivative/local.ts';
import type { GraphResult } from '../../src/answer/result.ts';
import { graphNodes, outputsOf, rowsOf } from '../../src/explain/tape.ts';

/** Values in a picture at most. */
const MOST = 300;

/** `:graph`: what a function computes from what. */
export const graph = command({
  name: 'graph',
  group: 'understanding',
  summary: 'Draws the computation graph of a function: each value below what is computed from it.',
  details:
    'A value with several users is drawn once and named elsewhere: there adjoints are summed. as=dot answers the text for Graphviz and as=svg a picture, which file=NAME writes to a file; one that exists is never overwritten without force=yes.',
  takes: functionAtPoint(),
  options: {
    wrt,
    as: word({
      words: ['dot', 'svg'],
      summary: 'Text for Graphviz, or a picture.',
      otherwise: 'a drawing here, or what the ending of file= says',
    }),
    file: file({ summary: 'The file that is written, as in file=graph.svg.', otherwise: 'none is written' }),
    force,
  },
  examples: [
    {
      lines: ['f(x) = (a = x^2; b = exp(a); c = a + b; d = sqrt(c); e = cos(c); d + e)', ':graph f(1)'],
      shows: 'graph',
    },
    { lines: [':graph x*y at x=1, y=2 as=dot file=product.dot'], shows: 'text' },
    {
      lines: [':graph x*y at x=1, y=2 as=dot file=p.dot', ':graph x + y at x=1, y=2 as=dot file=p.dot'],
      fault: 'file/exists',
    },
    { lines: [':graph x^2 at x=1 file=p.png'], fault: 'graph/file' },
  ],
  run: async (point, options, { evaluator, ports }) => {
    const local = localise(evaluator, point);
    const rows = rowsOf(evaluator, local);
    const result: GraphResult = {
      kind: 'graph',
      title: `Graph of ${point.text} by ${namesText(local.by)}`,
      nodes: graphNodes(rows),
      outputs: outputsOf(local, rows),
    };
    const target = options.file;
    const form = options.as ?? (target && /\.(dot|svg)$/.exec(target)?.[1]);
    if (!form) {
      if (target === undefined) return { result };
      fail('graph/file', `${target} is neither .dot nor .svg`, {
        span: options.given('file')!.textSpan,
        help: 'Say which form it is: as=dot or as=svg.',
      });
    }
    if (form === 'svg' && rows.length > MOST) {
      fail('graph/large', `a picture of ${rows.length} values would show nothing; up to ${MOST} are drawn`, {
        span: point.operand.span,
        help: 'as=dot gives the text of the whole graph.',
      });
    }
    const text = form === 'dot' ? dotText(result) : svgText(graphPicture(result), result.title, 1);
    if (target === undefined) return { result: { kind: 'text', text }, transient: true };
    const path = await ports.files.write(target, text, { overwrite: options.force });
    return { result: { kind: 'text', text: `Wrote the graph to ${path}.` }, transient: true };
  },
});
