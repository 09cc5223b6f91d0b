import type { Session } from '../evaluate/session.ts';

/** The session after a line that changed something: the line is part of it, and the session before it can be returned to. */
export function commit(before: Session, after: Session, line: string): Session {
  // What was undone, loaded or replayed has its lines already.
  if (after === before || after.lines !== before.lines) return after;
  const { future: _, ...rest } = after;
  return { ...rest, lines: [...before.lines, line], past: recent(before) };
}

/** So many sessions can be returned to, at least; more would keep every array that a long session ever held. */
const KEPT = 100;

/** A session with no more than twice {@link KEPT} sessions behind it. */
function recent(session: Session): Session {
  const chain: Session[] = [];
  for (let s: Session | undefined = session; s && chain.length <= 2 * KEPT; s = s.past) chain.push(s);
  if (chain.length <= 2 * KEPT) return session;
  const { past: _, ...oldest } = chain[KEPT - 1]!;
  return chain.slice(0, KEPT - 1).reduceRight<Session>((past, s) => ({ ...s, past }), oldest);
}
