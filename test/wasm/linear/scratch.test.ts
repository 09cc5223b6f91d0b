import { describe, expect, it } from 'vitest';
import { Fault } from '../../../src/base/fault.ts';
import { openScratch } from '../../../src/wasm/linear/scratch.ts';

describe('scratch memory', () => {
  it('has room for everything that was asked for, nothing on top of anything else', () => {
    const { addresses, workspace, doubles, words } = openScratch(false, [3, 0, 7], 100);
    const ends = [3, 0, 7].map((size, i) => addresses[i]! + 8 * size);
    for (const [i, address] of [...addresses, workspace].entries()) {
      expect(address % 64).toBe(0);
      expect(address).toBeGreaterThanOrEqual(i === 0 ? 64 : ends[i - 1]!);
    }
    expect(doubles.byteLength).toBeGreaterThanOrEqual(workspace + 100);
    expect(words.buffer).toBe(doubles.buffer);
  });

  it('is kept while it is large enough, and replaced when it is not', () => {
    const { buffer } = openScratch(false, [1000], 0).doubles;
    expect(openScratch(false, [500], 0).doubles.buffer).toBe(buffer);
    const larger = openScratch(false, [buffer.byteLength / 8], 0).doubles.buffer;
    expect(larger).not.toBe(buffer);
    expect(openScratch(false, [1000], 0).doubles.buffer).toBe(larger);
  });

  it('refuses what is too large before anything is allocated', () => {
    for (const sizes of [[2 ** 28], [2 ** 27, 2 ** 27], [Infinity], [NaN]]) {
      const open = (): unknown => openScratch(false, sizes, 0);
      expect(open).toThrow(Fault);
      expect(open).toThrow(/MiB of memory at once; the limit is 2047 MiB/);
    }
  });
});
