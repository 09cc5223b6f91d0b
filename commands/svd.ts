import { command } from '../src/command/declaration.ts';
import { singularParts } from '../src/explain/decomposition.ts';
import { matrix } from '../src/command/operands.ts';

/** `:svd`: the singular value decomposition. */
export const svd = command({
  name: 'svd',
  group: 'matrices',
  summary: "The singular value decomposition A = U diag(s) V' with the singular values s descending.",
  details: 'The value is s; svdvals(A) is the function to differentiate. Repeated and zero singular values are noted.',
  takes: matrix,
  options: {},
  examples: [
    { lines: ['s = :svd [3, 0; 0, -4]', 's'], answers: '[4, 3]' },
    { lines: ['s = :svd [1, 2; 2, 4; 3, 6]', 's[1]^2'], answers: '70' },
    { lines: [':svd [1, 2; 2, 4]'], note: 'matrix/rank-deficient' },
  ],
  run: ({ value: a, text, operand: { span } }, _options, { evaluator }) => {
    const { values, parts, notes } = singularParts(a);
    for (const note of notes) evaluator.notes.add({ ...note, span });
    return {
      value: values,
      result: { kind: 'array', parts, factors: true, title: `Singular values and vectors of ${text}` },
    };
  },
});
