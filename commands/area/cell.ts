import { gaussLegendre, type Rule } from '../../src/tensor/special/gauss-legendre.ts';
import type { AboutPoint } from './offsets.ts';

/** A point or a vector of the plane. */
export type PlanePoint = readonly [number, number];

/** The corners of the unit square, in the order of positive orientation. */
export const unitCorners: readonly PlanePoint[] = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];

const UNDEFINED: PlanePoint = [Number.NaN, Number.NaN];

const plane = (v: Float64Array | undefined): PlanePoint => (v ? [v[0]!, v[1]!] : UNDEFINED);

/** A map of the plane near a point: images of offsets, and derivatives along directions there. */
export interface PlaneMap {
  readonly image: (offset: PlanePoint) => PlanePoint;
  readonly along: (offset: PlanePoint, direction: PlanePoint) => PlanePoint;
}

/** A function of two numbers with two outputs as a map of the plane. */
export const planeMap = (near: AboutPoint): PlaneMap => ({
  image: (offset) => plane(near.value(Float64Array.from(offset))),
  along: (offset, direction) => plane(near.along(Float64Array.from(offset), Float64Array.from(direction))),
});

/** Offset of a place on edge `k` of a square of a side, `t` from 0 to 1. */
function onEdge(k: number, t: number, side: number): PlanePoint {
  const [from, to] = [unitCorners[k]!, unitCorners[(k + 1) % 4]!];
  return [side * (from[0] + t * (to[0] - from[0])), side * (from[1] + t * (to[1] - from[1]))];
}

/** The image of a square's boundary, closed, with `each` pieces to an edge. */
export function boundary(map: PlaneMap, side: number, each: number): readonly PlanePoint[] {
  const points = [0, 1, 2, 3].flatMap((k) =>
    Array.from({ length: each }, (_, i) => map.image(onEdge(k, i / each, side))),
  );
  return [...points, points[0]!];
}

/** A signed area with an estimate of its error relative to the area that is swept over. */
export interface SignedArea {
  readonly value: number;
  readonly error: number;
}

let eight: Rule | undefined;

/** Eight points: worked out when a cell is first measured. */
const ruleOfEight = (): Rule => (eight ??= gaussLegendre(8));

/** What the image of a boundary sweeps over, seen from the image of the point. */
interface Sweep {
  /** Twice the signed area, and the same with every piece counted positive. */
  readonly area: number;
  readonly all: number;
  /** How far edges are from ending where the next begins: a jump within one. */
  readonly gap: number;
}

function sweep(map: PlaneMap, side: number, pieces: number): Sweep {
  const [u0, v0] = map.image([0, 0]);
  let [area, all, gap] = [0, 0, 0];
  for (let k = 0; k < 4; k++) {
    const [from, to] = [unitCorners[k]!, unitCorners[(k + 1) % 4]!];
    const edge: PlanePoint = [side * (to[0] - from[0]), side * (to[1] - from[1])];
    const [start, end] = [map.image(onEdge(k, 0, side)), map.image(onEdge(k, 1, side))];
    let [across, up] = [start[0] - end[0], start[1] - end[1]];
    for (let piece = 0; piece < pieces; piece++) {
      const rule = ruleOfEight();
      rule.points.forEach((x, i) => {
        const weight = rule.weights[i]! / pieces;
        const at = onEdge(k, (piece + x) / pieces, side);
        const [u, v] = map.image(at);
        const [du, dv] = map.along(at, edge);
        const term = ((u - u0) * dv - (v - v0) * du) * weight;
        area += term;
        all += Math.abs(term);
        across += du * weight;
        up += dv * weight;
      });
    }
    gap = Math.max(gap, Math.hypot(across, up));
  }
  return { area, all, gap };
}

/** Pieces to an edge, at most. */
const FINEST = 64;

/**
 * The signed area of the image of the square [0, side]^2 behind the point: the integral of (u dv - v du)/2 along the
 * image of its boundary (Green's theorem), with the exact derivative along each edge. NaN where the map is not defined.
 */
export function imageArea(map: PlaneMap, side: number): SignedArea {
  const scale = Math.max(...map.image([0, 0]).map(Math.abs));
  let last = sweep(map, side, 1);
  for (let pieces = 2; ; pieces *= 2) {
    const next = sweep(map, side, pieces);
    const extent = Math.sqrt(next.all);
    const error = next.all === 0 ? 0 : Math.abs(next.area - last.area) / next.all + next.gap / extent;
    // The image's places are rounded: of a small cell far from the origin, fewer digits are known.
    const noise = 1e-12 + (8 * Number.EPSILON * scale) / extent;
    if (!(error > 2 * noise) || pieces >= FINEST) {
      return { value: withoutRounding(next.area / 2, next.all / 2, noise), error };
    }
    last = next;
  }
}

/** A number without the digits beyond the relative `error` of a quantity of such a size: they are only rounding. */
export function withoutRounding(x: number, size: number, error: number): number {
  if (!Number.isFinite(x) || !(size > 0)) return x;
  const unit = 10 ** Math.ceil(Math.log10(size * error));
  return Number((Math.round(x / unit) * unit).toPrecision(15)) + 0;
}

/** Whether the determinant of the map's derivative has both signs in the square: its image folds over itself. */
export function folds(map: PlaneMap, side: number): boolean {
  const count = 9;
  let [positive, negative] = [false, false];
  for (let i = 0; i <= count; i++) {
    for (let j = 0; j <= count; j++) {
      const at: PlanePoint = [(side * i) / count, (side * j) / count];
      const [a, c] = map.along(at, [1, 0]);
      const [b, d] = map.along(at, [0, 1]);
      const det = a * d - b * c;
      // What rounding leaves of a vanishing determinant has no sign.
      const floor = 1e-12 * (Math.abs(a * d) + Math.abs(b * c));
      if (det > floor) positive = true;
      if (det < -floor) negative = true;
    }
  }
  return positive && negative;
}
