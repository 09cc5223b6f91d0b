import { invariant } from '../base/invariant.ts';
import { type Marks, replay } from '../graph/builder.ts';
import type { Graph } from '../graph/graph.ts';
import { div } from '../ops/scalar/arithmetic.ts';
import { add, literal, mul } from '../ops/core.ts';
import type { Apply, Coefficients, Jvp, Op } from '../ops/op.ts';
import { full, type Shape, type Tensor } from '../tensor/tensor.ts';

/**
 * A power series in t whose coefficients are made when they are asked for; an undefined coefficient is zero. Laziness is
 * what lets one rule per op serve every order: y' = jvp(x, x') defines coefficient k of y by coefficients below k.
 */
class Series<V> {
  readonly shape: Shape;
  readonly id: number;
  /** Known to stand still: it has no derivative, not one that is 0, so that no rule asks for what is not there. */
  readonly constant: boolean;
  private readonly make: (k: number) => V | undefined;
  private readonly made: (V | undefined)[] = [];

  constructor(id: number, shape: Shape, constant: boolean, make: (k: number) => V | undefined) {
    this.id = id;
    this.shape = shape;
    this.constant = constant;
    this.make = make;
  }

  at(k: number): V | undefined {
    for (let next = this.made.length; next <= k; next++) this.made.push(this.make(next));
    return this.made[k];
  }

  get head(): V {
    const value = this.at(0);
    invariant(value !== undefined, 'a series has a value');
    return value;
  }
}

/**
 * Taylor mode: the coefficients f^(k)/k!, k = 0..order, of t -> graph(x + t v), each of the first output's shape;
 * undefined is zero. Every op's jvp rule is read as the differential equation y' = jvp(x, x') of its power series.
 *
 * Source: Griewank & Walther, Evaluating Derivatives, 2nd ed., chapter 13.
 */
export function taylor<V>(
  $: Apply<V> & Partial<Marks<V>>,
  graph: Graph,
  xs: readonly V[],
  vs: readonly (V | undefined)[],
  order: number,
): readonly (V | undefined)[] {
  const series = interpreter($, order);
  const inputs = xs.map((x, i) => {
    const v = vs[i];
    if (v === undefined) return series.still($.shape(x), () => x);
    return series.from($.shape(x), (k) => (k === 0 ? x : k === 1 ? v : undefined));
  });
  const by = vs.flatMap((v, i) => (v === undefined ? [] : [i]));
  const values = replay(series.apply, graph, inputs, by.length > 0 ? () => true : undefined);
  const y = values[graph.outputs[0]!]!;
  const coefficients = Array.from({ length: order + 1 }, (_, k) => y.at(k));
  $.mark?.(undefined, false);
  return coefficients;
}

/**
 * Up to this order the tangents' rule is used even if it leads from one op to the next, whose own values are right at edges of
 * their domain too; beyond, that would take the third or fourth power of the order.
 */
const CHAINED = 6;

type Mark = Parameters<Marks<unknown>['mark']>;

function interpreter<V>($: Apply<V> & Partial<Marks<V>>, order: number) {
  const known = new Map<string, Series<V>>();
  let count = 0;
  const from = (shape: Shape, make: (k: number) => V | undefined): Series<V> => new Series(count++, shape, false, make);
  const still = (shape: Shape, value: () => V): Series<V> =>
    new Series(count++, shape, true, (k) => (k === 0 ? value() : undefined));

  const derivative = (x: Series<V>): Series<V> | undefined =>
    x.constant
      ? undefined
      : from(x.shape, (k) => {
          const c = x.at(k + 1);
          return c === undefined || k === 0 ? (c ?? zero(x.shape, k)) : $(mul, literal($, k + 1), c);
        });
  // A series needs a head, even where it is zero; higher zeros stay structural.
  const zero = (shape: Shape, k: number): V | undefined => (k === 0 ? $.constant(full(shape, 0)) : undefined);

  // Coefficients are made long after the op was applied: each remembers where it comes from.
  let now: Mark = [undefined, false];

  const build = (op: Op, args: readonly Series<V>[]): Series<V> => {
    const shape = op.shape(...args.map((a) => a.shape));
    const [origin, differentiated] = now;
    const heads = (): V[] => args.map((a) => a.head);
    const emit = (make: Op, ...xs: V[]): V => {
      $.mark?.(origin, false);
      return $(make, ...xs);
    };
    const first = (): V => {
      const xs = heads();
      $.mark?.(origin, differentiated);
      return $(op, ...xs);
    };
    const { jvp } = op;
    if (!jvp || args.every((a) => a.constant)) return still(shape, first);
    if (op.algebra === 'linear') {
      const y: Series<V> = from(shape, (k) => {
        if (k === 0) return first();
        const cs = args.map((a) => a.at(k));
        const xs = heads();
        $.mark?.(origin, false);
        return cs.every((c) => c === undefined) ? undefined : jvp($, cs, ...xs, y.head);
      });
      return y;
    }
    if (op.algebra === 'bilinear') {
      const [a, b] = args as [Series<V>, Series<V>];
      return from(shape, (k) => {
        if (k === 0) return first();
        let sum: V | undefined;
        for (let j = 0; j <= k; j++) {
          const [p, q] = [a.at(j), b.at(k - j)];
          if (p === undefined || q === undefined) continue;
          const term = emit(op, p, q);
          sum = sum === undefined ? term : $(add, sum, term);
        }
        return sum;
      });
    }
    const { series, closed } = op;
    if (series) {
      const emitting = Object.assign(emit, { constant: $.constant, shape: $.shape });
      let rule: Coefficients<V> | undefined;
      const y: Series<V> = from(shape, (k) => {
        if (k === 0) return first();
        rule ??= series(
          emitting,
          order,
          args.map((a) => (j: number) => a.at(j)),
          (j) => y.at(j),
        );
        return rule(k);
      });
      return y;
    }
    const slopeBy = (rule: Jvp): (() => Series<V> | undefined) => {
      let slope: Series<V> | undefined | null = null;
      return () => {
        now = [origin, false];
        if (slope === null) slope = rule(apply, args.map(derivative), ...args, y);
        return slope;
      };
    };
    const [low, high] = [slopeBy(jvp), closed && slopeBy(closed)];
    const y: Series<V> = from(shape, (k) => {
      if (k === 0) return first();
      const c = (k > CHAINED && high ? high : low)()?.at(k - 1);
      return c === undefined || k === 1 ? c : emit(div, c, literal($, k));
    });
    return y;
  };

  const apply: Apply<Series<V>> & Partial<Marks<Series<V>>> = Object.assign(
    (op: Op, ...args: Series<V>[]): Series<V> => {
      const key = `${op.key}(${args.map((a) => a.id).join(',')})`;
      let y = known.get(key);
      if (!y) known.set(key, (y = build(op, args)));
      return y;
    },
    {
      constant: (value: Tensor) => still(value.shape, () => $.constant(value)),
      shape: (x: Series<V>) => x.shape,
      mark: (...mark: Mark) => {
        now = mark;
      },
      guard: (test: Series<V>, value: Tensor) => $.guard?.(test.head, value),
    },
  );
  return { apply, from, still };
}
