import type { Binding, Session } from '../evaluate/session.ts';

/** What a line changed in a session, as plain data: enough to keep a copy of the session elsewhere, without its past. */
export interface SessionChange {
  readonly set: readonly (readonly [name: string, binding: Binding])[];
  readonly removed: readonly string[];
  readonly rest: Pick<Session, 'settings' | 'seed' | 'draws'>;
  /** How many of the former lines stay, and the lines after them. */
  readonly kept: number;
  readonly lines: readonly string[];
}

/** The change that leads from one session to another. */
export function changeBetween(before: Session, after: Session): SessionChange {
  const kept = after.lines.findIndex((line, i) => before.lines[i] !== line);
  const common = kept < 0 ? after.lines.length : kept;
  return {
    set: [...after.names].filter(([name, binding]) => before.names.get(name) !== binding),
    removed: [...before.names.keys()].filter((name) => !after.names.has(name)),
    rest: { settings: after.settings, seed: after.seed, draws: after.draws },
    kept: common,
    lines: after.lines.slice(common),
  };
}

/** The session after a change. */
export function applyChange(session: Session, { set, removed, rest, kept, lines }: SessionChange): Session {
  const names = new Map(session.names);
  for (const name of removed) names.delete(name);
  for (const [name, binding] of set) names.set(name, binding);
  return { ...rest, origin: session.origin, names, lines: [...session.lines.slice(0, kept), ...lines] };
}
