/** The keys of options, which mean the same in every command, with what their value is. */
export const optionKeys = {
  wrt: 'names to differentiate by: parameters of the called function, or session names: wrt=A,x',
  along: 'tangents, one per differentiated argument, of its shape: along=(0.5, -1)',
  with: "the cotangent, of the output's shape: with=[1, 0]",
  order: 'a whole number from 0: order=5',
  mode: 'forward or reverse',
  layout: 'numerator or denominator',
  steps: 'a whole number from 0: steps=1000',
  lr: 'the step size of gradient descent: lr=0.05',
  digits: 'significant digits shown, 1 to 17: digits=6',
  force: 'yes to overwrite: force=yes',
  side: 'the side of a square cell, a positive number: side=0.1',
  as: 'the form: mathjs, numpy or latex; of a graph dot or svg',
  rows: 'which rows are shown, from 1: rows=20:40',
  step: 'yes to go through the rows at the prompt: step=yes',
  file: 'a file to write: file=graph.svg',
  against: 'a formula of the derivative, of its shape: against=[2*x, y]',
  plot: 'yes to draw the error against the step: plot=yes',
  backend: 'auto, interpreter, javascript or wasm: what runs graphs',
  blas: "on or off: whether large matrices go to the system's BLAS",
  seed: 'a whole number: seed=1',
  trials: 'a whole number: how often random values are drawn anew: trials=10',
  form: 'collate (a slice for each input entry), rows or columns (flattened to a matrix, row-major or column-major), sparse or dense (how entries are kept)',
} as const;

export type OptionKey = keyof typeof optionKeys;
