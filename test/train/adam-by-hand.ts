/** Adam on a function of one number, as one writes it by hand. */
export function adamByHand(gradient: (w: number) => number, start: number, steps: number, lr: number): number {
  let [w, m, v] = [start, 0, 0];
  for (let t = 1; t <= steps; t++) {
    const g = gradient(w);
    m = 0.9 * m + (1 - 0.9) * g;
    v = 0.999 * v + (1 - 0.999) * g * g;
    w -= (lr * (m / (1 - 0.9 ** t))) / (Math.sqrt(v / (1 - 0.999 ** t)) + 1e-8);
  }
  return w;
}
