import { bracketsAt } from '../lang/brackets.ts';
import { highlight } from '../lang/highlight.ts';
import type { HighlightRole } from '../lang/highlight.ts';
import type { Role } from '../render/text/doc.ts';

const drawn: Readonly<Record<HighlightRole, Role>> = {
  number: 'number',
  name: 'text',
  function: 'name',
  operator: 'text',
  command: 'command',
  option: 'label',
  comment: 'dim',
  string: 'note',
  error: 'error',
  bracket: 'text',
};

/** What each UTF-16 unit of an input means; the pair of brackets at the cursor, if there is one, stands out. */
export function roles(text: string, cursor?: number): readonly Role[] {
  const all = new Array<Role>(text.length).fill('text');
  for (const { span, role } of highlight(text)) all.fill(drawn[role], ...span);
  const pair = cursor === undefined ? undefined : bracketsAt(text, cursor);
  if (pair?.partner) {
    for (const span of [pair.bracket, pair.partner]) all.fill('heading', ...span);
  }
  return all;
}
