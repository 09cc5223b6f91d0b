import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { taylor } from '../../src/ad/taylor.ts';
import { graphOf } from '../../src/graph/builder.ts';
import { add, literal } from '../../src/ops/core.ts';
import { solve } from '../../src/ops/matrix/matrix.ts';
import type { Op } from '../../src/ops/op.ts';
import { pow } from '../../src/ops/scalar/power.ts';
import { sin } from '../../src/ops/scalar/trigonometric.ts';
import { full, type Shape } from '../../src/tensor/tensor.ts';
import { fixedOps } from '../ops/families.ts';
import { tensorsOf } from '../arrays.ts';
import { answerOf, valueOf } from '../session/engine-fixture.ts';

const references = JSON.parse(readFileSync(new URL('high-order.json', import.meta.url), 'utf8')) as {
  operand: string;
  coefficients: Record<string, string>;
}[];

describe('Taylor coefficients to order 50', () => {
  it.each(references.map((r) => [r.operand, r] as const))('of %s', async (_, { operand, coefficients }) => {
    const answer = await answerOf(`:taylor ${operand} order=50`);
    const found = tensorsOf(answer).parts[0]!.data;
    for (const [k, text] of Object.entries(coefficients)) {
      expect(Math.abs(found[Number(k)]! / Number(text) - 1), `t^${k}: ${found[Number(k)]} not ${text}`).toBeLessThan(
        1e-12,
      );
    }
    expect(answer).toMatchObject({ ok: true, notes: [] });
  });

  it.each([
    [':taylor sin(x)^12 at x=0 order=14', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, -2]],
    [':taylor x^8 at x=0 order=9', [0, 0, 0, 0, 0, 0, 0, 0, 1, 0]],
    [':taylor x^(2+x) at x=0 order=1', [0, 0]],
  ])('are right at the edge of a power: %s', async (line, wanted) => {
    expect(await valueOf(line)).toEqual(wanted);
  });
});

/** How many nodes the series of a function of one variable takes. */
function nodesOf(order: number, shape: Shape, f: Parameters<typeof graphOf>[1]): number {
  const graph = graphOf([shape], f);
  return graphOf([shape], ($, [x]) =>
    taylor($, graph, [x!], [$.constant(full(shape, 1))], order).map((c) => c ?? literal($, 0)),
  ).nodes.length;
}

/** Of gamma and zeta no derivative is a rational expression of lower ones (Hoelder 1887, Hilbert 1900): each order brings a function of its own. */
const hypertranscendental = new Set([
  'beta',
  'catalan',
  'combinations',
  'digamma',
  'factorial',
  'gamma',
  'lgamma',
  'permutations',
  'zeta',
]);

describe('twice the order takes about four times the ops', () => {
  const smooth = fixedOps.filter((op) => op.jvp && !hypertranscendental.has(op.name));

  it.each(smooth.map((op): [string, Op] => [op.name, op]))('of %s', (_, op) => {
    const count = (order: number): number =>
      nodesOf(order, [], ($, [x]) => {
        const u = $(sin, x!);
        const v = $(add, x!, literal($, 1.25));
        const operands = [u, v, x!].slice(0, op.value!.length);
        return [$(op, ...operands)];
      });
    const [half, whole] = [count(20), count(40)];
    expect(whole / half).toBeLessThan(4.4);
    expect(whole).toBeLessThan(25_000);
  });

  it.each<[string, Shape, Parameters<typeof graphOf>[1]]>([
    ['a tower of powers', [], ($, [x]) => [$(pow, x!, $(pow, x!, x!))]],
    ['a linear system', [2, 2], ($, [x]) => [$(solve, $(sin, x!), x!)]],
  ])('of %s', (_, shape, f) => {
    expect(nodesOf(40, shape, f) / nodesOf(20, shape, f)).toBeLessThan(4.4);
  });
});
