import { broadcastOffsets } from '../tensor/shape.ts';
import { type Shape, sizeOf, type Tensor } from '../tensor/tensor.ts';
import type { Op } from './op.ts';

const never = (): boolean => false;
const always = (): boolean => true;

/** Tells for each entry of an op's value whether it is certainly what it is without rounding: where the op has it as a theorem. */
export function exactness(op: Op, args: readonly Tensor[], value: Tensor): (i: number) => boolean {
  if (op.exact) return always;
  const { exactAt } = op;
  if (exactAt) {
    const { shape, data } = value;
    const [x, y, z] = args.map((a) => reader(a, shape)) as [Read, Read?, Read?];
    if (y === undefined) return (i) => exactAt(data[i]!, x(i));
    if (z === undefined) return (i) => exactAt(data[i]!, x(i), y(i));
    return (i) => exactAt(data[i]!, x(i), y(i), z(i));
  }
  const all = op.exactFor ? op.exactFor(value, ...args) : addsWhole(op, args, value);
  return all ? always : never;
}

type Read = (i: number) => number;

/** The entry of an operand that an entry of the result is made of. */
function reader(x: Tensor, shape: Shape): Read {
  const { data } = x;
  const [first] = data;
  if (data.length === 1) return () => first!;
  if (data.length === sizeOf(shape)) return (i) => data[i]!;
  const offsets = broadcastOffsets(x.shape, shape);
  return (i) => data[offsets[i]!]!;
}

/** Whether an op adds up whole numbers, or their products, that together stay where doubles hold every whole number. */
function addsWhole({ structure }: Op, args: readonly Tensor[], value: Tensor): boolean {
  const [a, b] = args as [Tensor, Tensor];
  switch (structure.kind) {
    case 'gather':
    case 'scatter':
    case 'scan':
    case 'assembly': {
      const terms = args.reduce((n, x) => n + x.data.length, 0);
      return Math.max(...args.map(greatestWhole)) * terms <= Number.MAX_SAFE_INTEGER;
    }
    case 'product':
      return greatestWhole(a) * greatestWhole(b) * a.shape.at(-1)! <= Number.MAX_SAFE_INTEGER;
    case 'entry':
    case 'alias':
    case 'move':
    case 'join':
    case 'whole':
      return value.data.length === 0;
  }
}

/** The greatest magnitude of entries that are all whole; Infinity where one is not. */
export function greatestWhole({ data }: Tensor): number {
  let most = 0;
  for (const x of data) {
    if (!Number.isInteger(x)) return Number.POSITIVE_INFINITY;
    most = Math.max(most, Math.abs(x));
  }
  return most;
}
