import type { Callable, FunctionWriter } from '../../wasm/function-writer.ts';
import type { Instruction as Opcode } from '../../wasm/opcodes.ts';
import type { Elementary } from '../../ops/numbers/numbers.ts';
import type { Instruction } from '../plan/terms.ts';

/** How many entries a value holds: one double, or a vector of two. */
export type Width = 1 | 2;

/** The functions that a module can call. */
export interface Functions {
  /** On vectors of two. */
  vector(name: Elementary): Callable;
  /** An op's own function of doubles. */
  own(key: string): Callable;
}

const scalar: Readonly<Record<Instruction, Opcode>> = {
  add: 'f64.add',
  sub: 'f64.sub',
  mul: 'f64.mul',
  div: 'f64.div',
  neg: 'f64.neg',
  abs: 'f64.abs',
  sqrt: 'f64.sqrt',
  floor: 'f64.floor',
  ceil: 'f64.ceil',
  trunc: 'f64.trunc',
  min: 'f64.min',
  max: 'f64.max',
  less: 'f64.lt',
  atMost: 'f64.le',
  equal: 'f64.eq',
  not: 'i32.eqz',
  and: 'i32.and',
  or: 'i32.or',
  select: 'select',
};

const vector: Readonly<Record<Instruction, Opcode>> = {
  add: 'f64x2.add',
  sub: 'f64x2.sub',
  mul: 'f64x2.mul',
  div: 'f64x2.div',
  neg: 'f64x2.neg',
  abs: 'f64x2.abs',
  sqrt: 'f64x2.sqrt',
  floor: 'f64x2.floor',
  ceil: 'f64x2.ceil',
  trunc: 'f64x2.trunc',
  min: 'f64x2.min',
  max: 'f64x2.max',
  less: 'f64x2.lt',
  atMost: 'f64x2.le',
  equal: 'f64x2.eq',
  not: 'v128.not',
  and: 'v128.and',
  or: 'v128.or',
  select: 'v128.bitselect',
};

const tests: ReadonlySet<Instruction> = new Set(['less', 'atMost', 'equal', 'not', 'and', 'or']);

/** Whether an instruction leaves a test, not a number. */
export const leavesTest = (what: Instruction): boolean => tests.has(what);

/** Writes an instruction whose operands, each written by one of `args`, have the given width. */
export function writeInstruction(
  f: FunctionWriter,
  what: Instruction,
  width: Width,
  args: readonly (() => void)[],
): void {
  const ordered = what === 'select' ? [args[1]!, args[2]!, args[0]!] : args;
  for (const arg of ordered) arg();
  f.op((width === 1 ? scalar : vector)[what]);
}

/** Writes a call of a function of vectors; a double is taken as both lanes. */
export function writeCall(f: FunctionWriter, callee: Callable, width: Width, args: readonly (() => void)[]): void {
  for (const arg of args) {
    arg();
    if (width === 1) f.op('f64x2.splat');
  }
  f.call(callee);
  if (width === 1) f.lane('f64x2.extract_lane', 0);
}

/** Writes a call of a function of doubles, once for each lane. */
export function writeOwn(f: FunctionWriter, callee: Callable, width: Width, args: readonly (() => void)[]): void {
  if (width === 1) {
    for (const arg of args) arg();
    f.call(callee);
    return;
  }
  const held = args.map((arg) => {
    const local = f.local('v128');
    arg();
    f.set(local);
    return local;
  });
  const lane = (which: 0 | 1): void => {
    for (const local of held) f.get(local).lane('f64x2.extract_lane', which);
    f.call(callee);
  };
  lane(0);
  f.op('f64x2.splat');
  lane(1);
  f.lane('f64x2.replace_lane', 1);
}
