/** (step, loss) pairs, thinned as they come: never more than twice `most`, evenly spaced, with the last one. */
export interface Curve {
  add(step: number, loss: number): void;
  points(): readonly (readonly [step: number, loss: number])[];
}

/** Starts a curve that keeps about `most` points. */
export function curve(most = 200): Curve {
  let kept: (readonly [number, number])[] = [];
  let stride = 1;
  let lastStep = -1;
  let lastLoss = Number.NaN;
  return {
    add: (step, loss) => {
      lastStep = step;
      lastLoss = loss;
      if (step % stride !== 0) return;
      kept.push([step, loss]);
      if (kept.length < 2 * most) return;
      stride *= 2;
      kept = kept.filter(([s]) => s % stride === 0);
    },
    points: () => (lastStep >= 0 && kept.at(-1)?.[0] !== lastStep ? [...kept, [lastStep, lastLoss]] : [...kept]),
  };
}
