import { add, batchBroadcasting, broadcastTo, entryOp, literal, stretched, summed } from './core.ts';
import { where } from './scalar/choice.ts';
import { identityOf, type Op } from './op.ts';
import { fixed } from './primitive.ts';

/** 0 stays 0, anything else is NaN: what becomes of a tangent where no derivative can be told. */
export const poison: Op = fixed(
  entryOp({
    name: 'poison',
    algebra: 'linear',
    exact: true,
    value: (x) => (x === 0 ? 0 : Number.NaN),
    formula: (m, x) => m.select(m.equal(x, m.number(0)), m.number(0), m.number(Number.NaN)),
    jvp: ($, [dx]) => (dx === undefined ? undefined : $(poison, dx)),
    vjp: ($, ct) => [$(poison, ct)],
  }),
);

/**
 * undecided(v, d, mask): the value v, chosen because d = 0 held where `mask` is 1. It holds at this point only, so a
 * tangent that moves d has no derivative here: the formula of v need not be that of the function.
 */
export const undecided: Op = fixed({
  ...identityOf('undecided'),
  algebra: 'smooth',
  structure: { kind: 'alias' },
  exact: true,
  shape: (v) => v,
  compute: (v) => v,
  // A derivative holds at this point only too: the next one by what moves d is NaN again.
  jvp: ($, [dv, dd], _a, d, mask, y) => {
    const edge = dd === undefined ? undefined : $(poison, $(where, mask, dd, literal($, 0)));
    const sum = dv === undefined ? edge : edge === undefined ? dv : $(add, dv, edge);
    if (sum === undefined) return undefined;
    const full = stretched($, sum, y);
    return $(undecided, full, d, mask);
  },
  vjp: ($, ct, [wv, wd], _a, d, mask) => {
    const held = $(undecided, ct, d, mask);
    if (!wd) return [wv ? held : undefined, undefined, undefined];
    const edge = $(poison, $(where, mask, held, literal($, 0)));
    return [wv ? held : undefined, summed($, edge, d), undefined];
  },
  // The result has the shape of v, which must carry the axis even if only d moves along it.
  batch: ($, { batched: [bv, bd, bm], size }, v, d, mask) => {
    const spread = bv ? v : $(broadcastTo([size, ...$.shape(v)]), v);
    return batchBroadcasting(() => undecided)($, { batched: [true, bd!, bm!], size }, spread, d, mask);
  },
});
