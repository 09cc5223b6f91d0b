import type { GraphResult, GraphResultNode } from '../../answer/result.ts';
import { cleanLine } from '../text/clean.ts';
import { type Doc, type Line, type Role, run } from '../text/doc.ts';
import { ShortForms } from './short-forms.ts';
import type { Style } from '../text/style.ts';
import { padded, shortened, textWidth, widest } from '../text/width.ts';

/** How a row stands to the one that is looked at. */
type Relation = 'here' | 'operand' | 'user' | 'both' | 'other';

const marks: Readonly<Record<Relation, string>> = { here: '>', operand: 'o', user: 'u', both: '*', other: ' ' };
const markRoles: Readonly<Record<Relation, Role>> = {
  here: 'heading',
  operand: 'ok',
  user: 'note',
  both: 'note',
  other: 'dim',
};

const keys = 'Right/Left step, Home/End, q leaves   o operand, u user';

/** The rows' positions on the whole tape, for a part of a long one has the numbers of the whole in its operands. */
const positions = ({ nodes }: GraphResult): Map<number, number> =>
  new Map(nodes.map((node, k) => [(node.tape?.row ?? k + 1) - 1, k]));

function relationTo(result: GraphResult, at: number): (k: number) => Relation {
  const place = positions(result);
  const here = result.nodes[at]!;
  const operands = new Set(here.args.map((a) => place.get(a)));
  const own = (here.tape?.row ?? at + 1) - 1;
  return (k) => {
    if (k === at) return 'here';
    const isUser = result.nodes[k]!.args.includes(own);
    if (operands.has(k)) return isUser ? 'both' : 'operand';
    return isUser ? 'user' : 'other';
  };
}

/** The sweeps at one row in sentences: what its tangent and its adjoint are made of. */
function sweeps(result: GraphResult, at: number, forms: ShortForms): string[] {
  const node = result.nodes[at]!;
  const { tape } = node;
  if (!tape) return [];
  const place = positions(result);
  const text = (data: Float64Array | undefined): string => (data ? forms.array(node.shape, data) : '?');
  const factor = (x: string): string => (x.startsWith('-') ? `(${x})` : x);
  const isScalar = [node, ...node.args.flatMap((a) => result.nodes[place.get(a) ?? -1] ?? [])].every(
    ({ shape }) => shape.length === 0,
  );
  const forward = (result.tape?.tangents ?? []).map((heading, k) => {
    const total = text(tape.tangents[k]);
    if (node.op === 'input') return `${heading}: ${total}, given`;
    const terms = tape.partials.map(({ by, data }) => {
      const from = result.nodes.find(({ name }) => name === by)?.tape?.tangents[k];
      return from && data && isScalar
        ? `${factor(forms.number(data[0]!))}*${factor(forms.number(from[0]!))} from ${by}`
        : `from ${by}`;
    });
    return `${heading}: ${terms.length > 0 ? `${terms.join(' + ')} = ` : ''}${total}`;
  });
  const own = tape.row - 1;
  const users = result.nodes.filter(({ args }) => args.includes(own));
  const backward = (result.tape?.adjoints ?? []).map((heading, k) => {
    const total = text(tape.adjoints[k]);
    const shares = tape.sums[k];
    const known = users.every(({ shape }) => shape.length === 0) && node.shape.length === 0;
    const terms = shares
      ? shares.map((s) =>
          s.adjoint !== undefined && s.partial !== undefined
            ? `${factor(forms.number(s.adjoint))}*${factor(forms.number(s.partial))} through ${s.through}`
            : `${forms.array(node.shape, s.data)} through ${s.through}`,
        )
      : users.flatMap((user) => {
          const partial = user.tape?.partials.find(({ by }) => by === node.name)?.data;
          const adjoint = user.tape?.adjoints[k];
          return known && partial && adjoint
            ? [`${factor(forms.number(adjoint[0]!))}*${factor(forms.number(partial[0]!))} through ${user.name}`]
            : [`through ${user.name}`];
        });
    const given = result.outputs.includes(own) ? `${total}, given` : total;
    return `${heading}: ${terms.length > 0 ? `${terms.join(' + ')} = ${total}` : given}`;
  });
  return [...forward, ...backward];
}

const operation = ({ name, text, op }: GraphResultNode): string =>
  op === 'input' ? 'input' : text === undefined || text === name ? op : text;

/**
 * One row of a tape at a time, in at most `height` lines: the rows around it with its operands and users marked, what its
 * tangent and adjoint are sums of, and the keys.
 */
export function tapeStepDoc(result: GraphResult, at: number, style: Style, height: number): Doc {
  const { width, digits } = style;
  const forms = new ShortForms(digits);
  const said = sweeps(result, at, forms).slice(0, Math.max(0, height - 4));
  const room = Math.max(1, height - 2 - said.length);
  const count = result.nodes.length;
  const first = Math.max(0, Math.min(at - Math.floor(room / 2), count - room));
  const shown = Array.from({ length: Math.min(room, count) }, (_, i) => first + i);
  const relation = relationTo(result, at);
  const names = shown.map((k) => shortened(cleanLine(result.nodes[k]!.name), Math.floor(width / 4)));
  const nameWidth = widest(names);
  const texts = shown.map((k) => shortened(cleanLine(operation(result.nodes[k]!)), Math.floor(width / 3)));
  const textColumn = widest(texts);
  const rows = shown.map((k, i): Line => {
    const node = result.nodes[k]!;
    const how = relation(k);
    const value = node.tape ? forms.array(node.shape, node.tape.value) : '';
    const left = `${marks[how]} ${padded(names[i]!, nameWidth)} = ${padded(texts[i]!, textColumn)}  `;
    return [
      run(left, markRoles[how]),
      run(shortened(value, Math.max(4, width - textWidth(left))), how === 'other' ? 'dim' : 'number'),
    ];
  });
  const title = `${cleanLine(result.title)}, row ${result.nodes[at]!.tape?.row ?? at + 1} of ${result.tape?.rows ?? count}`;
  return [
    [run(shortened(title, width), 'heading')],
    ...rows,
    ...said.map((line): Line => [run(shortened(cleanLine(line), width))]),
    [run(shortened(keys, width), 'dim')],
  ].slice(0, Math.max(1, height));
}
