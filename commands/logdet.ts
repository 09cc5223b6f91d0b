import { command } from '../src/command/declaration.ts';
import { signOfDet } from '../src/ops/matrix/matrix.ts';
import { arrays } from '../src/command/operands.ts';
import { arrayOutcome } from '../src/command/outcome.ts';

/** `:logdet`. */
export const logdet = command({
  name: 'logdet',
  group: 'matrices',
  summary: 'The logarithm of the magnitude of a determinant, without overflow, and the sign beside it.',
  takes: arrays(['A']),
  options: {},
  examples: [
    { lines: [':logdet [-2, 1; 1, 1]'], answers: 'log(3)' },
    { lines: [':logdet [1, 2; 2, 4]'], answers: '-inf' },
  ],
  run: ({ values, apply }) => {
    const sign = signOfDet(values[0]!.shape.length === 0 ? { shape: [1, 1], data: values[0]!.data } : values[0]!);
    return arrayOutcome(apply('logdet'), { facts: [['sign', sign.data[0]!]] });
  },
});
