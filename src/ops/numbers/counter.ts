import type { Elementary, Formula, Numbers } from './numbers.ts';

/** What a formula takes: sums and products, quotients and roots, and values of functions. Signs, tests and choices are free. */
export interface Work {
  readonly products: number;
  readonly quotients: number;
  readonly calls: readonly (Elementary | 'sqrt')[];
}

/** A number that is known beforehand, or null: one that has to be computed. */
type Counted = number | null;

/** The arithmetic that counts what it is told to do. */
class Counter implements Numbers<Counted, null>, Work {
  products = 0;
  quotients = 0;
  readonly calls: (Elementary | 'sqrt')[] = [];

  readonly number = (x: number): Counted => x;
  readonly known = (v: Counted): number | undefined => v ?? undefined;
  readonly add = (a: Counted, b: Counted): Counted => this.product(a, b, (x, y) => x + y);
  readonly sub = (a: Counted, b: Counted): Counted => this.product(a, b, (x, y) => x - y);
  readonly mul = (a: Counted, b: Counted): Counted => this.product(a, b, (x, y) => x * y);

  div(a: Counted, b: Counted): Counted {
    if (a !== null && b !== null) return a / b;
    this.quotients++;
    return null;
  }

  call(name: Elementary | 'sqrt'): Counted {
    this.calls.push(name);
    return null;
  }

  readonly sqrt = (): Counted => this.call('sqrt');
  readonly neg = (a: Counted): Counted => a && -a;
  readonly abs = (a: Counted): Counted => a && Math.abs(a);
  readonly floor = free;
  readonly ceil = free;
  readonly trunc = free;
  readonly min = free;
  readonly max = free;
  readonly less = free;
  readonly atMost = free;
  readonly equal = free;
  readonly not = free;
  readonly and = free;
  readonly or = free;
  readonly select = free;

  private product(a: Counted, b: Counted, f: (x: number, y: number) => number): Counted {
    if (a !== null && b !== null) return f(a, b);
    this.products++;
    return null;
  }
}

const free = (): null => null;

/** What a formula takes where some of its operands are known; undefined: it does not say these. */
export function workOf(formula: Formula, operands: readonly (number | undefined)[]): Work | undefined {
  const counter = new Counter();
  return formula(counter, ...operands.map((x) => x ?? null)) === undefined ? undefined : counter;
}
