// @ts-check
// `npm start`: builds if a source is newer than dist/, then replays the tour; on a terminal the prompt follows.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const command = path.join(root, 'dist/nabla.cjs');
const tour = path.join(root, 'sessions/tour.nabla');

/** @param {string} file */
const changed = (file) => statSync(path.join(root, file)).mtimeMs;
const built = existsSync(command) ? statSync(command).mtimeMs : 0;
const sources = ['src', 'commands', 'scripts'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true }).map((file) => path.join(folder, `${file}`)),
);
if ([...sources, 'package.json', 'package-lock.json'].some((file) => changed(file) > built)) {
  execFileSync(process.execPath, [path.join(import.meta.dirname, 'build.mjs'), '--no-types'], { stdio: 'inherit' });
}

const terminal = process.stdin.isTTY && process.stdout.isTTY;
// In this process, so that signals and the exit code are Nabla's own.
process.argv = [process.execPath, command, ...(terminal ? [tour] : ['run', tour]), ...process.argv.slice(2)];
createRequire(import.meta.url)(command).start();
