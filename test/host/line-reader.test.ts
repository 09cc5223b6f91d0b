import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readLines } from '../../src/host/line-reader.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

async function* inChunks(bytes: Uint8Array, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  let start = 0;
  for (const cut of [...new Set(cuts)].sort((a, b) => a - b)) {
    const end = cut % (bytes.length + 1);
    if (end <= start) continue;
    yield bytes.subarray(start, end);
    start = end;
  }
  if (start < bytes.length) yield bytes.subarray(start);
}

const linesOf = async (bytes: Uint8Array, ...cuts: number[]): Promise<string[]> => {
  const lines: string[] = [];
  for await (const line of readLines(inChunks(bytes, cuts), 'the stream')) lines.push(line);
  return lines;
};

describe('the lines of a stream', () => {
  test('do not depend on how it arrives', async () => {
    const text = fc
      .array(fc.constantFrom('a', 'é', '😀', ' ', '#', ''), { maxLength: 6 })
      .map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1 }), fc.array(fc.nat({ max: 60 })), async (lines, cuts) => {
        expect(await linesOf(encode(lines.map((line) => `${line}\n`).join('')), ...cuts)).toEqual(lines);
      }),
    );
  });

  test.each([
    ['a\r\nb\r\n', ['a', 'b']],
    ['a\nb', ['a', 'b']],
    ['\uFEFFa\n\uFEFFb', ['a', '\uFEFFb']],
    ['\n\n', ['', '']],
    ['', []],
  ])('of %j are %j', async (text, lines) => {
    expect(await linesOf(encode(text))).toEqual(lines);
  });

  test('are given before those that are not UTF-8, which are named by their number', async () => {
    const seen: string[] = [];
    const read = async (): Promise<void> => {
      for await (const line of readLines(inChunks(Uint8Array.of(0x61, 0x0a, 0xff, 0x0a), [2]), 'the stream'))
        seen.push(line);
    };
    await expect(read()).rejects.toThrow('the stream is not UTF-8 text: line 2 holds other bytes.');
    expect(seen).toEqual(['a']);
  });
});
