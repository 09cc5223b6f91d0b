import { valueOf } from '../src/evaluate/evaluator.ts';
import { fail } from '../src/base/fault.ts';
import type { Outcome } from '../src/command/command.ts';
import { command } from '../src/command/declaration.ts';
import { arrayText, nestedText } from '../src/notation/array-text.ts';
import { latexTensor } from '../src/notation/latex-value.ts';
import { expressionOrAns } from '../src/command/operands.ts';
import { word } from '../src/command/option.ts';
import { definitionText } from '../src/session/summary.ts';
import { dense } from '../src/evaluate/sparse/value.ts';
import { isSparse, isTensor } from '../src/evaluate/value.ts';
import { rowsOf, type Sparse } from '../src/tensor/sparse.ts';
import type { Tensor } from '../src/tensor/tensor.ts';

const forms = ['mathjs', 'numpy', 'latex'] as const;

/** `:copy`: a value as text for elsewhere. */
export const copy = command({
  name: 'copy',
  group: 'session',
  summary: 'A value as text to paste elsewhere, every digit kept: for mathjs, NumPy or LaTeX.',
  details:
    'With no expression it gives ans. A function is given by its definition. A sparse matrix is one of SciPy with as=numpy; elsewhere it is written out.',
  takes: expressionOrAns('[EXPRESSION]', 'Copy one after the other.'),
  options: { as: word({ words: forms, default: 'mathjs', summary: 'The language that the text is written in.' }) },
  examples: [
    { lines: [':copy [1, 2; 3, 4]'], answers: '"[1, 2; 3, 4]"' },
    { lines: [':copy [1, 2; 3, 1/0] as=numpy'], answers: '"np.array([[1.0, 2.0], [3.0, np.inf]])"' },
    { lines: [':copy [1, 2; 3, 4] as=latex'], answers: '"\\\\begin{bmatrix} 1 & 2 \\\\\\\\ 3 & 4 \\\\end{bmatrix}"' },
    { lines: ['f(x) = x^2', ':copy f as=numpy'], fault: 'copy/function' },
  ],
  run: ({ expr }, { as: form }, { evaluator, source }) => {
    const value = valueOf(evaluator, source, expr);
    const text = (copied: string): Outcome => ({ result: { kind: 'text', text: copied }, transient: true });
    if (isSparse(value)) return text(form === 'numpy' ? scipy(value) : writers[form](dense(value)));
    if (isTensor(value)) return text(writers[form](value));
    if (value.kind === 'text') return text(value.text);
    if (form !== 'mathjs') {
      fail('copy/function', `a function is copied as mathjs, not as ${form}`, {
        span: expr.span,
        help: form === 'latex' ? 'Its formula is :latex.' : 'Copy a value of it, or leave out as=.',
      });
    }
    return text(definitionText(value));
  },
});

const numpyNumber = (x: number): string => {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? 'np.nan' : x > 0 ? 'np.inf' : '-np.inf';
  const text = Object.is(x, -0) ? '-0' : String(x);
  return /[.e]/.test(text) ? text : `${text}.0`;
};

function numpy(tensor: Tensor): string {
  if (tensor.shape.length === 0) return numpyNumber(tensor.data[0]!);
  if (tensor.data.length === 0) return `np.zeros((${tensor.shape.join(', ')}${tensor.shape.length === 1 ? ',' : ''}))`;
  return `np.array(${nestedText(tensor, numpyNumber, (items) => `[${items.join(', ')}]`)})`;
}

/** A sparse matrix in coordinates, from 0. */
function scipy({ shape, pattern, values }: Sparse): string {
  if (shape.length !== 2) {
    fail('copy/sparse', `SciPy's sparse arrays have two axes; this has ${shape.length}`, {
      help: 'reshape(A, [m, n]) makes it a matrix.',
    });
  }
  const list = (items: Int32Array): string => `[${items.join(', ')}]`;
  const data = `[${Array.from(values, numpyNumber).join(', ')}]`;
  return `scipy.sparse.coo_array((${data}, (${list(rowsOf(pattern))}, ${list(pattern.indices)})), shape=(${shape.join(', ')}))`;
}

const writers: { readonly [F in (typeof forms)[number]]: (tensor: Tensor) => string } = {
  mathjs: arrayText,
  numpy,
  latex: latexTensor,
};
