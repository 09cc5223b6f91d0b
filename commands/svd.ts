import type { Command } from '../src/command/command.ts';
import { singularParts } from '../src/explain/decomposition.ts';
import { matrixOperand } from '../src/command/operands.ts';

/** `:svd`: the singular value decomposition. */
export const svd: Command = {
  name: 'svd',
  group: 'matrices',
  usage: ':svd A',
  summary: "The singular value decomposition A = U diag(s) V' with the singular values s descending.",
  details: 'The value is s; svdvals(A) is the function to differentiate. Repeated and zero singular values are noted.',
  options: [],
  operands: 'expressions',
  examples: [
    { lines: ['s = :svd [3, 0; 0, -4]', 's'], answers: '[4, 3]' },
    { lines: ['s = :svd [1, 2; 2, 4; 3, 6]', 's[1]^2'], answers: '70' },
    { lines: [':svd [1, 2; 2, 4]'], note: 'matrix/rank-deficient' },
  ],
  run: (call, context) => {
    const { value: a, text } = matrixOperand(context, call);
    const { values, parts, notes } = singularParts(a);
    for (const note of notes) context.evaluator.notes.add({ ...note, span: call.operands[0]!.span });
    return {
      value: values,
      result: { kind: 'tensors', parts, factors: true, title: `Singular values and vectors of ${text}` },
    };
  },
};
