import { command } from '../src/command/declaration.ts';
import { rankOf } from '../src/explain/decomposition.ts';
import { matrix } from '../src/command/operands.ts';
import { arrayOutcome } from '../src/command/outcome.ts';
import { scalar } from '../src/tensor/tensor.ts';

/** `:rank`: how many columns of a matrix are independent. */
export const rank = command({
  name: 'rank',
  group: 'matrices',
  summary: 'The rank of a matrix: how many of its singular values are not 0 but for rounding.',
  takes: matrix,
  options: {},
  examples: [
    { lines: [':rank [1, 2; 2, 4]'], answers: '1' },
    { lines: [':rank [1, 2, 3; 4, 5, 6]'], answers: '2' },
    { lines: [':rank [1, 0; 0, 1e-14]'], note: 'matrix/near-rank' },
  ],
  run: ({ value: a, text, operand: { span } }, _options, { evaluator }) => {
    const { rank: count, notes } = rankOf(a);
    for (const note of notes) evaluator.notes.add({ ...note, span });
    const [m, n] = a.shape as [number, number];
    const most = Math.min(m, n);
    const full = count === most ? 'full' : `at most ${most}`;
    return arrayOutcome(scalar(count), { title: `Rank of ${text}, [${m},${n}]: ${full}` });
  },
});
