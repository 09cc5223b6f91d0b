import type { FaultData } from '../base/fault.ts';

/** What was read at a place: its text, or the text that is wrong and why. */
interface NumberToken {
  readonly text: string;
  readonly fault?: FaultData;
}

// A point before `*`, `/` or `^` belongs to the elementwise operator: `2.*x` is 2 .* x.
const DECIMAL = /(?:\d+(?:\.(?![*/^]))?\d*|\.\d+)/y;
const EXPONENT = /[eE][+-]?\d+/y;
const BASED = /0[box][0-9A-Za-z_.]*/y;
const BASED_INTEGER = /^0(?:b[01]+|o[0-7]+|x[0-9A-Fa-f]+)$/;

const fault = (message: string, help: string): FaultData => ({ code: 'syntax/number', message, help });

/** Reads the number that starts at `at`, as mathjs spells them: `1`, `.5`, `1.`, `1e-3`, `0xff`. */
export function readNumber(source: string, at: number): NumberToken {
  const match = (pattern: RegExp, from: number): string => {
    pattern.lastIndex = from;
    return pattern.exec(source)?.[0] ?? '';
  };
  const based = match(BASED, at);
  if (based) {
    if (BASED_INTEGER.test(based)) return { text: based };
    return {
      text: based,
      fault: fault(`${based} is not a whole number in base ${BASE[based.charAt(1)]}.`, 'Write it in decimal.'),
    };
  }
  let text = match(DECIMAL, at);
  const exponent = match(EXPONENT, at + text.length);
  text += exponent;
  const rest = source.slice(at + text.length, at + text.length + 3);
  if (!exponent && /^[eE](?:[+-]|\.(?![*/^]))/.test(rest)) {
    const bad = text + rest.slice(0, 2);
    return {
      text: bad,
      fault: fault(`The exponent of ${bad} has no digits.`, `Write ${text}e3, or ${text}*e for the constant e.`),
    };
  }
  if (/^\.\d/.test(rest) || (exponent && /^\.(?![*/^])/.test(rest))) {
    const bad = text + match(/[.\d]+/y, at + text.length);
    return {
      text: bad,
      fault: fault(`${bad} is not a number: a point stands where none can.`, 'Write one point, before the exponent.'),
    };
  }
  return { text };
}

const BASE: Readonly<Record<string, number>> = { b: 2, o: 8, x: 16 };
