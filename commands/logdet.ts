import type { Command } from '../src/command/command.ts';
import { signOfDet } from '../src/ops/matrix/matrix.ts';
import { evaluated } from '../src/command/operands.ts';

/** `:logdet`. */
export const logdet: Command = {
  name: 'logdet',
  group: 'matrices',
  usage: ':logdet A',
  summary: 'The logarithm of the magnitude of a determinant, without overflow, and the sign beside it.',
  options: [],
  operands: 'expressions',
  examples: [
    { lines: [':logdet [-2, 1; 1, 1]'], answers: 'log(3)' },
    { lines: [':logdet [1, 2; 2, 4]'], answers: '-inf' },
  ],
  run: (call, context) => {
    const { result, values } = evaluated(context, call, ['A'], 'logdet');
    const sign = signOfDet(values[0]!.shape.length === 0 ? { shape: [1, 1], data: values[0]!.data } : values[0]!);
    return { value: result, result: { kind: 'tensor', ...result, sign: sign.data[0]! } };
  },
};
