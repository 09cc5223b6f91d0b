// @ts-check
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { direct } from '../contender.mjs';
import { dist } from '../nabla.mjs';

export const name = 'Start-up of the command';

const nabla = path.join(dist, 'nabla.cjs');

const programs = [
  ['node -e 0', '-e', '0'],
  ['nabla -e :det [-2,1;1,1]', nabla, '-e', ':det [-2,1;1,1]'],
  ['nabla --version', nabla, '--version'],
];

export async function* prepare() {
  yield {
    title: 'a whole process, from start to exit',
    contenders: programs.map(([name = '', ...args]) =>
      direct(name, () => {
        const { status, stderr } = spawnSync(process.execPath, args);
        if (status !== 0) throw new Error(`${stderr}`);
        return [];
      }),
    ),
  };
}
