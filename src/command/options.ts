import { names, number, values, whole, word, yes } from './option.ts';

/** Options that several commands have, with one meaning in all of them. */

export const wrt = names({
  summary: 'What to differentiate by, parameters of the called function or names of the session, as in wrt=A,x.',
  otherwise: 'all arguments of a call, the names behind at, or the only name that there is',
});

export const along = values({
  usage: '(0.5, -1)',
  range: 'a value for each differentiated argument, of its shape',
  summary: 'The direction, a tangent for each differentiated argument, as in along=(0.5, -1).',
});

export const cotangents = values({
  usage: '[1, 0]',
  range: "an array of the output's shape",
  summary: 'The cotangent of the output, as in with=[1, 0].',
  otherwise: '1, where the output is a number',
});

export const mode = word({
  words: ['forward', 'reverse'],
  summary: 'Which way derivatives go through the function.',
  otherwise: 'the way that takes fewer sweeps',
});

export const layout = word({
  words: ['numerator', 'denominator'],
  summary: 'Whether the axes of the output or those of the argument come first.',
  otherwise: 'the layout of the session, numerator unless :set changed it',
});

/** How many steps an iteration takes; `default` of them, and no more than `most`. */
export const steps = (standard: number, most: number) =>
  whole({ least: 0, most, default: standard, summary: 'How many steps are taken at most.' });

export const lr = (standard: number) =>
  number({ default: standard, summary: 'The learning rate, by which the gradient is multiplied for a step.' });

export const digits = (said: { readonly usage: string; readonly otherwise: string }) =>
  whole({ least: 1, most: 17, summary: 'How many significant digits are shown.', ...said });

export const seed = (said: { readonly most: number; readonly otherwise: string }) =>
  whole({ least: 0, usage: '1', summary: 'Where random numbers start, so that the same ones come again.', ...said });

export const force = yes({ summary: 'Whether a file that exists is overwritten.' });

export const storage = word({
  words: ['sparse', 'dense'],
  summary: 'Whether all entries are kept or those alone that can be other than 0.',
  otherwise: 'sparse where that saves much',
});
