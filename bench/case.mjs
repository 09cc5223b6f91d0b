// @ts-check
// One case in a process of its own, so that neither the garbage nor the types of another slow it: run.mjs forks it with
// the case's file, whether to hurry, and the Python libraries that there are.
import { endPython, usePython } from './python.mjs';
import { measure } from './rounds.mjs';

const [, , file = '', quick, libraries = '{}'] = process.argv;
usePython(JSON.parse(libraries));

/** @type {import('./contender.mjs').Case} */
const { name, prepare } = await import(`./cases/${file}`);
for await (const comparison of prepare()) {
  const { title, remark, unit = 'ms' } = comparison;
  const rows = await measure(comparison, { quick: quick === 'quick' });
  await new Promise((resolve) => process.send?.({ section: name, title, remark, unit, rows }, resolve));
}
endPython();
// Workers of peers would keep the process.
process.exit();
