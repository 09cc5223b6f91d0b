import { run } from '../render/text/doc.ts';
import type { Doc, Line, Role } from '../render/text/doc.ts';
import { tapeStepDoc } from '../render/explained/tape-step.ts';
import { shortened } from '../render/text/width.ts';
import { choiceRows } from './choices.ts';
import { runningDoc } from '../render/explained/running.ts';
import { layout, rowsAroundCursor } from './layout.ts';
import type { LineMarks, Position } from './layout.ts';
import type { PromptState } from './state.ts';

/** The part of the screen that changes: rows and the cursor's place; no cursor while a question has its own. */
export interface View {
  readonly rows: Doc;
  readonly cursor: Position;
}

/** What a view depends on besides the state. */
export interface Screen {
  readonly columns: number;
  readonly rows: number;
  readonly ascii: boolean;
  /** Significant digits that the session shows. */
  readonly digits: number;
}

/** What stands before an input, before its further lines, and before the rest of a line that is broken. */
export const marks: LineMarks = { first: run('> ', 'command'), next: run('. ', 'dim'), wrapped: run('  ', 'dim') };

/** The live region must stay small: what is taller than the window would be written twice when it scrolls. */
export const liveHeight = (rows: number): number => Math.max(1, Math.min(12, rows - 2));

function searchRow({ search }: PromptState, columns: number): Doc {
  if (!search) return [];
  const { query, failed } = search.at;
  const label = failed ? 'not found: ' : 'search: ';
  const way = '  Enter runs it, Ctrl-R goes on, Esc edits it, Ctrl-G gives up';
  const shown = shortened(`${label}${query}`, columns - 1);
  const row: Line = [
    run(shown, failed ? 'error' : 'label'),
    run(shortened(way, Math.max(0, columns - 1 - shown.length)), 'dim'),
  ];
  return [row];
}

/** The prompt as rows: a running job, the text, then what is said about it. `roles` has a role per UTF-16 unit of the text. */
export function view(state: PromptState, screen: Screen, roles: readonly Role[]): View {
  const { columns, ascii } = screen;
  const height = liveHeight(screen.rows);
  if (state.walk) {
    const { tape, at } = state.walk;
    const style = { width: columns - 1, digits: screen.digits, ascii, plain: false };
    const rows = tapeStepDoc(tape, at, style, height);
    const here = rows.findIndex(([first]) => first?.text.startsWith('>'));
    return { rows, cursor: { x: 0, y: Math.max(0, here) } };
  }
  const above = height > 3 && state.job?.visible ? runningDoc(state.job, state.waiting.length, columns, ascii) : [];
  const room = Math.max(0, height - above.length - 1);
  const hint: Doc = state.hint === '' ? [] : [[run(shortened(state.hint, columns - 1), 'dim')]];
  const said = [...searchRow(state, columns), ...hint, ...choiceRows(state.choices, columns - 1, Math.min(6, room))];
  const below = said.slice(0, room);
  const text = rowsAroundCursor(
    layout(state.editor.text, state.editor.cursor, roles, columns, marks),
    height - above.length - below.length,
  );
  return {
    rows: [...above, ...text.rows, ...below],
    cursor: { x: text.cursor.x, y: text.cursor.y + above.length },
  };
}
