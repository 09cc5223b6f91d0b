import type { ModuleWriter } from '../assembler.ts';
import type { Callable } from '../function-writer.ts';

/** Writes one function into a module. */
export type Definition = (library: Library) => Callable;

/** The functions that a module has so far; each is written when first asked for. */
export class Library {
  readonly module: ModuleWriter;
  readonly imported: (name: string) => Callable;
  private readonly written = new Map<Definition, Callable>();

  constructor(module: ModuleWriter, imported: (name: string) => Callable) {
    this.module = module;
    this.imported = imported;
  }

  get(definition: Definition): Callable {
    const known = this.written.get(definition);
    if (known) return known;
    const made = definition(this);
    this.written.set(definition, made);
    return made;
  }
}
