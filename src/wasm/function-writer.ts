import { Bytes } from './bytes.ts';
import {
  type Instruction,
  type LaneInstruction,
  lanes,
  LOAD_LANE,
  memory,
  type MemoryInstruction,
  opcodes,
  types,
  type ValueType,
  VECTOR,
} from './opcodes.ts';

/** A local of a function: its index. */
export type Local = number;

/** A function that can be called: one of the module's own, or an imported one. */
export interface Callable {
  readonly index: number;
}

const EMPTY = 0x40;

/** Where numbers are laid for a function's vectors: an address for each. */
interface Pool {
  pooled(x: number): number;
  pooledBits(bits: bigint): number;
}

/** Writes the body of one function, instruction by instruction, in the order of the stack machine. */
export class FunctionWriter implements Callable {
  readonly index: number;
  readonly type: number;
  readonly name: string | undefined;
  readonly code = new Bytes();
  readonly locals: ValueType[] = [];
  private readonly pool: Pool;
  private readonly arity: number;

  constructor(pool: Pool, index: number, type: number, arity: number, name: string | undefined) {
    this.pool = pool;
    this.index = index;
    this.type = type;
    this.arity = arity;
    this.name = name;
  }

  /** A new local; the parameters are locals 0, 1, ... */
  local(type: ValueType): Local {
    return this.arity + this.locals.push(type) - 1;
  }

  op(...names: readonly Instruction[]): this {
    for (const name of names) this.opcode(opcodes[name]);
    return this;
  }

  get(...which: readonly Local[]): this {
    for (const local of which) this.with(0x20, local);
    return this;
  }

  set(local: Local): this {
    return this.with(0x21, local);
  }

  tee(local: Local): this {
    return this.with(0x22, local);
  }

  i32(x: number): this {
    this.code.byte(0x41);
    this.code.signed(x);
    return this;
  }

  i64(x: bigint): this {
    this.code.byte(0x42);
    this.code.signed64(x);
    return this;
  }

  f64(x: number): this {
    this.code.byte(0x44);
    this.code.double(x);
    return this;
  }

  /** Both lanes the same number, from the module's pool: a load is up to twice as fast as `v128.const` (V8 13). */
  splat(x: number): this {
    return this.i32(0).at('v128.load', this.pool.pooled(x));
  }

  /** Both lanes the same 64 bits, from the module's pool. */
  splatBits(bits: bigint): this {
    return this.i32(0).at('v128.load', this.pool.pooledBits(bits));
  }

  /** A load or a store; the address that is on the stack is moved by `offset` bytes. */
  at(name: MemoryInstruction, offset = 0): this {
    const [code, alignment] = memory[name];
    this.opcode(code);
    // Vectors are read from addresses that only their numbers are aligned to.
    this.code.unsigned(Math.min(alignment, 3));
    this.code.unsigned(offset);
    return this;
  }

  lane(name: LaneInstruction, lane: 0 | 1): this {
    this.opcode(lanes[name]);
    this.code.byte(lane);
    return this;
  }

  /** Replaces a lane of the vector on the stack by the number at the address below it, moved by `offset` bytes. */
  loadLane(lane: 0 | 1, offset = 0): this {
    this.opcode(LOAD_LANE);
    this.code.unsigned(3);
    this.code.unsigned(offset);
    this.code.byte(lane);
    return this;
  }

  call(callee: Callable): this {
    return this.with(0x10, callee.index);
  }

  block(body: () => void, result?: ValueType): this {
    return this.nest(0x02, body, result);
  }

  loop(body: () => void, result?: ValueType): this {
    return this.nest(0x03, body, result);
  }

  if(then: () => void, otherwise?: () => void, result?: ValueType): this {
    this.code.byte(0x04);
    this.code.byte(result ? types[result] : EMPTY);
    then();
    if (otherwise) {
      this.code.byte(0x05);
      otherwise();
    }
    this.code.byte(0x0b);
    return this;
  }

  br(depth: number): this {
    return this.with(0x0c, depth);
  }

  brIf(depth: number): this {
    return this.with(0x0d, depth);
  }

  /** for (; i < end; i += step) body, both locals of type i32. */
  for(i: Local, end: Local, step: number, body: () => void): this {
    return this.block(() => {
      this.get(i, end).op('i32.ge_s').brIf(0);
      this.loop(() => {
        body();
        this.get(i).i32(step).op('i32.add').tee(i).get(end).op('i32.lt_s').brIf(0);
      });
    });
  }

  private opcode(code: number): void {
    if (code < VECTOR) return this.code.byte(code);
    this.code.byte(0xfd);
    this.code.unsigned(code - VECTOR);
  }

  private with(code: number, operand: number): this {
    this.code.byte(code);
    this.code.unsigned(operand);
    return this;
  }

  private nest(code: number, body: () => void, result: ValueType | undefined): this {
    this.code.byte(code);
    this.code.byte(result ? types[result] : EMPTY);
    body();
    this.code.byte(0x0b);
    return this;
  }
}

/** A function's locals and code, as a module holds them. */
export function functionBody(f: FunctionWriter): Bytes {
  const out = new Bytes();
  const groups: [count: number, type: ValueType][] = [];
  for (const type of f.locals) {
    const last = groups.at(-1);
    if (last && last[1] === type) last[0]++;
    else groups.push([1, type]);
  }
  out.unsigned(groups.length);
  for (const [count, type] of groups) {
    out.unsigned(count);
    out.byte(types[type]);
  }
  out.append(f.code.view());
  out.byte(0x0b);
  return out;
}
