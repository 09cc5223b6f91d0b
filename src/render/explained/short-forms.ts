import { type Shape, shapeText } from '../../tensor/tensor.ts';
import { numberText } from '../numbers/number.ts';

/** Arrays that would be wider than this are told by their shape and their ends. */
const longest = 24;

/** Numbers and arrays in few characters, for cells and sentences; remembers whether any had more digits than it showed. */
export class ShortForms {
  readonly digits: number;
  exact = true;

  constructor(digits: number) {
    this.digits = digits;
  }

  number(x: number): string {
    const { text, exact } = numberText(x, this.digits);
    this.exact &&= exact;
    return text;
  }

  /** As it would be typed where that is short. */
  array(shape: Shape, data: Float64Array): string {
    if (shape.length === 0) return this.number(data[0]!);
    if (shape.length <= 2 && data.length > 0 && data.length <= longest / 2) {
      const columns = shape.at(-1)!;
      const rows = Array.from({ length: data.length / columns }, (_, i) =>
        Array.from(data.subarray(i * columns, (i + 1) * columns), (x) => this.number(x)).join(', '),
      );
      const whole = `[${rows.join('; ')}]`;
      if (whole.length <= longest) return whole;
    }
    const ends = data.length > 0 ? ` ${this.number(data[0]!)} .. ${this.number(data.at(-1)!)}` : '';
    return shapeText(shape) + ends;
  }
}
