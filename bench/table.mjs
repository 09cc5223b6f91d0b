// @ts-check
import { ratios, spread } from './rounds.mjs';

/** @typedef {import('./rounds.mjs').Row} Row */

/** A comparison that was made. @typedef {{ section: string, title: string, remark?: string, unit: 'ms' | 'B', rows: Row[] }} Measured */

/** @param {number} value three digits, never with an exponent */
const digits = (value) => {
  if (!Number.isFinite(value)) return `${value}`;
  const whole = Math.floor(Math.log10(Math.abs(value) || 1)) + 1;
  return value.toFixed(Math.min(Math.max(3 - whole, 0), 6)).replace(/\B(?=(\d{3})+$)/g, whole > 3 ? ',' : '');
};

/** @type {readonly [size: number, unit: string][]} */
const times = [
  [1000, 's'],
  [1, 'ms'],
  [1e-3, 'us'],
  [1e-6, 'ns'],
];

/**
 * A time in milliseconds, or a number of bytes, with its unit.
 * @param {number} value
 * @param {Measured['unit']} unit
 */
function amount(value, unit) {
  if (unit === 'B') return `${digits(value)} B`;
  const [size, name] = times.find(([size]) => value >= size) ?? [1e-6, 'ns'];
  return `${digits(value / size)} ${name}`;
}

/** @param {readonly string[]} cells */
const line = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;

/** @param {Row | undefined} row */
const timed = (row) => (row && 'times' in row ? row : undefined);

/**
 * @param {{ times: readonly number[] }} row
 * @param {Measured['unit']} unit
 */
const typical = ({ times }, unit) => amount(spread(times).median, unit);

/**
 * The rows of a comparison as a table, and what is absent in its last row.
 * @param {Measured} measured
 */
export function table({ title, remark, unit, rows }) {
  const absent = rows.flatMap((row) => ('absent' in row ? [row.name] : []));
  const base = timed(rows[0])?.times ?? [];
  return [
    `### ${title}`,
    '',
    ...(remark ? [remark, ''] : []),
    line(['contender', 'median', 'ratio', 'quartiles of the ratio', 'rounds']),
    line(['---', '---:', '---:', '---:', '---:']),
    ...rows.flatMap((row) => {
      if ('absent' in row) return [];
      if ('failed' in row) return [line([row.name, `failed: ${row.failed}`, '', '', ''])];
      const { low, median, high } = ratios(row.times, base);
      const quartiles = `${digits(low)} - ${digits(high)}`;
      return [line([row.name, typical(row, unit), digits(median), quartiles, `${row.times.length}`])];
    }),
    ...(absent.length > 0 ? [line([absent.join(', '), 'absent', '', '', ''])] : []),
    '',
  ];
}

/**
 * One line for each comparison: what is first, the first of Nabla, and the best of the others.
 * @param {readonly Measured[]} measured
 */
export function summary(measured) {
  return [
    line(['case', 'base', 'Nabla', 'ratio', 'best other', 'Nabla over it']),
    line(['---', '---:', '---:', '---:', '---', '---:']),
    ...measured.map(({ section, title, unit, rows }) => {
      const base = timed(rows[0]);
      const rest = rows.slice(1).flatMap((row) => timed(row) ?? []);
      const nabla = rest.find((row) => row.name.startsWith('nabla'));
      const [other] = rest
        .filter((row) => !row.name.startsWith('nabla'))
        .sort((a, b) => spread(a.times).median - spread(b.times).median);
      const over = (/** @type {typeof base} */ row) =>
        nabla && row ? digits(ratios(nabla.times, row.times).median) : '';
      return line([
        `${section}, ${title}`,
        base ? typical(base, unit) : 'failed',
        nabla ? [typical(nabla, unit), nabla.name.replace(/^nabla,? ?/, '')].filter(Boolean).join(', ') : 'failed',
        over(base),
        other ? `${typical(other, unit)}, ${other.name}` : '',
        over(other),
      ]);
    }),
    '',
  ];
}
