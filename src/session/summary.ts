import { parse } from '../lang/parse.ts';
import { counted } from '../base/counted.ts';
import { sizeOf, type Tensor } from '../tensor/tensor.ts';
import { arrayText } from '../notation/array-text.ts';
import { functionText, isFunction, kindText, paramsOf } from '../evaluate/datum.ts';
import { type FunctionValue, isSparse, isTensor, type Value } from '../evaluate/value.ts';

/** Few words for what a value is: `vector [3]`, `function of x, y`. */
export const kindOf = (value: Value): string =>
  isFunction(value) && value.kind !== 'builtin'
    ? `function of ${paramsOf(value).join(', ') || 'nothing'}`
    : kindText(value);

/** A function as it was defined, or a value on one line with so many digits; long ones end in `..`. */
export function shortText(value: Value, digits: number, longest = 60): string {
  const text = isTensor(value)
    ? shortArray(value, digits)
    : isSparse(value)
      ? counted(value.values.length, 'non-zero')
      : value.kind === 'text'
        ? JSON.stringify(value.text)
        : definitionText(value);
  const line = text.replace(/\s+/g, ' ');
  return line.length > longest ? `${line.slice(0, longest - 2).trimEnd()}..` : line;
}

/** The text of a function's definition, without a comment behind it; `jac(f)` for an operator's. */
export function definitionText(value: FunctionValue): string {
  if (value.kind !== 'function') return functionText(value);
  const { span } = parse(value.source).statement;
  return value.locals ? `${value.name}(${value.params.join(', ')}) = ..` : value.source.slice(...span);
}

const FEW = 24;

function shortArray({ shape, data }: Tensor, digits: number): string {
  const rounded = (xs: Float64Array): Float64Array =>
    xs.map((x) => (Number.isFinite(x) ? Number(x.toPrecision(digits)) : x));
  const count = sizeOf(shape);
  if (count <= FEW) return arrayText({ shape, data: rounded(data) });
  const start = rounded(data.slice(0, 3));
  return `${'['.repeat(shape.length)}${Array.from(start).join(', ')}, .. (${count} entries)`;
}
