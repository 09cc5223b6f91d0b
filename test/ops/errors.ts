import { prng } from '../../src/base/prng.ts';
import { compileGraph } from '../../src/compile/compile.ts';
import { runtimeOf } from '../../src/compile/runtime.ts';
import { graphOf } from '../../src/graph/builder.ts';
import type { Op } from '../../src/ops/op.ts';
import { plainKernels } from '../../src/tensor/kernels.ts';
import { tensor } from '../../src/tensor/tensor.ts';
import { hasFusedMultiplyAdd } from '../../src/wasm/features.ts';
import { referenced } from './families.ts';

/** What `npm run ulps` measures: values of each op in every back end, at points of its whole range. */

const INTERPRETER = 'interpreter';
const JAVASCRIPT = 'JavaScript';
const PLAIN = 'WebAssembly, plain';

export const backends: readonly string[] = [
  INTERPRETER,
  JAVASCRIPT,
  PLAIN,
  ...(hasFusedMultiplyAdd() ? ['WebAssembly, fused'] : []),
];

const ops = new Map<string, Op>(referenced.filter((op) => !op.exact).map((op) => [op.name, op]));

export const measured: readonly string[] = [...ops.keys()];

/** Zeros of lgamma and digamma between the poles of gamma. */
const ZEROS = [
  1.4616321449683622, -0.5040830082644554, -1.5734984731623904, -2.610720868444145, -2.4570247382208006,
  -2.7476826467274127, -3.143580888349981, -3.955294284858597, -4.039361839740536, -4.991544640560048,
  -9.702672540001864,
];

/** Where functions of one operand have zeros, poles, edges or changes of formula: 0 aside. */
const EDGES = [
  0.5,
  1,
  2,
  3,
  Math.LN2,
  Math.LN2 / 2,
  Math.E,
  10,
  ...[1, 2, 3, 4, 5, 7, 100, 636_619].map((k) => (k * Math.PI) / 2),
  4,
  5,
  20,
  37,
  171.5,
  300,
  709,
  745,
].flatMap((x) => [x, -x]);

type Draw = (uniform: () => number) => number;

const byExponent =
  (least: number, most: number): Draw =>
  (uniform) =>
    (uniform() < 0.5 ? -1 : 1) * (1 + uniform()) * 2 ** Math.floor(least + (most - least) * uniform());

/** Near an edge, by as many places as there are bits. */
const near =
  (edges: readonly number[]): Draw =>
  (uniform) => {
    const edge = edges[Math.floor(edges.length * uniform())]!;
    return edge + edge * byExponent(-54, -1)(uniform);
  };

const even =
  (from: number, to: number): Draw =>
  (uniform) =>
    from + (to - from) * uniform();

const general: readonly Draw[] = [
  byExponent(-1074, 1023),
  byExponent(-60, 12),
  byExponent(-10, 5),
  even(-1, 1),
  even(-10, 10),
  even(-750, 750),
  near(EDGES),
  near(ZEROS),
];

/** Pairs at which an op of two operands is awkward. */
const pairs: Readonly<Record<string, (uniform: () => number) => readonly [number, number]>> = {
  // e^x + e^y near 1
  logaddexp: (uniform) => {
    const x = -even(0, 1)(uniform) * 2 ** Math.floor(even(-50, 6)(uniform));
    const y = Math.log(-Math.expm1(x)) * (1 + byExponent(-54, -3)(uniform));
    return uniform() < 0.5 ? [x, y] : [y, x];
  },
  // a base by 1, from both sides, or of any size, and a power of any size; whole powers of negative bases
  pow: (uniform) => {
    if (uniform() < 0.2) return [byExponent(-8, 8)(uniform), Math.round(even(-40, 40)(uniform))];
    const x = uniform() < 0.5 ? 1 + byExponent(-53, -1)(uniform) : Math.abs(byExponent(-1074, 1023)(uniform));
    const whole = Math.round(2 ** even(31, 63)(uniform));
    if (uniform() < 0.1) return [-1 - even(-1000, 1000)(uniform) / whole, whole];
    const wanted = uniform() < 0.3 ? even(-30, 30)(uniform) : even(-1080, 1030)(uniform);
    return [x, Math.log2(x) === 0 ? wanted : wanted / (Math.log1p(x - 1) / Math.LN2)];
  },
  logBase: (uniform) => [Math.abs(general[pick(uniform)]!(uniform)), Math.abs(general[pick(uniform)]!(uniform))],
  nthRoot: (uniform) => [Math.abs(general[pick(uniform)]!(uniform)), Math.round(even(2, 40)(uniform))],
};

const pick = (uniform: () => number): number => Math.floor(general.length * uniform());

function pointsOf(name: string, op: Op, size: number): readonly (readonly number[])[] {
  const uniform = prng(11);
  const special = pairs[name];
  const arity = op.value!.length;
  return Array.from({ length: size }, (_, i) => {
    if (special) return special(uniform);
    return Array.from({ length: arity }, () => general[arity === 1 ? i % general.length : pick(uniform)]!(uniform));
  });
}

/** Points of an op, and its values there in every back end, as text, for JSON has no infinity. */
export function drawn(
  name: string,
  size: number,
): { readonly points: readonly (readonly string[])[]; readonly values: readonly (readonly string[])[] } {
  const op = ops.get(name);
  if (!op) throw new Error(`${name} is not measured`);
  const points = pointsOf(name, op, size);
  const columns = Array.from({ length: op.value!.length }, (_, k) =>
    tensor(
      [size],
      points.map((p) => p[k]!),
    ),
  );
  const graph = (length: readonly number[]) =>
    graphOf(
      columns.map(() => length),
      ($, xs) => [$(op, ...xs)],
    );
  const single = compileGraph(graph([]), runtimeOf({ backend: 'javascript' })).run;
  const values = backends.map((name) => {
    if (name === INTERPRETER) return points.map((p) => op.value!(...p));
    if (name === JAVASCRIPT) return points.map((p) => single(p.map((x) => tensor([], [x])))[0]!.data[0]!);
    const fma = name !== PLAIN;
    const means = runtimeOf({ backend: 'wasm', kernels: { ...plainKernels, fma } });
    return [...compileGraph(graph([size]), means).run(columns)[0]!.data];
  });
  return { points: points.map((p) => p.map(String)), values: values.map((v) => v.map(String)) };
}
