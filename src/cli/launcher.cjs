#!/usr/bin/env node
// The command `nabla`: starts program.cjs beside it from V8's code cache, if the one that the build made is of this V8.
'use strict';

const { readFileSync } = require('node:fs');
const path = require('node:path');
const { constants, Script } = require('node:vm');

const file = path.join(__dirname, 'program.cjs');

/** The program as a script; V8 takes `cachedData` only if it made it itself of the same text. */
const compile = (/** @type {Buffer | undefined} */ cachedData) =>
  new Script(`(function (exports, require, module, __filename, __dirname) {${readFileSync(file, 'utf8')}\n})`, {
    filename: file,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    ...(cachedData ? { cachedData } : {}),
  });

/** Runs a compiled program. */
const run = (/** @type {Script} */ script) => script.runInThisContext()({}, require, {}, file, __dirname);

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
