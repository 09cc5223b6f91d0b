import { timesPowerOfTwo } from '../../power-of-two.ts';
import { type Tensor, tensor } from '../../tensor.ts';
import { allFinite, batched, matricesOf, orderOf } from '../batch.ts';
import { doubleDoubleLu } from './double-double-lu.ts';
import { largestExponentOf, scaledBy } from '../global-scale.ts';

/** P A = L U: P a permutation matrix with determinant `sign`, L unit lower and U upper triangular; all [...batch, n, n]. */
export interface LuFactors {
  readonly p: Tensor;
  readonly l: Tensor;
  readonly u: Tensor;
  /** [...batch] */
  readonly sign: Tensor;
}

/** LU factors with partial pivoting of [...batch, n, n], rounded once; singular matrices have zeros on U's diagonal. */
export function lu(a: Tensor): LuFactors {
  const n = orderOf(a);
  const parts = matricesOf(a).map((m) => factorsOf(m, n));
  const gather = (pick: (f: Parts) => Float64Array): Tensor => batched(a.shape, [n, n], parts.map(pick));
  return {
    p: gather((f) => f.p),
    l: gather((f) => f.l),
    u: gather((f) => f.u),
    sign: tensor(
      a.shape.slice(0, -2),
      Float64Array.from(parts, (f) => f.sign),
    ),
  };
}

interface Parts {
  readonly p: Float64Array;
  readonly l: Float64Array;
  readonly u: Float64Array;
  readonly sign: number;
}

function factorsOf(a: Float64Array, n: number): Parts {
  if (!allFinite(a)) {
    const nan = new Float64Array(n * n).fill(NaN);
    return { p: nan, l: nan, u: nan, sign: NaN };
  }
  const shift = largestExponentOf(a);
  const { hi, order, sign } = doubleDoubleLu(scaledBy(a, -shift), n);
  const p = new Float64Array(n * n);
  const l = new Float64Array(n * n);
  const u = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    p[i * n + order[i]!] = 1;
    for (let j = 0; j < n; j++) {
      if (j < i) l[i * n + j] = hi[i * n + j]!;
      else u[i * n + j] = timesPowerOfTwo(hi[i * n + j]!, shift);
    }
    l[i * n + i] = 1;
  }
  return { p, l, u, sign };
}
