import { tensorOf } from '../arrays.ts';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { engine } from './engine-fixture.ts';

// A runtime without WebAssembly: looked for once, when the first large graph asks.
beforeAll(() => {
  vi.stubGlobal('WebAssembly', undefined);
});
afterAll(() => {
  vi.unstubAllGlobals();
});

it('without WebAssembly a large derivative is answered all the same, with a note', async () => {
  const { run } = engine();
  const answer = await run(':grad sum(x.^2) at x=ones(200000)');
  expect(answer).toMatchObject({ ok: true, notes: [{ code: 'backend/off' }] });
  expect(tensorOf(answer).data.every((v) => v === 2)).toBe(true);
  expect(await run(':grad x^2 at x=3')).toMatchObject({ ok: true, notes: [] });
});
