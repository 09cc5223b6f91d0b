import type { Callable, Local, ModuleWriter } from '../assembler.ts';
import { advance, advanceBy, DOUBLE } from './arithmetic.ts';

/**
 * A function that copies a matrix into panels of `width` lines, an even number, in which the lines' entries of one step lie
 * side by side, so that tiles read them in order. Called with: to, from, the stride between lines, the stride between steps,
 * how many lines, how many steps. Strides are in bytes. The last panel has the same layout and perhaps fewer lines.
 */
export function packFunction(module: ModuleWriter, width: number): Callable {
  const f = module.function(['i32', 'i32', 'i32', 'i32', 'i32', 'i32'], []);
  const [to, from, line, step, lines, steps] = [0, 1, 2, 3, 4, 5] as const;
  const locals = (count: number): Local[] => Array.from({ length: count }, () => f.local('i32'));
  const [at, source, end, panel, i] = locals(5) as [Local, Local, Local, Local, Local];
  const across = locals(width - 1);

  /** Runs `copy` for each step, from `at` on, which is on the stack. */
  const eachStep = (copy: () => void): void => {
    f.tee(at).get(panel).op('i32.add').set(end).get(from).set(source);
    f.for(at, end, DOUBLE * width, () => {
      copy();
      advance(f, source, step);
    });
  };

  f.get(steps)
    .i32(DOUBLE * width)
    .op('i32.mul')
    .set(panel);
  f.block(() => {
    f.loop(() => {
      f.get(lines).i32(width).op('i32.lt_s').brIf(1);
      f.get(line).i32(DOUBLE).op('i32.eq');
      f.if(
        () => {
          f.get(to);
          eachStep(() => {
            for (let j = 0; j < width; j += 2)
              f.get(at, source)
                .at('v128.load', DOUBLE * j)
                .at('v128.store', DOUBLE * j);
          });
        },
        () => {
          f.get(to);
          eachStep(() => {
            [source, ...across].forEach((entry, j, entries) => {
              if (j > 0)
                f.get(entries[j - 1]!, line)
                  .op('i32.add')
                  .set(entry);
              f.get(at, entry)
                .at('f64.load')
                .at('f64.store', DOUBLE * j);
            });
          });
        },
      );
      f.get(from, line).i32(width).op('i32.mul', 'i32.add').set(from);
      advance(f, to, panel);
      f.get(lines).i32(width).op('i32.sub').set(lines).br(0);
    });
  });
  f.for(i, lines, 1, () => {
    f.get(to);
    eachStep(() => f.get(at, source).at('f64.load').at('f64.store'));
    advance(f, from, line);
    advanceBy(f, to, DOUBLE);
  });
  return f;
}
