import { fail } from '../base/fault.ts';
import type { Outcome } from '../command/command.ts';
import type { Result } from '../answer/result.ts';
import { sameValue } from './same-value.ts';
import type { Session } from '../evaluate/session.ts';
import { shortText } from './summary.ts';

/** Goes back or forth among the session's values, so many changes, and names what that changed. */
export function walk(session: Session, count: number, direction: 'past' | 'future'): Outcome {
  let state = session;
  for (let done = 0; done < count; done++) {
    const next: Session | undefined = direction === 'past' ? back(state) : state.future;
    if (!next) return nothingLeft(direction, done);
    state = next;
  }
  const [longer, shorter] = direction === 'past' ? [session, state] : [state, session];
  const lines = longer.lines.slice(shorter.lines.length);
  const what = lines.length === 1 ? lines[0]!.replace(/\s+/g, ' ') : `${lines.length} lines`;
  const title = `${direction === 'past' ? 'Undone' : 'Done again'}: ${what}`;
  const rows = changes(session, state);
  const result: Result =
    rows.length === 0
      ? { kind: 'text', text: `${title} (all values are the same)` }
      : { kind: 'table', title, columns: ['name', 'change', 'now'], rows };
  return { session: state, result, transient: true };
}

const back = (state: Session): Session | undefined => state.past && { ...state.past, future: state };

function nothingLeft(direction: 'past' | 'future', done: number): never {
  const what = direction === 'past' ? 'undo' : 'redo';
  const message =
    done === 0
      ? `there is nothing to ${what}`
      : `there ${done === 1 ? 'is only 1 change' : `are only ${done} changes`} to ${what}`;
  const help =
    done > 0
      ? `Write :${what} ${done}.`
      : direction === 'past'
        ? 'A line that changes something can be undone.'
        : 'Only what :undo took back, and nothing was changed since, can be done again.';
  fail(`${what}/nothing`, message, { help });
}

/** What is different in the second session: names and settings. */
function changes(before: Session, after: Session): (readonly [string, string, string])[] {
  const { digits } = after.settings;
  const names = [...new Set([...before.names.keys(), ...after.names.keys()])];
  const rows = names.flatMap((name): (readonly [string, string, string])[] => {
    const [old, now] = [before.names.get(name), after.names.get(name)];
    if (sameValue(old?.value, now?.value)) return [];
    if (!now) return [[name, 'removed', '']];
    return [[name, old ? 'changed' : 'added', shortText(now.value, digits)]];
  });
  const settings = (s: Session) => ({ ...s.settings, seed: s.seed });
  const [old, now] = [Object.entries(settings(before)), Object.entries(settings(after))];
  return [
    ...rows,
    ...now.flatMap(([key, value], i): (readonly [string, string, string])[] =>
      old[i]![1] === value ? [] : [[`${key}=`, 'changed', String(value)]],
    ),
  ];
}
