import { toDense, positionOf, type Sparse } from '../../tensor/sparse.ts';
import { selectEntries } from '../../tensor/sparse-arithmetic.ts';
import { scalar, sizeOf, type Tensor } from '../../tensor/tensor.ts';
import { checkRank, type Index, positions } from '../indexing.ts';
import { MOST_DENSE } from './value.ts';

/**
 * `J[i, j]` of a sparse matrix: a number, or the dense rows, columns or block that are asked for; sparse again where they have
 * too many entries to be written out. Undefined for arrays of other than two axes.
 */
export function sparseSelect(s: Sparse, indices: readonly Index[]): Tensor | Sparse | undefined {
  if (s.shape.length !== 2) return undefined;
  checkRank(s.shape, indices.length);
  const lists = indices.map((index, axis) => (index === 'all' ? undefined : positions(index, s.shape[axis]!, axis)));
  const drops = indices.map((index) => index !== 'all' && index.shape.length === 0);
  const [i, j] = lists;
  if (drops[0] && drops[1]) {
    const at = positionOf(s.pattern, i![0]!, j![0]!);
    return scalar(at < 0 ? 0 : s.values[at]!);
  }
  const everything = (extent: number): number[] => Array.from({ length: extent }, (_, k) => k);
  const block = selectEntries(s, i ?? everything(s.shape[0]!), j ?? everything(s.shape[1]!));
  const kept = block.shape.filter((_, axis) => !drops[axis]);
  return kept.length === 2 && sizeOf(kept) > MOST_DENSE ? block : { shape: kept, data: toDense(block).data };
}
