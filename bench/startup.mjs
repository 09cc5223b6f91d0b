// @ts-check
// What a start costs against a Node that does nothing.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { medians, row } from './measure.mjs';

const nabla = path.resolve(import.meta.dirname, '../dist/nabla.cjs');

const commands = [
  ['-e', '0'],
  [nabla, '-e', ':det [-2,1;1,1]'],
  [nabla, '--version'],
];

const measure = () =>
  medians(
    commands.map((args) => () => {
      const { status, stderr } = spawnSync(process.execPath, args);
      if (status !== 0) throw new Error(`${stderr}`);
    }),
    { rounds: 25 },
  );

/** From start to exit, against a Node that does nothing. */
export function startup() {
  const [bare = NaN, ...others] = measure();
  return [
    '## Start-up',
    '',
    'A whole process, from start to exit.',
    '',
    '| program | median | over `node -e 0` |',
    '|---|---|---|',
    row('`node -e 0`', bare, bare),
    ...others.map((time, i) => row(`\`nabla ${commands[i + 1]?.slice(1).join(' ')}\``, time, bare)),
  ];
}
