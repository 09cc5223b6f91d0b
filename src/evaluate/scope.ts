import type { Datum, Names } from './value.ts';

/** Names within a function or a block, over those around it. */
export class Scope implements Names {
  private readonly own: ReadonlyMap<string, Datum>;
  private readonly around: Names | undefined;

  constructor(own: ReadonlyMap<string, Datum>, around?: Names) {
    this.own = own;
    this.around = around;
  }

  /** The value under a name, in the innermost scope that has it. */
  get(name: string): Datum | undefined {
    return this.own.get(name) ?? this.around?.get(name);
  }

  /** This scope with more names in front. */
  with(names: ReadonlyMap<string, Datum>): Scope {
    return new Scope(names, this);
  }

  /** All names that are visible. */
  *names(): Iterable<string> {
    yield* this.own.keys();
    if (this.around) yield* this.around.names();
  }
}
