import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Op } from '../../src/ops/op.ts';
import { type Shape, sizeOf, type Tensor, tensor } from '../../src/tensor/tensor.ts';
import { eager } from '../../src/ops/apply.ts';
import { derivativesOf } from './derivatives.ts';
import { familyMembers, fixedOps, ordinaryPoints, pointsOf, referenced } from './families.ts';

/** Values and derivatives up to order 3, computed by `npm run references` at 700 digits and rounded once. */
type Reference = Record<
  string,
  readonly { readonly x: number[]; readonly derivatives: readonly (number | string)[] }[]
>;
const reference = JSON.parse(readFileSync(new URL('reference.json', import.meta.url), 'utf8')) as Reference;

const all = [...fixedOps, ...familyMembers];
const smooth = all.filter((op) => op.jvp);
const named = (ops: readonly Op[]): [string, Op][] => ops.map((op) => [op.key, op]);

/** Operands of the given shapes, filled from the op's ordinary points. */
const operands = (op: Op, shapes: readonly Shape[]): Tensor[] => {
  const points = ordinaryPoints(op);
  return shapes.map((shape, k) =>
    tensor(
      shape,
      Array.from({ length: sizeOf(shape) }, (_, i) => points[(i + k) % points.length]![k]!),
    ),
  );
};

/** Shapes that broadcast, for an op of so many operands. */
const shapesFor = (op: Op): readonly Shape[][] =>
  op.value!.length === 1
    ? [[[]], [[2, 3]]]
    : op.value!.length === 2
      ? [
          [[], []],
          [[2, 3], [3]],
          [[], [4]],
          [
            [2, 1],
            [1, 3],
          ],
        ]
      : [
          [[], [], []],
          [[3], [], [2, 1]],
        ];

const wave = (like: Tensor, phase: number): Tensor => ({
  shape: like.shape,
  data: like.data.map((_, i) => Math.sin(1 + phase + 2 * i)),
});

const inner = (a: Tensor, b: Tensor): number => a.data.reduce((s, v, i) => s + v * b.data[i]!, 0);

const close = (a: number, b: number, tolerance: number): boolean =>
  Object.is(a, b) || a === b || Math.abs(a - b) <= tolerance * Math.abs(b);

describe.each(named(referenced))('%s against high precision', (_, op) => {
  const rows = reference[op.name] ?? [];

  it('has a reference at each of its points', () => {
    const missing = `${op.name} has no reference at these points: say it in test/ops/functions.py, npm run references`;
    expect(
      rows.map((row) => row.x),
      missing,
    ).toEqual(pointsOf(op));
  });

  it('and its first three derivatives are right to 1e-13', () => {
    const at = derivativesOf(op, 3);
    for (const { x, derivatives } of rows) {
      const wanted = derivatives.map(Number);
      at(...x).forEach((got, i) => {
        const scale = wanted[i] === 0 ? Math.abs(got) < 1e-15 : close(got, wanted[i]!, 1e-13);
        // Beyond the range of doubles inf - inf may stand where an infinity should.
        const beyond = Math.abs(wanted[i]!) === Infinity && Number.isNaN(got);
        expect(scale || beyond, `derivative ${i} at ${x}: ${got} instead of ${wanted[i]}`).toBe(true);
      });
    }
  });
});

describe.each(named(smooth))('%s by its rules', (_, op) => {
  it.each(shapesFor(op))('has a jvp and a vjp that are adjoint, for operands %j %j %j', (...shapes) => {
    const x = operands(op, shapes);
    const y = op.compute(...x);
    const dx = x.map((v, k) => wave(v, k));
    const ct = wave(y, 7);
    const dy = op.jvp!(eager, dx, ...x, y);
    const cts = op.vjp!(
      eager,
      ct,
      x.map(() => true),
      ...x,
      y,
    );
    expect(dy!.shape).toEqual(y.shape);
    const reverse = cts.reduce((s, c, k) => {
      if (c) expect(c.shape).toEqual(x[k]!.shape);
      return s + (c ? inner(c, dx[k]!) : 0);
    }, 0);
    const forward = inner(ct, dy!);
    expect(Math.abs(forward - reverse)).toBeLessThan(1e-12 * (1 + Math.abs(forward)));
  });

  it('agrees with differences', () => {
    for (const point of ordinaryPoints(op)) {
      point.forEach((at, k) => {
        const x = point.map((v) => tensor([], [v]));
        const dx = point.map((_, i) => (i === k ? tensor([], [1]) : undefined));
        const slope = op.jvp!(eager, dx, ...x, op.compute(...x))?.data[0] ?? 0;
        const moved = (h: number): number => op.value!(...point.map((v, i) => (i === k ? at + h : v)));
        const difference = (h: number): number => (moved(h) - moved(-h)) / (2 * h);
        const h = 1e-4 * Math.max(Math.abs(at), 0.01);
        const limit = (4 * difference(h / 2) - difference(h)) / 3;
        expect(Math.abs(slope - limit), `d${k} at ${point}`).toBeLessThan(1e-7 * (1 + Math.abs(limit)));
      });
    }
  });
});

describe.each(named(all))('%s on arrays', (_, op) => {
  it.each(shapesFor(op))('has the shape that it says, for operands %j %j %j', (...shapes) => {
    const y = op.compute(...operands(op, shapes));
    expect(y.shape).toEqual(op.shape(...shapes));
    expect(y.data.length).toBe(sizeOf(y.shape));
  });

  it('is batched as a loop', () => {
    const rows: Shape = [3];
    const flags =
      op.value!.length === 1
        ? [[true]]
        : [
            [true, false, true],
            [false, true, false],
            [true, true, true],
          ];
    for (const flag of flags) {
      const batched = flag.slice(0, op.value!.length);
      if (!batched.includes(true)) continue;
      const x = operands(
        op,
        batched.map((b, k) => (b ? [2, ...(k === 0 ? rows : [])] : rows)),
      );
      const y = op.batch(eager, { batched, size: 2 }, ...x);
      const each = [0, 1].map((i) =>
        op.compute(
          ...x.map((v, k) => {
            if (!batched[k]) return v;
            const n = v.data.length / 2;
            return tensor(v.shape.slice(1), v.data.slice(i * n, (i + 1) * n));
          }),
        ),
      );
      expect(y.shape).toEqual([2, ...each[0]!.shape]);
      expect(Array.from(y.data)).toEqual(each.flatMap((t) => Array.from(t.data)));
    }
  });

  it('says what it is', () => {
    expect(op.doc?.summary).toMatch(/\.$/);
    expect(Boolean(op.kinks)).toBe(Boolean(op.convention));
  });
});
