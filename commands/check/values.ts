import type { Executable } from '../../src/compile/backend.ts';
import { GuardFailed } from '../../src/compile/backend.ts';
import { interpreter } from '../../src/compile/interpreter.ts';
import { present } from '../../src/graph/trace.ts';
import type { Tensor } from '../../src/tensor/tensor.ts';
import type { Local } from '../../src/evaluate/derivative/local.ts';
import type { Evaluator } from '../../src/evaluate/evaluator.ts';
import { localiseAt, type Point } from '../../src/derive/point.ts';

/** A function's value near a point: where it takes another branch than there, it is recorded anew. */
export class Values {
  /** The point: one array per argument. */
  readonly at: readonly Tensor[];
  private readonly evaluator: Evaluator;
  private readonly point: Point;
  private readonly branches: { readonly run: Executable; readonly rest: readonly Tensor[] }[] = [];

  constructor(evaluator: Evaluator, point: Point, local: Local) {
    this.evaluator = evaluator;
    this.point = point;
    this.at = local.inputs.slice(0, local.by.length).map(present);
    this.add(local);
  }

  /** The value where the arguments are these. */
  of(args: readonly Tensor[]): Float64Array {
    for (const branch of this.branches) {
      const value = outputOf(branch, args);
      if (value) return value;
    }
    const by = this.point.by.map(({ name }, i) => ({ name, value: args[i]! }));
    return outputOf(this.add(localiseAt(this.evaluator, { ...this.point, by })), args)!;
  }

  /** The value where one entry of one argument is moved by `h`. */
  moved(argument: number, entry: number, h: number): Float64Array {
    return this.of(
      this.at.map((x, i) => {
        if (i !== argument) return x;
        const data = Float64Array.from(x.data);
        data[entry]! += h;
        return { shape: x.shape, data };
      }),
    );
  }

  private add(local: Local) {
    const branch = {
      run: interpreter.compile(local.graph),
      rest: local.inputs.slice(local.by.length).map(present),
    };
    this.branches.push(branch);
    return branch;
  }
}

type Branch = { readonly run: Executable; readonly rest: readonly Tensor[] };

/** What a branch answers, if it is the one that the arguments take. */
function outputOf({ run, rest }: Branch, args: readonly Tensor[]): Float64Array | undefined {
  try {
    return run([...args, ...rest])[0]!.data;
  } catch (error) {
    if (error instanceof GuardFailed) return undefined;
    throw error;
  }
}
