import { place as placed } from '../../tensor/select.ts';
import { sizeOf } from '../../tensor/tensor.ts';
import { broadcastTo } from '../core.ts';
import { slice } from './moves.ts';
import { identityOf, type Op } from '../op.ts';
import { primitive } from '../primitive.ts';

const assembleOp = primitive('assemble', (attrs: { axis: number; starts: readonly number[]; extent: number }): Op => {
  const { axis, starts, extent } = attrs;
  const op: Op = {
    ...identityOf('assemble', attrs),
    algebra: 'linear',
    structure: { kind: 'assembly', ...attrs },
    shape: (s) => s.map((d, i) => (i === axis ? extent : d)),
    compute: (...parts) => {
      const shape = op.shape(...parts.map((p) => p.shape));
      const data = new Float64Array(sizeOf(shape));
      parts.forEach((p, k) => {
        const whole = placed(p, axis, starts[k]!, 1, extent).data;
        for (let i = 0; i < data.length; i++) data[i]! += whole[i]!;
      });
      return { shape, data };
    },
    jvp: ($, dx) => {
      const moving = dx.flatMap((d, k) => (d === undefined ? [] : [{ d, start: starts[k]! }]));
      if (moving.length === 0) return undefined;
      const rest = assemble(
        axis,
        moving.map((m) => m.start),
        extent,
      );
      return $(rest, ...moving.map((m) => m.d));
    },
    vjp: ($, ct, wants, ...x) =>
      wants.map((wanted, k) => (wanted ? $(slice(axis, starts[k]!, $.shape(x[k]!)[axis]!), ct) : undefined)),
    batch: ($, { batched, size }, ...x) =>
      $(
        assemble(axis + 1, starts, extent),
        ...x.map((v, k) => (batched[k] ? v : $(broadcastTo([size, ...$.shape(v)]), v))),
      ),
  };
  return op;
});
/**
 * Adds parts, each from its own start (counted from 0) along an axis, to zeros of that extent: a sum of `place`s in one, which
 * costs what the parts cost and not their number times the whole.
 */
export const assemble = (axis: number, starts: readonly number[], extent: number): Op =>
  assembleOp({ axis, starts, extent });
