import { fail } from '../base/fault.ts';
import { nearest } from '../base/nearest.ts';
import { FUNCTION_OPERATORS, isOperator } from '../lang/alphabet.ts';
import { refused } from '../mathjs/refused.ts';
import { functions } from '../ops/functions.ts';
import { scalar } from '../tensor/tensor.ts';
import { forms } from './call.ts';
import { constants } from './constants.ts';
import type { Evaluator, Frame } from './evaluator.ts';
import { borrowedNames } from './library.ts';
import type { Datum } from './value.ts';

/** What a name stands for where it is read. */
export function lookUp(evaluator: Evaluator, name: string, frame: Frame): Datum {
  const found = frame.scope.get(name);
  if (found !== undefined) return found;
  const constant = constants.get(name);
  if (constant !== undefined) return scalar(constant);
  if (functions.has(name) || forms.has(name)) return { kind: 'builtin', name };
  if (isOperator(name)) {
    fail('operator/no-function', `${name} is an operator on functions: ${name}(f)(x)`, {
      help: `Give it a function, and the point: ${name}(f)(1).`,
    });
  }
  if (name === 'end') {
    fail('name/unknown', 'end is the last index, and means something only within an index', {
      help: 'As in x[end] or A[1, end].',
    });
  }
  if (name === 'i') {
    fail('name/complex', 'i is not defined: values are real numbers', {
      help: 'Assign it if it is a name of yours: i = 1.',
    });
  }
  const instead = refused.get(name);
  if (instead) fail('library/refused', `${name} is not offered: ${instead.why}`, { help: instead.help });
  if (evaluator.library.has(name)) return { kind: 'builtin', name };
  return unknown(name, frame);
}

function unknown(name: string, frame: Frame): never {
  const known = new Set([
    ...frame.scope.names(),
    ...functions.keys(),
    ...constants.keys(),
    ...FUNCTION_OPERATORS,
    ...forms.keys(),
    ...borrowedNames,
  ]);
  const near = nearest(name, known);
  fail('name/unknown', `${name} is not defined`, {
    help: near
      ? `Did you mean ${near}?`
      : `Define it first: ${name} = ..., or ${name}(${name === 'x' ? 't' : 'x'}) = ...`,
  });
}
