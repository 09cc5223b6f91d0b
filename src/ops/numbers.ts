/** erf and erfc until their accurate versions stand in src/tensor/special. */

const gauss = (x: number): number => Math.exp(-x * x);

export const erf = (x: number): number => {
  if (Math.abs(x) > 2.5) return Math.sign(x) * (1 - erfc(Math.abs(x)));
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * gauss(x) * sum;
};
export const erfc = (x: number): number => {
  if (x < 2.5) return 1 - erf(x);
  let f = 0;
  for (let k = 60; k > 0; k--) f = k / 2 / (x + f);
  return gauss(x) / Math.sqrt(Math.PI) / (x + f);
};
