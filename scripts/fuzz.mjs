// @ts-check
// `npm run fuzz [ROUNDS]`: random programs in every back end, new ones in each round, until one fails. A failure prints the
// seed and the smallest program that shows it; `NABLA_SEED=seed npx vitest run test/compile/backends.test.ts` runs it again.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const rounds = Number(process.argv[2] ?? Number.POSITIVE_INFINITY);
for (let round = 1; round <= rounds; round++) {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const { status } = spawnSync(
    process.execPath,
    [path.join(root, 'node_modules/vitest/vitest.mjs'), 'run', 'test/compile/backends.test.ts', '--reporter=dot'],
    { cwd: root, stdio: 'inherit', env: { ...process.env, NABLA_SEED: String(seed), NABLA_FUZZ: '2000' } },
  );
  if (status !== 0) process.exit(status ?? 1);
  console.log(`round ${round}: 4000 programs, seed ${seed}, no difference`);
}
