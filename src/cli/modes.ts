// The modes that run without a person, as one piece of the bundle: many small files would cost more to open than to read.
export { evaluateLines } from './evaluate.ts';
export { runFiles } from './run.ts';
export { testScripts } from './test.ts';
