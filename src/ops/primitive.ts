import { invariant } from '../base/invariant.ts';
import { type Attrs, keyOf, type Op } from './op.ts';

type Maker = (attrs: Attrs) => Op;

const makers = new Map<string, Maker>();
const families: (readonly [Maker, readonly Attrs[]])[] = [];

/** Ops by their keys, in two generations: one that is used stays, whatever else is made. */
let made = new Map<string, Op>();
let older = new Map<string, Op>();
const GENERATION = 5000;

/** Enters a primitive with attributes into the table under its name, and returns what makes it, or remembers it; tests hold the `members`. */
export const primitive = <A extends Attrs>(
  name: string,
  make: (attrs: A) => Op,
  members: readonly A[] = [],
): ((attrs: A) => Op) => {
  invariant(!makers.has(name), `op ${name} is said twice`);
  const maker = make as unknown as Maker;
  makers.set(name, maker);
  families.push([maker, members]);
  return (attrs) => opNamed(name, attrs, keyOf(name, attrs));
};

/** Enters an op without attributes into the table. */
export const fixed = (op: Op): Op => {
  primitive(op.name, () => op);
  return op;
};

/** Ops in the order in which they were entered: the namespace of a module lists them by name. */
export function asEntered(ops: readonly Op[]): readonly Op[] {
  const names = [...makers.keys()];
  return ops.toSorted((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
}

/** The op that a graph node names: graphs are plain data, so that they can be sent to a worker. */
export const opNamed = (name: string, attrs: Attrs, key: string): Op => {
  const known = made.get(key);
  if (known) return known;
  const op = older.get(key) ?? makerOf(name)(attrs);
  if (made.size >= GENERATION) [made, older] = [new Map(), made];
  made.set(key, op);
  return op;
};

function makerOf(name: string): Maker {
  const make = makers.get(name);
  invariant(make, `unknown op ${name}`);
  return make;
}

/** Members of all families, for the tests that the table writes. @internal */
export const familyMembers = (): readonly Op[] => families.flatMap(([make, members]) => members.map(make));

/** The names of all primitives, for the tests that the table writes. @internal */
export const primitiveNames = (): readonly string[] => [...makers.keys()].sort();
