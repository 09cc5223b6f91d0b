// @ts-check
import { printed } from '../child.mjs';

export const name = 'First use of a formula, in a new process';

/**
 * A process for each call; what is timed is what it says it took.
 * @param {string} name
 * @param {string} contender of cold.mjs
 * @param {number} operations
 */
const cold = (name, contender, operations) => {
  const run = () => printed('cold.mjs', [contender, `${operations}`]);
  return {
    name,
    answer: () => run().answer,
    batch: (/** @type {number} */ calls) => {
      let total = 0;
      for (let call = 0; call < calls; call++) total += run().milliseconds;
      return total;
    },
  };
};

export async function* prepare() {
  for (const operations of [10, 10_000]) {
    yield {
      title: `${operations.toLocaleString('en')} operations, value`,
      remark: 'From the text to the first answer, without the time to load the program.',
      contenders: [
        cold('JavaScript, the text as a function', 'script', operations),
        cold('nabla, session.compile and a call', 'value', operations),
        cold('mathjs, compile and evaluate', 'mathjs', operations),
      ],
    };
    yield {
      title: `${operations.toLocaleString('en')} operations, gradient`,
      remark: 'In JavaScript from the text of the gradient, which somebody has written.',
      contenders: [
        cold('JavaScript, straight-line', 'gradientScript', operations),
        cold('nabla, session.compile and a call', 'gradient', operations),
        cold('nabla, definition, session.compile and a call', 'definition', operations),
      ],
    };
  }
}
