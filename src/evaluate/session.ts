import { type Settings, startSettings } from './settings.ts';
import type { Value } from './value.ts';

/** A name's value with the line that gave it. */
export interface Binding {
  readonly value: Value;
  readonly source: string;
}

/** What a session began with: with its lines it leads to the same numbers again. */
export interface Origin {
  readonly seed: number;
  readonly settings: Settings;
}

/** Everything that a line can depend on or change: an immutable value, so that undo keeps old ones. */
export interface Session {
  readonly names: ReadonlyMap<string, Binding>;
  readonly settings: Settings;
  /** Random numbers are drawn from (seed, count of draws), so that a replayed session draws the same. */
  readonly seed: number;
  readonly draws: number;
  /** Where its lines began; no change alters it. */
  readonly origin: Origin;
  /** The inputs that succeeded, in order: what `:save` writes. */
  readonly lines: readonly string[];
  /** The session before the last change, and the one that an undo left. */
  readonly past?: Session;
  readonly future?: Session;
}

/** A session before its first line. */
export const sessionFrom = (origin: Origin): Session => ({
  ...origin,
  origin,
  names: new Map(),
  draws: 0,
  lines: [],
});

/** A session with nothing in it. */
export const emptySession = (seed = 1): Session => sessionFrom({ seed, settings: startSettings });

/** The session with one more or another name. */
export const bind = (session: Session, name: string, binding: Binding): Session => ({
  ...session,
  names: new Map(session.names).set(name, binding),
});

/** What several lines made of a session, as one change that an undo takes back. */
export function asOneChange(before: Session, after: Session): Session {
  const isSame = before.lines.length === after.lines.length && before.lines.every((line, i) => after.lines[i] === line);
  if (isSame) return before;
  const { future: _, ...rest } = after;
  return { ...rest, past: before };
}
