import { jacobian } from '../../src/ad/jacobian.ts';
import { interpret } from '../../src/compile/interpreter.ts';
import { graphOf } from '../../src/graph/builder.ts';
import { reshape } from '../../src/ops/core.ts';
import { matmul, solve as solveOp } from '../../src/ops/matrix/matrix.ts';
import { transpose } from '../../src/tensor/dense.ts';
import { det, logabsdet } from '../../src/tensor/linear/determinant.ts';
import { inverse, solve } from '../../src/tensor/linear/inverse.ts';
import { matmul as product } from '../../src/tensor/matmul.ts';
import { full, type Tensor, tensor } from '../../src/tensor/tensor.ts';
import type { ChecksResult, TensorPart } from '../../src/answer/result.ts';

/** Two bases of R^n, their vectors as the columns of n x n matrices, with the names of these. */
export interface Bases {
  readonly from: Tensor;
  readonly to: Tensor;
  readonly fromName: string;
  readonly toName: string;
  /** A vector [n] in standard coordinates, to be written in both bases. */
  readonly vector?: Tensor;
}

type Check = ChecksResult['checks'][number];

type SignAndLog = ReturnType<typeof logabsdet>;

const TOLERANCE = 1e-12;

const transposeMatrix = (a: Tensor): Tensor => transpose(a, [1, 0]);

const largest = (t: Tensor): number => t.data.reduce((most, x) => Math.max(most, Math.abs(x)), 0);

const column = ({ data }: Tensor): Tensor => tensor([data.length, 1], data);

/** J = C B^-1 by solving B' J' = C'; the bases are known to be regular. */
const byAlgebra = (from: Tensor, to: Tensor): Tensor =>
  transposeMatrix(solve(transposeMatrix(from), transposeMatrix(to))!);

/** The Jacobian of x -> C (B^-1 x), recorded as a function of x, at a point. */
function byCalculus(from: Tensor, to: Tensor, at: Tensor): Tensor {
  const n = from.shape[0]!;
  const map = graphOf([[n]], ($, [x]) => {
    const coordinates = $(solveOp, $.constant(from), $(reshape([n, 1]), x!));
    return [$(reshape([n]), $(matmul, $.constant(to), coordinates))];
  });
  return interpret(jacobian(map, [0]), [at])[0]!;
}

/** The largest difference, relative to the size of what the entries are made of. */
function checkEqual(name: string, a: Tensor, b: Tensor, size: number): Check {
  const apart = a.data.reduce((most, x, i) => Math.max(most, Math.abs(x - b.data[i]!)), 0);
  const error = apart / (size || 1);
  return {
    name,
    ok: error <= TOLERANCE,
    error,
    detail: apart === 0 ? 'the same, bit for bit' : `largest difference ${Number(apart.toPrecision(3))}`,
  };
}

/**
 * det J against det C / det B. The entries of J are rounded, which moves its determinant by as much as its condition
 * says; where that is the whole of it, nothing can be told.
 */
function determinants(map: Tensor, from: Tensor, to: Tensor, fromName: string, toName: string): Check {
  const n = map.shape[0]!;
  const values = [map, to, from].map((a) => det(a).data[0]!);
  const [own, whole, part] = values as [number, number, number];
  const [j, c, b] = [map, to, from].map(logabsdet) as [SignAndLog, SignAndLog, SignAndLog];
  const plain = values.every((x) => Number.isFinite(x) && Math.abs(x) > 1e-300);
  const logs = [j, c, b].map(({ log }) => log.data[0]!) as [number, number, number];
  const same = j.sign.data[0] === c.sign.data[0]! * b.sign.data[0]!;
  const error = plain
    ? Math.abs(own / (whole / part) - 1)
    : same
      ? Math.abs(Math.expm1(logs[0] - (logs[1] - logs[2])))
      : 2;
  const back = inverse(map);
  const condition = back ? n * largest(map) * n * largest(back) : Number.POSITIVE_INFINITY;
  const allowed = TOLERANCE + n * Number.EPSILON * condition;
  const unknown = allowed > 1e-3 && error > TOLERANCE;
  const detail = plain
    ? `${own} = ${whole} / ${part}`
    : `log|det|: ${logs[0]} = ${logs[1]} - ${logs[2]}, signs ${same ? 'agree' : 'differ'}`;
  return {
    name: `det J = det ${toName} / det ${fromName}`,
    ok: error <= allowed && !unknown,
    error: unknown ? Number.NaN : error,
    detail: unknown
      ? `not to be told: J is too near to a singular matrix (condition ${condition.toExponential(0)})`
      : detail,
  };
}

/** The map between two bases by linear algebra and by calculus, and the coordinates of vectors in both. */
export function betweenBases({ from, to, fromName, toName, vector }: Bases): {
  readonly map: Tensor;
  readonly result: ChecksResult;
} {
  const n = from.shape[0]!;
  const map = byAlgebra(from, to);
  const derivative = byCalculus(from, to, full([n], 0));
  const elsewhere = byCalculus(from, to, full([n], 1));
  const coordinates = solve(to, from)!;
  const sizes = { map: n * largest(map), from: largest(from), to: largest(to), coordinates: n * largest(coordinates) };
  const labels = (name: string): readonly string[] =>
    Array.from({ length: n }, (_, i) => `${name.toLowerCase()}${i + 1}`);
  const array = (name: string, { shape, data }: Tensor, axes?: TensorPart['axes']): TensorPart => ({
    name: [name],
    shape,
    data,
    ...(axes && { axes }),
  });
  const checks: Check[] = [
    checkEqual(`J ${fromName} = ${toName}`, product(map, from), to, sizes.map * sizes.from),
    checkEqual('derivative = J', derivative, map, sizes.map),
    checkEqual('the same at another point', elsewhere, derivative, sizes.map),
    determinants(map, from, to, fromName, toName),
    checkEqual(
      `${toName} (${toName}^-1 ${fromName}) = ${fromName}`,
      product(to, coordinates),
      from,
      sizes.to * sizes.coordinates,
    ),
  ];
  const written = vector && {
    from: solve(from, vector)!,
    to: solve(to, vector)!,
    image: tensor([n], product(map, column(vector)).data),
  };
  const ok = checks.every((c) => c.ok);
  const untold = checks.every((c) => c.ok || Number.isNaN(c.error));
  return {
    map,
    result: {
      kind: 'checks',
      title: `The map that sends each column of ${fromName} to that of ${toName}, by two approaches`,
      verdict: ok ? 'agree' : untold ? 'undecided' : 'disagree',
      parts: [
        array(`J = ${toName} ${fromName}^-1, by linear algebra`, map),
        array(`derivative of x -> ${toName} (${fromName}^-1 x)`, derivative),
        array(`${toName}^-1 ${fromName}: the columns of ${fromName} in coordinates of ${toName}`, coordinates, [
          { name: toName, labels: labels(toName) },
          { name: fromName, labels: labels(fromName) },
        ]),
        ...(written
          ? [
              array(`the vector in coordinates of ${fromName}`, written.from),
              array(`the same vector in coordinates of ${toName}`, written.to),
              array('its image J v, another vector', written.image),
            ]
          : []),
      ],
      checks,
    },
  };
}
