import { parse as mathjsParse } from 'mathjs';
import { describe, expect, test } from 'vitest';
import { parse } from '../../src/lang/parse.ts';
import { corpus } from './corpus.ts';
import { ofMathjs, ofStatement } from './sexpr.ts';

const linesOf = (text: string): string[] =>
  text.split('\n').filter((line) => line !== '').map((line) => line.replaceAll('⏎', '\n'));

describe('for what Nabla parses, mathjs agrees on the tree', () => {
  let compared = 0;

  test.each(Object.entries(corpus))('%s', (_theme, text) => {
    for (const line of linesOf(text)) {
      const { statement, faults } = parse(line);
      expect(faults, `faults of ${line}`).toEqual([]);
      expect(ofStatement(statement), line).toBe(ofMathjs(mathjsParse(line)));
      compared++;
    }
  });

  test('on at least 500 different lines', () => {
    const lines = Object.values(corpus).flatMap(linesOf);
    console.log(`${compared} lines compared with mathjs.parse`);
    expect(compared).toBe(lines.length);
    expect(new Set(lines).size).toBeGreaterThanOrEqual(500);
  });
});
