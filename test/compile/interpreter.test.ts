import { describe, expect, it } from 'vitest';
import { GuardFailed } from '../../src/compile/backend.ts';
import { interpret, interpreter } from '../../src/compile/interpreter.ts';
import { interruptible } from '../../src/base/interrupt.ts';
import { graphOf } from '../../src/graph/builder.ts';
import { larger } from '../../src/ops/scalar/comparison.ts';
import { add, literal, mul, neg } from '../../src/ops/core.ts';
import { exp } from '../../src/ops/scalar/exponential.ts';
import { scalar } from '../../src/tensor/tensor.ts';

const cube = graphOf([[]], ($, [x]) => [$(mul, x!, $(mul, x!, x!)), x!]);

describe('the interpreter', () => {
  it('computes a graph node by node, as often as it is asked', () => {
    const run = interpreter.compile(cube);
    expect(run([scalar(2)])).toEqual([scalar(8), scalar(2)]);
    expect(run([scalar(-3)])).toEqual([scalar(-27), scalar(-3)]);
  });

  it('shows an observer each op, and takes the value that it answers', () => {
    const seen: string[] = [];
    const [y] = interpret(cube, [scalar(2)], (_node, op, args, value) => {
      seen.push(`${op.name}(${args.map((a) => a.data[0]).join(', ')}) = ${value.data[0]}`);
      return scalar(value.data[0]! + 1);
    });
    expect(seen).toEqual(['mul(2, 2) = 4', 'mul(2, 5) = 10']);
    expect(y).toEqual(scalar(11));
  });

  it('keeps a value until the last op that reads it', () => {
    const g = graphOf([[]], ($, [x]) => {
      const e = $(exp, x!);
      return [$(add, $(neg, e), $(mul, e, e))];
    });
    expect(interpret(g, [scalar(0)])).toEqual([scalar(0)]);
  });

  it('ends where the flag of an interrupt is set', () => {
    const flag = new Int32Array(1);
    interruptible(flag, () => {
      expect(interpret(cube, [scalar(2)])[0]).toEqual(scalar(8));
      flag[0] = 1;
      expect(() => interpret(cube, [scalar(2)])).toThrow('Interrupted');
    });
  });
});

describe('a guarded graph', () => {
  // Recorded at a positive x: exp(x).
  const guarded = graphOf([[]], ($, [x]) => {
    $.guard($(larger, x!, literal($, 0)), scalar(1));
    return [$(exp, x!)];
  });
  const run = interpreter.compile(guarded);

  it('holds on its branch', () => {
    expect(run([scalar(1)])).toEqual([scalar(Math.E)]);
  });

  it('says so elsewhere, instead of answering the formula of another branch', () => {
    expect(() => run([scalar(-1)])).toThrow(GuardFailed);
    expect(() => run([scalar(NaN)])).toThrow(GuardFailed);
    expect(run([scalar(2)])).toEqual([scalar(Math.exp(2))]);
  });

  it('takes -0 for 0, and NaN for NaN', () => {
    const on = (value: number) =>
      interpreter.compile(
        graphOf([[]], ($, [x]) => {
          $.guard(x!, scalar(value));
          return [$(neg, x!)];
        }),
      );
    expect(on(0)([scalar(-0)])).toEqual([scalar(0)]);
    expect(on(NaN)([scalar(NaN)])[0]!.data[0]).toBeNaN();
    expect(() => on(0)([scalar(1)])).toThrow(GuardFailed);
  });
});
