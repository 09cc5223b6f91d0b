import type { Instruction, Term, TermRef } from '../plan/terms.ts';

/** Numbers and slots alone make the text: nothing that a user has typed reaches it. */

const literal = (x: number): string => (Object.is(x, -0) ? '-0' : String(x));

const instructions: Readonly<Record<Instruction, (...x: readonly string[]) => string>> = {
  add: (a, b) => `(${a} + ${b})`,
  sub: (a, b) => `(${a} - ${b})`,
  mul: (a, b) => `(${a} * ${b})`,
  div: (a, b) => `(${a} / ${b})`,
  neg: (a) => `(-${a})`,
  abs: (a) => `Math.abs(${a})`,
  sqrt: (a) => `Math.sqrt(${a})`,
  floor: (a) => `Math.floor(${a})`,
  ceil: (a) => `Math.ceil(${a})`,
  trunc: (a) => `Math.trunc(${a})`,
  min: (a, b) => `Math.min(${a}, ${b})`,
  max: (a, b) => `Math.max(${a}, ${b})`,
  less: (a, b) => `(${a} < ${b})`,
  atMost: (a, b) => `(${a} <= ${b})`,
  equal: (a, b) => `(${a} === ${b})`,
  not: (a) => `(!${a})`,
  and: (a, b) => `(${a} && ${b})`,
  or: (a, b) => `(${a} || ${b})`,
  select: (t, a, b) => `(${t} ? ${a} : ${b})`,
};

/** Nested expressions end at this depth: a parser recurses. */
const DEEPEST = 24;

/** The call of a function. */
export type Called = Term & { kind: 'call' | 'own' };

/** Terms as statements `const v1 = ..;`, each made when a later statement first needs it. */
export class Statements {
  readonly lines: string[] = [];
  private readonly list: readonly Term[];
  private readonly uses: Int32Array;
  private readonly text: (string | undefined)[] = [];
  private readonly depth: Int32Array;
  private readonly load: (term: Term & { kind: 'load' }) => string;
  private readonly named: (term: Called) => string;
  private next = 0;

  /** `results` are what is read from the terms; `load` and `named` say how an entry and a function are written. */
  constructor(
    list: readonly Term[],
    results: readonly TermRef[],
    load: (term: Term & { kind: 'load' }) => string,
    named: (term: Called) => string,
  ) {
    this.list = list;
    this.load = load;
    this.named = named;
    this.depth = new Int32Array(list.length);
    this.uses = new Int32Array(list.length);
    for (const t of results) this.uses[t]!++;
    for (let t = list.length - 1; t >= 0; t--) {
      const term = list[t]!;
      if (this.uses[t] === 0 || term.kind === 'number' || term.kind === 'load') continue;
      for (const a of term.args) this.uses[a]!++;
    }
  }

  /** Writes the terms before `end`. */
  until(end: TermRef): void {
    for (; this.next < end; this.next++) this.write(this.next);
  }

  /** A term in an expression; it has been written. */
  of(t: TermRef): string {
    return this.text[t]!;
  }

  private write(t: TermRef): void {
    const term = this.list[t]!;
    if (this.uses[t] === 0) return;
    if (term.kind === 'number') {
      this.text[t] = term.value < 0 || Object.is(term.value, -0) ? `(${literal(term.value)})` : literal(term.value);
      return;
    }
    const text = this.expression(t, term);
    if (this.uses[t] === 1 && term.kind !== 'load' && this.depth[t]! < DEEPEST) this.text[t] = text;
    else {
      this.lines.push(`const v${t} = ${text};`);
      this.text[t] = `v${t}`;
      this.depth[t] = 0;
    }
  }

  private expression(t: TermRef, term: Exclude<Term, { kind: 'number' }>): string {
    if (term.kind === 'load') return this.load(term);
    for (const a of term.args) this.depth[t] = Math.max(this.depth[t]!, this.depth[a]! + 1);
    const args = term.args.map((a) => this.text[a]!);
    if (term.kind === 'do') return instructions[term.what](...args);
    return `${this.named(term)}(${args.join(', ')})`;
  }
}

/** Functions that JavaScript has under the same name, with the same conventions as the op of that name. */
export const isMathFunction = (name: string, value: (...x: number[]) => number): boolean =>
  (Math as unknown as Record<string, unknown>)[name] === value;
