import type { Callable, FunctionWriter, Local, ModuleWriter } from '../assembler.ts';
import type { Instruction } from '../opcodes.ts';

/** Code that leaves one v128 on the stack: two doubles, two integers of 64 bits, or two masks of all ones or zeros. */
export type Vector = (body: Body) => void;

/** A vector, or a number for both lanes. */
export type Operand = Vector | number;

/** The body of a function on vectors: where its expressions are written. */
export class Body {
  readonly f: FunctionWriter;
  readonly fma: boolean;

  constructor(f: FunctionWriter, fma: boolean) {
    this.f = f;
    this.fma = fma;
  }

  push(x: Operand): void {
    if (typeof x === 'number') this.f.splat(x);
    else x(this);
  }

  /** Computes a value here, once, for every later use. */
  keep(x: Operand): Vector {
    const local = this.f.local('v128');
    this.push(x);
    this.f.set(local);
    return read(local);
  }

  /** Leaves the function with another's answer unless `ordinary` holds in both lanes. */
  unless(ordinary: Vector, rare: Callable, ...parameters: readonly Vector[]): void {
    this.push(ordinary);
    this.f.op('i64x2.all_true', 'i32.eqz').if(() => {
      for (const x of parameters) this.push(x);
      this.f.call(rare).op('return');
    });
  }
}

const read =
  (local: Local): Vector =>
  ({ f }) =>
    void f.get(local);

/** A function of one vector; `write` answers its value. */
export function unary(module: ModuleWriter, write: (body: Body, x: Vector) => Vector): Callable {
  const f = module.function(['v128'], ['v128']);
  const body = new Body(f, module.fma);
  body.push(write(body, read(0)));
  return f;
}

/** A function of two vectors; `write` answers its value. */
export function binary(module: ModuleWriter, write: (body: Body, x: Vector, y: Vector) => Vector): Callable {
  const f = module.function(['v128', 'v128'], ['v128']);
  const body = new Body(f, module.fma);
  body.push(write(body, read(0), read(1)));
  return f;
}

const instruction =
  (name: Instruction) =>
  (...operands: readonly Operand[]): Vector =>
  (body) => {
    for (const x of operands) body.push(x);
    body.f.op(name);
  };

type Unary = (x: Operand) => Vector;
type Binary = (x: Operand, y: Operand) => Vector;

export const add: Binary = instruction('f64x2.add');
export const sub: Binary = instruction('f64x2.sub');
export const mul: Binary = instruction('f64x2.mul');
export const div: Binary = instruction('f64x2.div');
export const sqrt: Unary = instruction('f64x2.sqrt');
export const abs: Unary = instruction('f64x2.abs');
export const trunc: Unary = instruction('f64x2.trunc');

/** The smaller, the larger; x where either is NaN. */
export const least: Binary = instruction('f64x2.pmin');
export const most: Binary = instruction('f64x2.pmax');

export const eq: Binary = instruction('f64x2.eq');
export const lt: Binary = instruction('f64x2.lt');
export const gt: Binary = instruction('f64x2.gt');
export const le: Binary = instruction('f64x2.le');
export const ge: Binary = instruction('f64x2.ge');

export const and: Binary = instruction('v128.and');
export const or: Binary = instruction('v128.or');
export const xor: Binary = instruction('v128.xor');
/** The bits of x that y does not have. */
export const without: Binary = instruction('v128.andnot');

export const addBits: Binary = instruction('i64x2.add');
export const subBits: Binary = instruction('i64x2.sub');
export const eqBits: Binary = instruction('i64x2.eq');

const selection = instruction('v128.bitselect');
/** x where the mask is ones, y where it is zeros. */
export const select = (mask: Vector, x: Operand, y: Operand): Vector => selection(x, y, mask);

/** The same 64 bits in both lanes. */
export const bits =
  (x: bigint): Vector =>
  ({ f }) =>
    void f.splatBits(x);

const shift =
  (name: 'i64x2.shl' | 'i64x2.shr_s' | 'i64x2.shr_u') =>
  (x: Vector, places: number): Vector =>
  (body) => {
    body.push(x);
    body.f.i32(places).op(name);
  };
export const shiftLeft = shift('i64x2.shl');
export const shiftRight = shift('i64x2.shr_u');
export const shiftRightSigned = shift('i64x2.shr_s');

export const SIGN = bits(1n << 63n);
/** The sign bit of x. */
export const signOf = (x: Vector): Vector => and(x, SIGN);

/** Another function's answer. */
export const call =
  (callee: Callable, ...parameters: readonly Operand[]): Vector =>
  (body) => {
    for (const x of parameters) body.push(x);
    body.f.call(callee);
  };

/** x y + z, rounded once where the module may fuse. */
export const madd =
  (x: Operand, y: Operand, z: Operand): Vector =>
  (body) =>
    body.push(body.fma ? instruction('f64x2.relaxed_madd')(x, y, z) : add(mul(x, y), z));

/** z - x y, rounded once where the module may fuse. */
export const nmadd =
  (x: Operand, y: Operand, z: Operand): Vector =>
  (body) =>
    body.push(body.fma ? instruction('f64x2.relaxed_nmadd')(x, y, z) : sub(z, mul(x, y)));

/** c[0] + c[1] x + c[2] x^2 + ..., by Horner's rule. */
export function poly(x: Vector, coefficients: readonly number[]): Vector {
  const [last, ...rest] = coefficients.toReversed();
  if (last === undefined || rest.length === 0) throw new Error('a polynomial has two coefficients or more');
  return rest.reduce<Operand>((sum, c) => madd(sum, x, c), last) as Vector;
}
