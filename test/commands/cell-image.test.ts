import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { folds, imageArea, type PlanePoint, type PlaneMap, withoutRounding } from '../../commands/area/cell.ts';
import { gaussLegendre } from '../../src/tensor/special/gauss-legendre.ts';

describe('Gauss-Legendre points', () => {
  test.each([1, 2, 5, 8, 16])('of order %i integrate polynomials exactly up to degree 2n - 1', (n) => {
    const { points, weights } = gaussLegendre(n);
    for (let degree = 0; degree < 2 * n; degree++) {
      const sum = points.reduce((total, x, i) => total + weights[i]! * x ** degree, 0);
      expect(sum).toBeCloseTo(1 / (degree + 1), 13);
    }
    const beyond = points.reduce((total, x, i) => total + weights[i]! * x ** (2 * n), 0);
    expect(Math.abs(beyond - 1 / (2 * n + 1))).toBeGreaterThan(1e-20);
  });
});

/** A map with its partial derivatives, about a point. */
const about = (
  [px, py]: PlanePoint,
  f: (x: number, y: number) => PlanePoint,
  dx: (x: number, y: number) => PlanePoint,
  dy: (x: number, y: number) => PlanePoint,
): PlaneMap => ({
  image: ([x, y]) => f(px + x, py + y),
  along: ([x, y], [a, b]) => {
    const [u, v] = [dx(px + x, py + y), dy(px + x, py + y)];
    return [a * u[0] + b * v[0], a * u[1] + b * v[1]];
  },
});

describe('the area of the image of a cell', () => {
  // f = (x^2 + y^2, x y) at (1, 2): exactly 6 h^2 + 2 h^3, orientation reversed.
  const bent = about(
    [1, 2],
    (x, y) => [x * x + y * y, x * y],
    (x, y) => [2 * x, y],
    (x, y) => [2 * y, x],
  );

  test.each([1, 0.5, 0.1, 0.01, 0.001])('is -(6 h^2 + 2 h^3) for h = %f', (h) => {
    const { value, error } = imageArea(bent, h);
    const exact = -(6 * h * h + 2 * h ** 3);
    expect(Math.abs(value - exact)).toBeLessThan(1e-12 * Math.abs(exact));
    expect(error).toBeLessThan(1e-10);
  });

  test('is (r2^2 - r1^2)/2 (t2 - t1) in polar coordinates', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.double({ min: 0.01, max: 2, noNaN: true }),
        (r, t, side) => {
          const polar = about(
            [r, t],
            (a, b) => [a * Math.cos(b), a * Math.sin(b)],
            (_a, b) => [Math.cos(b), Math.sin(b)],
            (a, b) => [-a * Math.sin(b), a * Math.cos(b)],
          );
          const exact = (((r + side) ** 2 - r ** 2) / 2) * side;
          expect(Math.abs(imageArea(polar, side).value / exact - 1)).toBeLessThan(1e-10);
        },
      ),
    );
  });

  test('does not depend on where the image lies', () => {
    const far = about(
      [0, 0],
      (x, y) => [1e6 + x, 1e6 + 2 * y],
      () => [1, 0],
      () => [0, 2],
    );
    expect(imageArea(far, 0.5).value).toBe(0.5);
  });

  test('is not claimed where the boundary jumps', () => {
    const torn = about(
      [0, 0],
      (x, y) => [x < 0.5 ? x : x + 1, y],
      () => [1, 0],
      () => [0, 1],
    );
    expect(imageArea(torn, 1).error).toBeGreaterThan(0.1);
  });

  test('is NaN where the map is not defined', () => {
    const half = about(
      [0, 0],
      (x, y) => [Math.sqrt(0.5 - x), y],
      (x) => [-0.5 / Math.sqrt(0.5 - x), 0],
      () => [0, 1],
    );
    expect(imageArea(half, 1).value).toBeNaN();
  });

  test('folds where the determinant has both signs', () => {
    const square = (corner: PlanePoint) =>
      about(
        corner,
        (x, y) => [x * x, y],
        (x) => [2 * x, 0],
        () => [0, 1],
      );
    expect(folds(square([-0.5, 0]), 1)).toBe(true);
    expect(folds(square([0.5, 0]), 1)).toBe(false);
    // Touching zero is no fold.
    expect(folds(square([0, 0]), 1)).toBe(false);
  });
});

test('a number loses the digits that are only rounding', () => {
  expect(withoutRounding(-8.000000000000002, 8, 1e-12)).toBe(-8);
  expect(withoutRounding(1e-17, 1, 1e-12)).toBe(0);
  expect(withoutRounding(0.1234567890123, 1, 1e-3)).toBe(0.123);
  expect(withoutRounding(Number.NaN, 1, 1e-3)).toBeNaN();
  expect(withoutRounding(5, 0, 1e-3)).toBe(5);
});
