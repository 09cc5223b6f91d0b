import type { Tensor } from '../tensor/tensor.ts';
import type { Ref } from './graph.ts';

/** More nodes than a graph has. */
const PAIR = 2 ** 26;

/** Constants of more entries are not compared. */
const MOST_COMPARED = 16;

/** The nodes that a graph has, by what they are: equal ones become one. */
export class Known {
  /** Scalars by their value; 0 and -0 stay apart. */
  private readonly scalars = new Map<number, Ref>();
  private negativeZero: Ref | undefined;
  /** Ops of one or two operands by their key, then by the operands as one number: no text is made for them. */
  private readonly small = new Map<string, Map<number, Ref>>();
  private readonly others = new Map<string, Ref>();

  constant(value: Tensor): Ref | undefined {
    const { shape, data } = value;
    if (data.length > MOST_COMPARED) return undefined;
    if (shape.length > 0) return this.others.get(contentOf(value));
    return Object.is(data[0], -0) ? this.negativeZero : this.scalars.get(data[0]!);
  }

  addConstant(value: Tensor, ref: Ref): void {
    const { shape, data } = value;
    if (data.length > MOST_COMPARED) return;
    if (shape.length > 0) this.others.set(contentOf(value), ref);
    else if (Object.is(data[0], -0)) this.negativeZero = ref;
    else this.scalars.set(data[0]!, ref);
  }

  op(key: string, args: readonly Ref[]): Ref | undefined {
    if (args.length === 0 || args.length > 2) return this.others.get(`${key}(${args.join(',')})`);
    return this.small.get(key)?.get(pairOf(args));
  }

  addOp(key: string, args: readonly Ref[], ref: Ref): void {
    if (args.length === 0 || args.length > 2) {
      this.others.set(`${key}(${args.join(',')})`, ref);
      return;
    }
    let same = this.small.get(key);
    if (!same) this.small.set(key, (same = new Map<number, Ref>()));
    same.set(pairOf(args), ref);
  }
}

const pairOf = ([a, b = -1]: readonly Ref[]): number => a! * PAIR + b + 1;

/** Numbers as text that tells 0 from -0. */
export const numbersText = (data: Float64Array): string =>
  Array.from(data, (x) => (Object.is(x, -0) ? '-0' : String(x))).join(',');

const contentOf = ({ shape, data }: Tensor): string => `#${shape.join('x')}:${numbersText(data)}`;
