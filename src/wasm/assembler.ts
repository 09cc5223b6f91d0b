import { Bytes } from './bytes.ts';
import { type Callable, functionBody, FunctionWriter } from './function-writer.ts';
import { types, type ValueType } from './opcodes.ts';

interface Import extends Callable {
  readonly module: string;
  readonly name: string;
  readonly type: number;
}

/** What a module is made with. */
export interface ModuleOptions {
  /** Where in memory the pool of constants is laid when the module is instantiated: a multiple of 16. */
  readonly pool: number;
  /** True where `f64x2.relaxed_madd` may be used; see `fused` in features.ts. */
  readonly fma?: boolean;
}

/**
 * Writes a WebAssembly module that imports its memory as `env.memory`. Imported functions are declared before the first
 * own one. Source of the format: WebAssembly specification 2.0, chapter 5.
 */
export class ModuleWriter {
  readonly fma: boolean;
  private readonly pool: number;
  private readonly signatures = new Map<string, number>();
  private readonly imports: Import[] = [];
  private readonly functions: FunctionWriter[] = [];
  private readonly constants = new Map<bigint, number>();
  private readonly tables = new Map<readonly number[], number>();
  /** What is laid into the memory, 64 bits at a time. */
  private readonly data: bigint[] = [];

  constructor({ pool, fma = false }: ModuleOptions) {
    this.pool = pool;
    this.fma = fma;
  }

  /** Declares an import; all of them come before the first function. */
  import(module: string, name: string, parameters: readonly ValueType[], results: readonly ValueType[]): Callable {
    const known = this.imports.find((f) => f.module === module && f.name === name);
    if (known) return known;
    if (this.functions.length > 0) throw new Error('imports are declared before functions');
    const added = { index: this.imports.length, module, name, type: this.signature(parameters, results) };
    this.imports.push(added);
    return added;
  }

  /** A new function; with a name it is exported. */
  function(parameters: readonly ValueType[], results: readonly ValueType[], name?: string): FunctionWriter {
    const index = this.imports.length + this.functions.length;
    const added = new FunctionWriter(this, index, this.signature(parameters, results), parameters.length, name);
    this.functions.push(added);
    return added;
  }

  /** The address of a number, twice side by side. */
  pooled(x: number): number {
    return this.pooledBits(bitsOf(x));
  }

  /** The address of 64 bits, twice side by side. */
  pooledBits(bits: bigint): number {
    const key = BigInt.asUintN(64, bits);
    const known = this.constants.get(key);
    if (known !== undefined) return known;
    const address = this.poolEnd;
    this.data.push(key, key);
    this.constants.set(key, address);
    return address;
  }

  /** The address of numbers one after another; the same array is laid down once. */
  table(numbers: readonly number[]): number {
    const known = this.tables.get(numbers);
    if (known !== undefined) return known;
    const address = this.poolEnd;
    for (const x of numbers) this.data.push(bitsOf(x));
    if (numbers.length % 2 === 1) this.data.push(0n);
    this.tables.set(numbers, address);
    return address;
  }

  /** Where the pool ends, a multiple of 16: what else is in memory begins there. */
  get poolEnd(): number {
    return this.pool + 8 * this.data.length;
  }

  bytes(): Uint8Array<ArrayBuffer> {
    const out = new Bytes();
    out.append([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
    const section = (id: number, count: number, write: (body: Bytes) => void): void => {
      if (count === 0) return;
      const body = new Bytes();
      body.unsigned(count);
      write(body);
      out.byte(id);
      out.sized(body);
    };
    section(1, this.signatures.size, (body) => {
      for (const key of this.signatures.keys()) {
        body.byte(0x60);
        for (const list of key.split('>')) {
          const names = list === '' ? [] : (list.split(',') as ValueType[]);
          body.unsigned(names.length);
          for (const name of names) body.byte(types[name]);
        }
      }
    });
    section(2, this.imports.length + 1, (body) => {
      body.text('env');
      body.text('memory');
      body.append([2, 0, 1]); // a memory of at least one page
      for (const { module, name, type } of this.imports) {
        body.text(module);
        body.text(name);
        body.byte(0);
        body.unsigned(type);
      }
    });
    section(3, this.functions.length, (body) => {
      for (const f of this.functions) body.unsigned(f.type);
    });
    const exported = this.functions.filter((f) => f.name !== undefined);
    section(7, exported.length, (body) => {
      for (const f of exported) {
        body.text(f.name ?? '');
        body.byte(0);
        body.unsigned(f.index);
      }
    });
    section(10, this.functions.length, (body) => {
      for (const f of this.functions) body.sized(functionBody(f));
    });
    section(11, this.data.length > 0 ? 1 : 0, (body) => {
      body.append([0, 0x41]);
      body.signed(this.pool);
      body.byte(0x0b);
      body.sized(this.poolBytes());
    });
    return out.view().slice();
  }

  private signature(parameters: readonly ValueType[], results: readonly ValueType[]): number {
    const key = `${parameters.join(',')}>${results.join(',')}`;
    const known = this.signatures.get(key);
    if (known !== undefined) return known;
    this.signatures.set(key, this.signatures.size);
    return this.signatures.size - 1;
  }

  private poolBytes(): Bytes {
    const view = new DataView(new ArrayBuffer(8 * this.data.length));
    this.data.forEach((bits, i) => view.setBigUint64(8 * i, bits, true));
    const out = new Bytes();
    out.append(new Uint8Array(view.buffer));
    return out;
  }
}

function bitsOf(x: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  return view.getBigUint64(0);
}
