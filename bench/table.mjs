// @ts-check

/** @typedef {import('./rounds.mjs').Row} Row */
/** @typedef {import('./contender.mjs').Comparison} Comparison */

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
const line = (cells) => `| ${cells.join(' | ')} |`;

/**
 * The rows of a comparison as a table, and what is absent in its last row.
 * @param {Measured} measured
 */
export function table({ title, remark, unit, rows }) {
  const absent = rows.flatMap((row) => ('absent' in row ? [row.name] : []));
  return [
    `### ${title}`,
    '',
    ...(remark ? [remark, ''] : []),
    line(['contender', 'median', 'ratio', 'quartiles of the ratio', 'rounds']),
    line(['---', '---:', '---:', '---:', '---:']),
    ...rows.flatMap((row) => {
      if ('absent' in row) return [];
      if ('failed' in row) return [line([row.name, `failed: ${row.failed}`, '', '', ''])];
      const { name, time, ratio, rounds } = row;
      const quartiles = `${digits(ratio.low)} - ${digits(ratio.high)}`;
      return [line([name, amount(time.median, unit), digits(ratio.median), quartiles, `${rounds}`])];
    }),
    ...(absent.length > 0 ? [line([absent.join(', '), 'absent', '', '', ''])] : []),
    '',
  ];
}

/** @param {Row | undefined} row */
const timed = (row) => (row && 'time' in row ? row : undefined);

/**
 * One line for each comparison: what is first, the first of Nabla, and the best of the others.
 * @param {readonly Measured[]} all
 */
export function summary(all) {
  return [
    line(['case', 'base', 'Nabla', 'ratio', 'best other', 'Nabla over it']),
    line(['---', '---:', '---:', '---:', '---', '---:']),
    ...all.flatMap(({ section, title, unit, rows }) => {
      const base = timed(rows[0]);
      const nabla = rows.flatMap((row) => (row.name.startsWith('nabla') ? (timed(row) ?? []) : []))[0];
      const others = rows.slice(1).flatMap((row) => (row.name.startsWith('nabla') ? [] : (timed(row) ?? [])));
      const other = others.sort((a, b) => a.time.median - b.time.median)[0];
      const cells = [`${section}, ${title}`, base ? amount(base.time.median, unit) : 'failed'];
      const own = nabla ? [amount(nabla.time.median, unit), digits(nabla.ratio.median)] : ['failed', ''];
      const over = nabla && other ? digits(nabla.time.median / other.time.median) : '';
      return [line([...cells, ...own, other ? `${other.name}, ${amount(other.time.median, unit)}` : '', over])];
    }),
    '',
  ];
}
