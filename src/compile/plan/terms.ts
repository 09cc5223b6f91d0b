import type { Ref } from '../../graph/graph.ts';
import type { Op } from '../../ops/op.ts';
import type { Numbers, Elementary } from '../../ops/numbers/numbers.ts';
import type { Access } from './access.ts';

/** An index into a list of terms. */
export type TermRef = number;

/** Instructions of a processor, of one, two or three operands. */
export type Instruction =
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'neg'
  | 'abs'
  | 'sqrt'
  | 'floor'
  | 'ceil'
  | 'trunc'
  | 'min'
  | 'max'
  | 'less'
  | 'atMost'
  | 'equal'
  | 'not'
  | 'and'
  | 'or'
  | 'select';

/** One number (or test) that the body of a loop computes. */
export type Term =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'load'; readonly source: Ref; readonly access: Access }
  | { readonly kind: 'do'; readonly what: Instruction; readonly args: readonly TermRef[] }
  | { readonly kind: 'call'; readonly name: Elementary; readonly args: readonly TermRef[] }
  /** An op's own function of numbers, known by the op's key. */
  | { readonly kind: 'own'; readonly key: string; readonly args: readonly TermRef[] };

const isPowerOfTwo = (x: number): boolean => {
  const exponent = Math.log2(Math.abs(x));
  return Number.isInteger(exponent) && Math.abs(exponent) < 500;
};

/**
 * An arithmetic that writes down what it is told, each distinct term once. It spares what changes no bit but the sign of a
 * zero: x + 0, x * 1, signs that meet, products by powers of two.
 */
export class Terms implements Numbers<TermRef, TermRef> {
  readonly list: Term[] = [];
  /** Terms of up to two operands by what they do, then by their operands as one number; the others by text. */
  private readonly pairs = new Map<string, Map<number, TermRef>>();
  private readonly seen = new Map<string, TermRef>();

  number(value: number): TermRef {
    return this.paired(Object.is(value, -0) ? '-0' : '#', value, () => ({ kind: 'number', value }));
  }

  load(source: Ref, access: Access): TermRef {
    return this.paired(`@${source}:${access.strides.join(',')}`, access.offset, () => ({
      kind: 'load',
      source,
      access,
    }));
  }

  /** The value of an op: by its formula, else by its own function. */
  of({ key, formula }: Op, args: readonly TermRef[]): TermRef {
    return formula?.(this, ...args) ?? this.enter(`!${key}`, args, () => ({ kind: 'own', key, args }));
  }

  call(name: Elementary, ...args: TermRef[]): TermRef {
    return this.enter(`f ${name}`, args, () => ({ kind: 'call', name, args }));
  }

  known(v: TermRef): number | undefined {
    const term = this.list[v]!;
    return term.kind === 'number' ? term.value : undefined;
  }

  add(a: TermRef, b: TermRef): TermRef {
    const [x, y] = [this.known(a), this.known(b)];
    if (x !== undefined && y !== undefined) return this.number(x + y);
    if (x === 0) return b;
    if (y === 0) return a;
    const [p, q] = [this.negated(a), this.negated(b)];
    if (q !== undefined) return this.sub(a, q);
    if (p !== undefined) return this.sub(b, p);
    return a < b ? this.do('add', a, b) : this.do('add', b, a);
  }

  sub(a: TermRef, b: TermRef): TermRef {
    const [x, y] = [this.known(a), this.known(b)];
    if (x !== undefined && y !== undefined) return this.number(x - y);
    if (y === 0) return a;
    if (x === 0) return this.neg(b);
    const q = this.negated(b);
    return q === undefined ? this.do('sub', a, b) : this.add(a, q);
  }

  mul(a: TermRef, b: TermRef): TermRef {
    const [x, y] = [this.known(a), this.known(b)];
    if (x !== undefined && y !== undefined) return this.number(x * y);
    if (x !== undefined) return this.scaled(x, b);
    if (y !== undefined) return this.scaled(y, a);
    const [p, q] = [this.negated(a), this.negated(b)];
    if (p !== undefined) return this.neg(this.mul(p, b));
    if (q !== undefined) return this.neg(this.mul(a, q));
    return a < b ? this.do('mul', a, b) : this.do('mul', b, a);
  }

  div(a: TermRef, b: TermRef): TermRef {
    const [x, y] = [this.known(a), this.known(b)];
    if (x !== undefined && y !== undefined) return this.number(x / y);
    if (y !== undefined && isPowerOfTwo(y)) return this.scaled(1 / y, a);
    return this.do('div', a, b);
  }

  neg(a: TermRef): TermRef {
    const x = this.known(a);
    if (x !== undefined) return this.number(-x);
    const inner = this.negated(a);
    if (inner !== undefined) return inner;
    const term = this.list[a]!;
    if (term.kind === 'do' && term.what === 'sub') return this.do('sub', term.args[1]!, term.args[0]!);
    if (term.kind === 'do' && term.what === 'mul') {
      const c = this.known(term.args[0]!);
      if (c !== undefined) return this.scaled(-c, term.args[1]!);
    }
    return this.do('neg', a);
  }

  abs(a: TermRef): TermRef {
    const inner = this.negated(a);
    return this.unary('abs', inner ?? a, Math.abs);
  }

  sqrt(a: TermRef): TermRef {
    return this.unary('sqrt', a, Math.sqrt);
  }

  floor(a: TermRef): TermRef {
    return this.unary('floor', a, Math.floor);
  }

  ceil(a: TermRef): TermRef {
    return this.unary('ceil', a, Math.ceil);
  }

  trunc(a: TermRef): TermRef {
    return this.unary('trunc', a, Math.trunc);
  }

  min(a: TermRef, b: TermRef): TermRef {
    return this.do('min', a, b);
  }

  max(a: TermRef, b: TermRef): TermRef {
    return this.do('max', a, b);
  }

  less(a: TermRef, b: TermRef): TermRef {
    return this.do('less', a, b);
  }

  atMost(a: TermRef, b: TermRef): TermRef {
    return this.do('atMost', a, b);
  }

  equal(a: TermRef, b: TermRef): TermRef {
    return this.do('equal', a, b);
  }

  not(t: TermRef): TermRef {
    return this.do('not', t);
  }

  and(s: TermRef, t: TermRef): TermRef {
    return this.do('and', s, t);
  }

  or(s: TermRef, t: TermRef): TermRef {
    return this.do('or', s, t);
  }

  select(t: TermRef, a: TermRef, b: TermRef): TermRef {
    return a === b ? a : this.do('select', t, a, b);
  }

  /** c x, with a sign or a power of two taken from the factors of x. */
  private scaled(c: number, x: TermRef): TermRef {
    if (c === 1) return x;
    if (c === -1) return this.neg(x);
    const inner = this.negated(x);
    if (inner !== undefined) return this.scaled(-c, inner);
    const term = this.list[x]!;
    if (term.kind === 'do' && term.what === 'mul') {
      const d = this.known(term.args[0]!);
      if (d !== undefined && (isPowerOfTwo(c) || isPowerOfTwo(d))) return this.scaled(c * d, term.args[1]!);
    }
    return this.do('mul', this.number(c), x);
  }

  /** The operand of a negative. */
  private negated(a: TermRef): TermRef | undefined {
    const term = this.list[a]!;
    return term.kind === 'do' && term.what === 'neg' ? term.args[0] : undefined;
  }

  private unary(what: Instruction, a: TermRef, f: (x: number) => number): TermRef {
    const x = this.known(a);
    return x === undefined ? this.do(what, a) : this.number(f(x));
  }

  private do(what: Instruction, ...args: TermRef[]): TermRef {
    return this.enter(what, args, () => ({ kind: 'do', what, args }));
  }

  private enter(what: string, args: readonly TermRef[], make: () => Term): TermRef {
    if (args.length <= 2) return this.paired(what, args[0]! * PAIR + (args[1] ?? 0), make);
    const key = `${what}(${args.join(',')})`;
    const known = this.seen.get(key);
    if (known !== undefined) return known;
    const ref = this.list.push(make()) - 1;
    this.seen.set(key, ref);
    return ref;
  }

  private paired(what: string, key: number, make: () => Term): TermRef {
    let kind = this.pairs.get(what);
    if (!kind) this.pairs.set(what, (kind = new Map<number, TermRef>()));
    const known = kind.get(key);
    if (known !== undefined) return known;
    const ref = this.list.push(make()) - 1;
    kind.set(key, ref);
    return ref;
  }
}

/** More terms than a body has. */
const PAIR = 2 ** 26;
