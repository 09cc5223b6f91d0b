import { jacobian } from '../ad/jacobian.ts';
import { interpret } from '../compile/interpreter.ts';
import { graphOf } from '../graph/builder.ts';
import { reshape } from '../ops/core.ts';
import { matmul, solve as solveOp } from '../ops/matrix.ts';
import { transpose } from '../tensor/dense.ts';
import { det } from '../tensor/linear/determinant.ts';
import { solve } from '../tensor/linear/inverse.ts';
import { matmul as product } from '../tensor/matmul.ts';
import { full, scalar, type Tensor, tensor } from '../tensor/tensor.ts';
import type { ChecksResult, TensorPart } from './result.ts';

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

const TOLERANCE = 1e-12;

const turned = (a: Tensor): Tensor => transpose(a, [1, 0]);

const largest = (t: Tensor): number => t.data.reduce((most, x) => Math.max(most, Math.abs(x)), 0);

const column = ({ data }: Tensor): Tensor => tensor([data.length, 1], data);

/** J = C B^-1 by solving B' J' = C'; the bases are known to be regular. */
const byAlgebra = (from: Tensor, to: Tensor): Tensor => turned(solve(turned(from), turned(to))!);

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
function held(name: string, a: Tensor, b: Tensor, size: number): Check {
  const apart = a.data.reduce((most, x, i) => Math.max(most, Math.abs(x - b.data[i]!)), 0);
  const error = apart / (size || 1);
  return {
    name,
    ok: error <= TOLERANCE,
    error,
    detail: apart === 0 ? 'the same, bit for bit' : `largest difference ${Number(apart.toPrecision(3))}`,
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
  const determinant = det(map).data[0]!;
  const [whole, part] = [det(to).data[0]!, det(from).data[0]!];
  const sizes = { map: n * largest(map), from: largest(from), to: largest(to), coordinates: n * largest(coordinates) };
  const labels = (name: string): readonly string[] =>
    Array.from({ length: n }, (_, i) => `${name.toLowerCase()}${i + 1}`);
  const array = (name: string, { shape, data }: Tensor, axes?: TensorPart['axes']): TensorPart => ({
    name: [name],
    shape,
    data,
    ...(axes ? { axes } : {}),
  });
  const quotient = whole / part;
  const checks: Check[] = [
    held(`J ${fromName} = ${toName}`, product(map, from), to, sizes.map * sizes.from),
    held('derivative = J', derivative, map, sizes.map),
    held('the same at another point', elsewhere, derivative, sizes.map),
    {
      ...held(`det J = det ${toName} / det ${fromName}`, scalar(determinant), scalar(quotient), Math.abs(quotient)),
      detail: `${determinant} = ${whole} / ${part}`,
    },
    held(
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
  return {
    map,
    result: {
      kind: 'checks',
      title: `The map that sends each column of ${fromName} to that of ${toName}, by two approaches`,
      verdict: ok ? 'agree' : 'disagree',
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
