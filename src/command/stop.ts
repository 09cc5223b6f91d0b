import type { Stop } from './ports.ts';

/** A {@link Stop} with the means to request it. */
export interface StopSource extends Stop {
  request(): void;
}

/** A request to end early that nobody has made yet. */
export function createStop(): StopSource {
  const listeners: (() => void)[] = [];
  let requested = false;
  return {
    get requested() {
      return requested;
    },
    onRequest(listener) {
      if (requested) listener();
      else listeners.push(listener);
    },
    request() {
      if (requested) return;
      requested = true;
      for (const listener of listeners) listener();
    },
  };
}
