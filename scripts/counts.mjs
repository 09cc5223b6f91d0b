// @ts-check
// Says how many tests passed and failed in each of the last runs of vitest, and in its last line in all of them.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from './step.mjs';

const cache = path.join(root, '.cache');
const sum = { passed: 0, failed: 0 };
for (const [file, name] of readdirSync(cache).flatMap((file) => [/^vitest-(.*)\.json$/.exec(file) ?? []])) {
  if (!file) continue;
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
    readFileSync(path.join(cache, file), 'utf8'),
  );
  // A file that cannot be read has no tests to count.
  const unread = testResults.filter(
    (/** @type {any} */ { status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const failed = numFailedTests + unread.length;
  console.log(`${name}: ${numPassedTests} passed, ${failed} failed, ${numPendingTests + numTodoTests} skipped`);
  sum.passed += numPassedTests;
  sum.failed += failed;
}
console.log(`${sum.passed} passed, ${sum.failed} failed`);
