// @ts-check
// Writes the code cache of the built program: what V8 has compiled after one line was evaluated.
'use strict';

const { writeFileSync } = require('node:fs');
const path = require('node:path');
/** @type {typeof import('../src/cli/launcher.cjs')} */
const { compile, run } = require(path.join(__dirname, '../dist/nabla.cjs'));

process.argv.splice(2, Infinity, '-e', ':det [-2, 1; 1, 1]');
const script = compile(undefined);
process.on('exit', () => writeFileSync(path.join(__dirname, '../dist/program.cache'), script.createCachedData()));
run(script);
