// @ts-check
import { printed } from '../child.mjs';

export const name = 'Memory held per node of a graph';

/**
 * @param {string} name
 * @param {string} contender of memory.mjs
 */
const holding = (name, contender) => ({
  name,
  answer: () => [],
  batch: (/** @type {number} */ calls) => {
    let total = 0;
    for (let call = 0; call < calls; call++) total += printed('memory.mjs', [contender], ['--expose-gc']).bytes;
    return total;
  },
});

export async function* prepare() {
  yield {
    title: 'scalar operations',
    remark: 'A compiled formula keeps its syntax tree, its graph and its code.',
    unit: /** @type {const} */ ('B'),
    rounds: 3,
    contenders: [
      holding('by hand, an object for each node', 'objects'),
      holding('nabla, a recorded graph', 'graph'),
      holding('nabla, a compiled formula', 'compiled'),
      holding('by hand, typed arrays', 'arrays'),
      holding("mathjs, a formula's tree", 'mathjs'),
    ],
  };
}
