import type { Assembly, Read } from '../../ops/structure.ts';
import { strides as rowMajor } from '../../tensor/shape.ts';
import { stretchAt, stretchesOf } from './assembly.ts';
import { sameShape, type Shape } from '../../tensor/tensor.ts';

/** Where a loop reads an array: the entry at `offset` plus `strides` times the loop's indices, in row-major entries. */
export interface Access {
  readonly offset: number;
  readonly strides: readonly number[];
}

/** The loop's indices, from `low` to below `high`, per axis. */
export interface Box {
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** The box has to be cut at `at` along `axis`: on either side an operand is wholly there or wholly absent. */
export class Cut extends Error {
  readonly axis: number;
  readonly at: number;

  constructor(axis: number, at: number) {
    super(`cut axis ${axis} at ${at}`);
    this.axis = axis;
    this.at = at;
  }
}

/** An array's index along each of its axes: `start` plus `steps` times the loop's indices. */
interface Coordinate {
  readonly start: number;
  readonly steps: readonly number[];
}

/** The access that walks through an array of the loop's own shape. */
export const identity = (shape: Shape): Access => ({ offset: 0, strides: rowMajor(shape) });

/**
 * An access to an array of `shape` as one coordinate per axis; undefined where an index of the loop would carry from one
 * axis into the next.
 */
function coordinates({ offset, strides }: Access, shape: Shape, { low, high }: Box): readonly Coordinate[] | undefined {
  const steps = rowMajor(shape);
  const out = shape.map((): { start: number; steps: number[] } => ({ start: 0, steps: strides.map(() => 0) }));
  // The box's first entry lies in the array, whatever the offset of the loop's origin.
  const first = offset + strides.reduce((sum, s, a) => sum + s * low[a]!, 0);
  let rest = first;
  shape.forEach((_, d) => {
    const at = steps[d] === 0 ? 0 : Math.floor(rest / steps[d]!);
    out[d]!.start = at;
    rest -= at * steps[d]!;
  });
  for (let a = 0; a < strides.length; a++) {
    let left = strides[a]!;
    if (high[a]! - low[a]! <= 1) continue;
    const sign = Math.sign(left);
    left = Math.abs(left);
    for (let d = 0; d < shape.length && left > 0; d++) {
      if (shape[d]! <= 1) continue;
      const c = Math.floor(left / steps[d]!);
      out[d]!.steps[a] = sign * c;
      left -= c * steps[d]!;
    }
    if (left !== 0) return undefined;
  }
  for (let d = 0; d < shape.length; d++) {
    let [least, most] = [out[d]!.start, out[d]!.start];
    for (let a = 0; a < strides.length; a++) {
      const reach = out[d]!.steps[a]! * (high[a]! - low[a]! - 1);
      if (reach < 0) least += reach;
      else most += reach;
    }
    if (least < 0 || most >= Math.max(1, shape[d]!)) return undefined;
    // From the box's first entry back to the loop's origin.
    out[d]!.start -= out[d]!.steps.reduce((sum, s, a) => sum + s * low[a]!, 0);
  }
  return out;
}

function accessOf(coords: readonly Coordinate[], shape: Shape, axes: number): Access {
  const steps = rowMajor(shape);
  let offset = 0;
  const strides = Array<number>(axes).fill(0);
  coords.forEach((c, d) => {
    offset += c.start * steps[d]!;
    for (let a = 0; a < axes; a++) strides[a]! += c.steps[a]! * steps[d]!;
  });
  return { offset, strides };
}

const nowhere = (axes: number): Coordinate => ({ start: 0, steps: Array<number>(axes).fill(0) });

/** An operand that is stretched to `shape`, read where the result is read. */
export function stretchedAccess(access: Access, shape: Shape, operand: Shape, box: Box): Access | undefined {
  if (sameShape(shape, operand)) return access;
  const coords = coordinates(access, shape, box);
  if (!coords) return undefined;
  const lead = shape.length - operand.length;
  const axes = access.strides.length;
  return accessOf(
    operand.map((d, i) => (d === 1 ? nowhere(axes) : coords[lead + i]!)),
    operand,
    axes,
  );
}

/** A move of one operand: where it is read, or 'zero' where it is absent, or undefined where no access can say. */
export function movedAccess(
  read: Read,
  access: Access,
  shape: Shape,
  operand: Shape,
  box: Box,
): Access | 'zero' | undefined {
  const at = (pick: (coords: readonly Coordinate[]) => readonly Coordinate[]): Access | undefined => {
    const coords = coordinates(access, shape, box);
    return coords && accessOf(pick(coords), operand, access.strides.length);
  };
  switch (read.by) {
    case 'order':
      return access;
    case 'repeating':
      return stretchedAccess(access, shape, read.from ?? operand, box);
    case 'axes':
      return at((coords) => read.along.map((axis) => coords[axis]!));
    case 'steps': {
      const { axis, start, step } = read;
      const stepped = (c: Coordinate): Coordinate => ({
        start: start + step * c.start,
        steps: c.steps.map((s) => step * s),
      });
      return at((coords) => coords.map((c, d) => (d === axis ? stepped(c) : c)));
    }
    case 'placing': {
      const { axis, start, step } = read;
      const coords = step === 1 ? coordinates(access, shape, box) : undefined;
      if (!coords) return undefined;
      const inside = placed(coords[axis]!, start, operand[axis]!, box);
      return inside === 'inside' ? shiftedAccess(coords, axis, start, operand) : inside;
    }
    case 'indices':
    case 'scattering':
      return undefined;
  }
}

/** Where a part is read that begins at `start` along an axis of what is read. */
const shiftedAccess = (coords: readonly Coordinate[], axis: number, start: number, part: Shape): Access =>
  accessOf(
    coords.map((c, d) => (d === axis ? { ...c, start: c.start - start } : c)),
    part,
    coords[axis]!.steps.length,
  );

/** Which part of a concatenation the box reads, and where; throws a Cut where it reads several. */
export function joinedAccess(
  axis: number,
  access: Access,
  shape: Shape,
  operands: readonly Shape[],
  box: Box,
): { readonly part: number; readonly access: Access } | undefined {
  const coords = coordinates(access, shape, box);
  if (!coords) return undefined;
  let start = 0;
  for (let part = 0; part < operands.length; part++) {
    const count = operands[part]![axis]!;
    const inside = placed(coords[axis]!, start, count, box);
    if (inside === undefined) return undefined;
    if (inside === 'inside') return { part, access: shiftedAccess(coords, axis, start, operands[part]!) };
    start += count;
  }
  return undefined;
}

/**
 * The parts of an assembly that the box reads, and where; undefined where no access can say. Throws a Cut at the middle one of
 * the places within the box where a part begins or ends.
 */
export function assembledAccesses(
  assembly: Assembly,
  access: Access,
  shape: Shape,
  operands: { readonly list: object; readonly shape: (part: number) => Shape },
  box: Box,
): readonly { readonly part: number; readonly access: Access }[] | undefined {
  const { axis, starts } = assembly;
  const coords = coordinates(access, shape, box);
  const reach = coords && reachOf(coords[axis]!, box);
  if (!reach) return undefined;
  const { first, last, along } = reach;
  const stretches = stretchesOf(assembly, operands.list, (part) => operands.shape(part)[axis]!);
  const [from, to] = [stretchAt(stretches, first), stretchAt(stretches, last)];
  if (from < to) throw new Cut(along, box.low[along]! + stretches.bounds[(from + to + 1) >> 1]! - first);
  return stretches.parts[from]!.map((part) => ({
    part,
    access: shiftedAccess(coords, axis, starts[part]!, operands.shape(part)),
  }));
}

/** The first and last value of a coordinate over the box, and the axis of the loop that moves it, if one alone does by ones. */
function reachOf(
  c: Coordinate,
  { low, high }: Box,
): { readonly first: number; readonly last: number; readonly along: number } | undefined {
  const moving = c.steps.flatMap((s, a) => (s !== 0 && high[a]! - low[a]! > 1 ? [a] : []));
  const first = c.start + c.steps.reduce((sum, s, a) => sum + s * low[a]!, 0);
  const [along = 0] = moving;
  if (moving.length === 0) return { first, last: first, along };
  if (moving.length > 1 || c.steps[along] !== 1) return undefined;
  return { first, last: first + high[along]! - 1 - low[along]!, along };
}

/** Whether a coordinate lies within start..start+count-1 all over the box; throws a Cut where it does in part. */
function placed(c: Coordinate, start: number, count: number, box: Box): 'inside' | 'zero' | undefined {
  const reach = reachOf(c, box);
  if (!reach) return undefined;
  const { first, last, along } = reach;
  if (first >= start && last < start + count) return 'inside';
  if (last < start || first >= start + count) return 'zero';
  throw new Cut(along, box.low[along]! + (first < start ? start - first : start + count - first));
}
