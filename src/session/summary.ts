import { parse } from '../lang/parse.ts';
import { counted } from '../base/counted.ts';
import { sizeOf, type Tensor } from '../tensor/tensor.ts';
import { arrayText } from '../notation/array-text.ts';
import { functionText, paramsOf } from '../evaluate/datum.ts';
import { type FunctionValue, isSparse, isTensor, type Value } from '../evaluate/value.ts';

/** Few words for what a value is: `vector [3]`, `function of x, y`. */
export function kindOf(value: Value): string {
  if (isSparse(value)) return `sparse ${value.shape.length === 2 ? 'matrix' : 'array'} [${value.shape.join(',')}]`;
  if (!isTensor(value)) {
    if (value.kind === 'text') return 'text';
    return value.kind === 'builtin' ? 'function' : `function of ${paramsOf(value).join(', ') || 'nothing'}`;
  }
  const { shape } = value;
  return shape.length === 0 ? 'number' : `${['vector', 'matrix'][shape.length - 1] ?? 'array'} [${shape.join(',')}]`;
}

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
