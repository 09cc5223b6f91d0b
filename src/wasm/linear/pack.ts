import type { ModuleWriter } from '../assembler.ts';
import type { Callable } from '../function-writer.ts';
import { advance, advanceBy, DOUBLE, takeAway, whileBefore } from './arithmetic.ts';

/**
 * A function that copies a matrix into panels of `width` lines, an even number, in which the lines' entries of one step
 * lie side by side, so that tiles read them in order. Called with: to, from, the stride between lines, the stride
 * between steps, how many lines, how many steps. Strides are in bytes. The last panel has the same layout and perhaps
 * fewer lines.
 */
export function packFunction(module: ModuleWriter, width: number): Callable {
  const f = module.function(['i32', 'i32', 'i32', 'i32', 'i32', 'i32'], []);
  const [to, from, line, step, lines, steps] = [0, 1, 2, 3, 4, 5] as const;
  const [at, source, end, panel] = [f.local('i32'), f.local('i32'), f.local('i32'), f.local('i32')];
  const entry = f.local('i32');
  const row = DOUBLE * width;

  /** Runs `copy` for each step, from `source` into a panel at `at`. */
  const eachStep = (copy: () => void): void => {
    f.get(to).tee(at).get(panel).op('i32.add').set(end).get(from).set(source);
    whileBefore(f, at, end, () => {
      copy();
      advance(f, source, step);
      advanceBy(f, at, row);
    });
  };
  const copyAdjacent = (): void => {
    for (let offset = 0; offset < row; offset += 16) f.get(at, source).at('v128.load', offset).at('v128.store', offset);
  };
  const copyApart = (): void => {
    f.get(source).set(entry);
    for (let offset = 0; offset < row; offset += DOUBLE) {
      f.get(at, entry).at('f64.load').at('f64.store', offset);
      advance(f, entry, line);
    }
  };

  f.get(steps).i32(row).op('i32.mul').set(panel);
  takeAway(f, lines, width, () => {
    f.get(line).i32(DOUBLE).op('i32.eq');
    f.if(
      () => eachStep(copyAdjacent),
      () => eachStep(copyApart),
    );
    f.get(from, line).i32(width).op('i32.mul', 'i32.add').set(from);
    advance(f, to, panel);
  });
  takeAway(f, lines, 1, () => {
    eachStep(() => f.get(at, source).at('f64.load').at('f64.store'));
    advance(f, from, line);
    advanceBy(f, to, DOUBLE);
  });
  return f;
}
