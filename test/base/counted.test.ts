import { expect, test } from 'vitest';
import { counted } from '../../src/base/counted.ts';

test('what is counted has its plural', () => {
  expect([counted(1, 'row'), counted(0, 'row'), counted(2, 'entry'), counted(3, 'pass'), counted(2, 'array')]).toEqual([
    '1 row',
    '0 rows',
    '2 entries',
    '3 passes',
    '2 arrays',
  ]);
});
