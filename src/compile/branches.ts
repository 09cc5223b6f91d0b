import { GuardFailed } from './backend.ts';

/** A function whose branches are recorded as they are met. */
export interface Branches<B, A, T> {
  /** What the branch that holds there answers; undefined where none holds, and none can be recorded that does. */
  run(at: A): T | undefined;
  /** The branch that held last. */
  readonly last: B | undefined;
}

/** Branches that are kept ready, the ones that held last. */
const MOST = 16;

/**
 * Runs a function by its branches: `use` runs one, and its guard tells whether it holds. Those that are ready are tried in order, the one
 * that held last first; then those that `record` finds for the place, one after the other.
 */
export function branching<B, A, T>(
  record: (at: A) => Iterable<B>,
  use: (branch: B, at: A) => T,
  first: readonly B[] = [],
): Branches<B, A, T> {
  const ready = [...first];
  const held = (branch: B, at: A): T | undefined => {
    try {
      return use(branch, at);
    } catch (error) {
      if (error instanceof GuardFailed) return undefined;
      throw error;
    }
  };
  const another = (at: A): T | undefined => {
    for (let i = 1; i < ready.length; i++) {
      const answer = held(ready[i]!, at);
      if (answer === undefined) continue;
      ready.unshift(...ready.splice(i, 1));
      return answer;
    }
    for (const branch of record(at)) {
      if (ready.unshift(branch) > MOST) ready.pop();
      const answer = held(branch, at);
      if (answer !== undefined) return answer;
    }
    return undefined;
  };
  return {
    get last() {
      return ready[0];
    },
    run: (at) => {
      if (ready.length === 0) return another(at);
      // Not by `held`: a small function takes less time than another call around it.
      try {
        return use(ready[0]!, at);
      } catch (error) {
        if (!(error instanceof GuardFailed)) throw error;
        return another(at);
      }
    },
  };
}
