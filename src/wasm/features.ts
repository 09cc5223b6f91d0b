import { ModuleWriter } from './assembler.ts';

/** The engine's own namespace as far as it is used here: the language's libraries know it in browsers only. */
export interface Memory {
  readonly buffer: ArrayBuffer;
}

interface WasmEngine {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Record<string, unknown> };
  readonly Memory: new (size: { initial: number; maximum?: number }) => Memory;
}

const engine = (): WasmEngine | undefined => (globalThis as { WebAssembly?: WasmEngine }).WebAssembly;

/** A module made ready to be instantiated; compiled once. */
export interface CompiledModule {
  readonly module: object;
}

export const PAGE = 65_536;

/** Compiles a module; throws where the engine refuses it. */
export function compileModule(bytes: Uint8Array<ArrayBuffer>): CompiledModule {
  const wasm = engine();
  if (!wasm) throw new Error('this runtime has no WebAssembly');
  return { module: new wasm.Module(bytes) };
}

/** A memory of at least `size` bytes that does not grow; throws a RangeError where there is not so much. */
export function allocate(size: number): Memory {
  const wasm = engine();
  if (!wasm) throw new Error('this runtime has no WebAssembly');
  const pages = Math.max(1, Math.ceil(size / PAGE));
  return new wasm.Memory({ initial: pages, maximum: pages });
}

/** The functions of a module, on a memory. */
export function instantiate(
  { module }: CompiledModule,
  memory: Memory,
  functions: Readonly<Record<string, (...x: number[]) => number>> = {},
): Readonly<Record<string, (...x: number[]) => number>> {
  const wasm = engine();
  if (!wasm) throw new Error('this runtime has no WebAssembly');
  const { exports } = new wasm.Instance(module, { env: { memory }, math: functions });
  return exports as Record<string, (...x: number[]) => number>;
}

let simdFound: boolean | undefined;
let fusedFound: boolean | undefined;

/** True where vectors of two doubles work: a little sum says so. */
export function simd(): boolean {
  simdFound ??= answers((f) => f.splat(1.5).splat(2).op('f64x2.mul').lane('f64x2.extract_lane', 1), 3);
  return simdFound;
}

/** True where `f64x2.relaxed_madd` is there and rounds once. */
export function hasFusedMultiplyAdd(): boolean {
  const x = 1 + 2 ** -30;
  fusedFound ??= answers(
    (f) => f.splat(x).splat(x).splat(-1).op('f64x2.relaxed_madd').lane('f64x2.extract_lane', 0),
    2 ** -29 + 2 ** -60,
  );
  return fusedFound;
}

function answers(body: (f: ReturnType<ModuleWriter['function']>) => void, expected: number): boolean {
  try {
    const writer = new ModuleWriter({ pool: 0 });
    body(writer.function([], ['f64'], 'run'));
    const { run } = instantiate(compileModule(writer.bytes()), allocate(PAGE));
    return run?.() === expected;
  } catch {
    return false;
  }
}
