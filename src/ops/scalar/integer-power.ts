/** `x^n` for an integer `n` by repeated squaring: a few roundings, exact where all products are. */
export const integerPower = (x: number, n: number): number => {
  let out = 1;
  let square = x;
  for (let left = Math.abs(n); left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) out *= square;
    square *= square;
  }
  return n < 0 ? 1 / out : out;
};
