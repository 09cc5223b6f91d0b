import type { ModuleWriter } from '../assembler.ts';
import type { Callable, FunctionWriter, Local } from '../function-writer.ts';
import type { Instruction } from '../opcodes.ts';

/** Code that leaves one v128 on the stack: two doubles, two integers of 64 bits, or two masks of all ones or zeros. */
export type Vector = (body: Body) => void;

/** A vector, or a number for both lanes. */
export type Operand = Vector | number;

/** The body of a function on vectors: where its expressions are written. */
export class Body {
  readonly module: ModuleWriter;
  readonly f: FunctionWriter;
  /** True where the module may use relaxed instructions: fused multiply-adds and selections of whole lanes. */
  readonly relaxed: boolean;

  constructor(module: ModuleWriter, f: FunctionWriter) {
    this.module = module;
    this.f = f;
    this.relaxed = module.fma;
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

  /** Leaves the function with another's answer where `rare` holds in some lane. */
  leaveWhere(rare: Vector, wide: Callable, ...parameters: readonly Vector[]): void {
    this.push(rare);
    this.f.op('v128.any_true').if(() => {
      for (const x of parameters) this.push(x);
      this.f.call(wide).op('return');
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
  const body = new Body(module, f);
  body.push(write(body, read(0)));
  return f;
}

/** A function of two vectors; `write` answers its value. */
export function binary(module: ModuleWriter, write: (body: Body, x: Vector, y: Vector) => Vector): Callable {
  const f = module.function(['v128', 'v128'], ['v128']);
  const body = new Body(module, f);
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

export const and: Binary = instruction('v128.and');
export const or: Binary = instruction('v128.or');
export const xor: Binary = instruction('v128.xor');
/** The bits of x that y does not have. */
export const without: Binary = instruction('v128.andnot');

export const addBits: Binary = instruction('i64x2.add');
export const subBits: Binary = instruction('i64x2.sub');
export const eqBits: Binary = instruction('i64x2.eq');
/** As signed integers. */
export const gtBits: Binary = instruction('i64x2.gt_s');

/** x where the mask is ones, y where it is zeros. */
export const select =
  (mask: Vector, x: Operand, y: Operand): Vector =>
  (body) =>
    body.push(instruction(body.relaxed ? 'i64x2.relaxed_laneselect' : 'v128.bitselect')(x, y, mask));

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

/** x with its last 32 bits 0, so that the product of two such numbers is exact. */
export const upperHalf = (x: Vector): Vector => and(x, bits(0xffffffffn << 32n));

/** Where each lane reads tables: a number of bytes. */
export type Places = readonly [Local, Local];

/** The small integers of two lanes as places. */
export function placesOf(b: Body, offsets: Vector): Places {
  const kept = b.keep(offsets);
  const place = (lane: 0 | 1): Local => {
    const local = b.f.local('i32');
    b.push(kept);
    b.f.lane('i64x2.extract_lane', lane).op('i32.wrap_i64').set(local);
    return local;
  };
  return [place(0), place(1)];
}

/** What a table has at the places. */
export const lookUp =
  (table: readonly number[], [first, second]: Places): Vector =>
  ({ f, module }) => {
    const address = module.table(table);
    f.get(second, first).at('v128.load64_zero', address).loadLane(1, address);
  };

/** Another function's answer. */
export const call =
  (callee: Callable, ...parameters: readonly Operand[]): Vector =>
  (body) => {
    for (const x of parameters) body.push(x);
    body.f.call(callee);
  };

/** True where |x| > limit or x is NaN: numbers of one sign are ordered as their bits. */
export const isBeyond = (x: Vector, limit: number): Vector => gtBits(abs(x), limit);

/** A scalar function's answers in both lanes. */
export const eachLane =
  (scalar: Callable, x: Vector): Vector =>
  (body) => {
    const lane = (i: 0 | 1): void => {
      body.push(x);
      body.f.lane('f64x2.extract_lane', i).call(scalar);
    };
    lane(0);
    body.f.op('f64x2.splat');
    lane(1);
    body.f.lane('f64x2.replace_lane', 1);
  };

/** x y + z, rounded once where the module may fuse. */
export const madd =
  (x: Operand, y: Operand, z: Operand): Vector =>
  (body) =>
    body.push(body.relaxed ? instruction('f64x2.relaxed_madd')(x, y, z) : add(mul(x, y), z));

/** z - x y, rounded once where the module may fuse. */
export const nmadd =
  (x: Operand, y: Operand, z: Operand): Vector =>
  (body) =>
    body.push(body.relaxed ? instruction('f64x2.relaxed_nmadd')(x, y, z) : sub(z, mul(x, y)));

/** Coefficients that are summed in one chain by Horner's rule. */
const CHAIN = 4;

/**
 * c[0] + c[1] x + c[2] x^2 + ... in chains of four, whose steps overlap, and by Horner's rule in x^4 over these: few terms
 * of alternating sign cancel little, so that the rounding errors stay as small as Horner's.
 */
export function poly(b: Body, x: Vector, c: readonly number[]): Vector {
  if (c.length <= CHAIN + 1) return horner(x, c);
  const square = b.keep(mul(x, x));
  const fourth = b.keep(mul(square, square));
  const chains = Array.from({ length: Math.ceil(c.length / CHAIN) }, (_, i) => c.slice(CHAIN * i, CHAIN * (i + 1)));
  return horner(
    fourth,
    chains.map((chain) => horner(x, chain)),
  );
}

function horner(x: Vector, c: readonly Operand[]): Vector {
  const sum = c.reduceRight((sum, a) => madd(sum, x, a));
  return (b) => b.push(sum);
}
