#!/usr/bin/env node
// The command `nabla`: starts program.cjs beside it from V8's code cache, if the one that the build made is of this V8.
'use strict';

const { readFileSync } = require('node:fs');
const path = require('node:path');
const { Script } = require('node:vm');

const file = path.join(__dirname, 'program.cjs');

/** What the program finds as given: CommonJS's names, and `import()`, which a script has not. */
const names = 'exports, require, module, __filename, __dirname, importModule';
const given = [{}, require, {}, file, __dirname, (/** @type {string} */ name) => import(name)];

/** The program as a script; V8 takes `cachedData` only if it made it itself of the same text. */
const compile = (/** @type {Buffer | undefined} */ cachedData) =>
  new Script(`(function (${names}) {${readFileSync(file, 'utf8')}\n})`, {
    filename: file,
    ...(cachedData ? { cachedData } : {}),
  });

/** Runs a compiled program. */
const run = (/** @type {Script} */ script) => script.runInThisContext()(...given);

/** Starts the program with the arguments that the process has. */
const start = () => {
  let cache;
  try {
    cache = readFileSync(path.join(__dirname, 'program.cache'));
  } catch {
    // It starts without, only later.
  }
  run(compile(cache));
};

if (require.main === module) start();
module.exports = { compile, run, start };
