// @ts-check
// What `npm run truth` counts: a row for each kind of case, printed and written to docs/accuracy.md.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './bundle.mjs';

/** @typedef {import('../test/truth/judge.ts').TruthCase} TruthCase */
/** @typedef {import('../test/truth/judge.ts').Judged} Judged */

/** The columns, and what heads them. */
const columns = {
  answers: 'answers',
  derivatives: 'derivatives',
  right: 'right',
  within: 'within note',
  beyond: 'beyond note',
  silent: 'silent',
  notFinite: 'not finite',
  refused: 'refused',
  falseAlarms: 'false alarms',
};

/** Counts of outcomes by kind. */
export class Table {
  /** @type {Map<string, Record<string, number>>} */
  #rows = new Map();

  /**
   * @param {TruthCase} one
   * @param {Judged} judged
   */
  add({ kind, verdict }, { outcomes, falseAlarm }) {
    // Of a verdict there is no derivative: it is right, undecided, or wrong.
    const of = verdict ? `${kind}, ${verdict === 'agree' ? 'right' : 'planted errors'}` : kind;
    for (const name of [of, ...(verdict ? [] : ['all'])]) {
      let row = this.#rows.get(name);
      if (!row) this.#rows.set(name, (row = {}));
      const counted = [
        'answers',
        ...outcomes.flatMap((o) => ['derivatives', o]),
        ...(falseAlarm ? ['falseAlarms'] : []),
      ];
      for (const column of counted) row[column] = (row[column] ?? 0) + 1;
    }
  }

  /**
   * @param {string} kind
   * @param {keyof typeof columns} column
   */
  count(kind, column) {
    return this.#rows.get(kind)?.[column] ?? 0;
  }

  /** The table as Markdown. */
  markdown() {
    const kinds = [...this.#rows.keys()].sort((a, b) => (a === 'all' ? 1 : b === 'all' ? -1 : a < b ? -1 : 1));
    const names = /** @type {(keyof typeof columns)[]} */ (Object.keys(columns));
    const body = kinds.map((kind) => [kind, ...names.map((name) => String(this.count(kind, name)))]);
    return aligned(['kind', ...names.map((name) => columns[name])], body);
  }

  /** The goals beside what was measured, as Markdown. */
  goals() {
    const share = (/** @type {number} */ part, /** @type {number} */ of) =>
      of === 0 ? 'not asked' : `${((100 * part) / of).toFixed(2)} of 100`;
    const rows = [
      ['wrong and silent', '0', String(this.count('all', 'silent'))],
      ['beyond the note', '0', String(this.count('all', 'beyond'))],
      [
        'right among ordinary',
        '99.9 of 100',
        share(this.count('ordinary', 'right'), this.count('ordinary', 'derivatives')),
      ],
      [
        'false alarms, ordinary',
        '1 of 100',
        share(this.count('ordinary', 'falseAlarms'), this.count('ordinary', 'answers')),
      ],
      [
        'condemned by `:check`',
        '0',
        `${this.count('check, right', 'silent')} of ${this.count('check, right', 'answers')}`,
      ],
      [
        'planted errors not found',
        '0',
        `${this.count('check, planted errors', 'silent')} of ${this.count('check, planted errors', 'answers')}`,
      ],
    ];
    return aligned(['', 'goal', 'measured'], rows);
  }
}

/**
 * A Markdown table, the first column to the left and the others to the right.
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} body
 */
function aligned(head, body) {
  const widths = head.map((h, i) => Math.max(3, h.length, ...body.map((row) => row[i]?.length ?? 0)));
  const line = (/** @type {readonly string[]} */ row) =>
    `| ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(' | ')} |`;
  const rule = `| ${widths.map((w, i) => (i === 0 ? '-'.repeat(w) : `${'-'.repeat(w - 1)}:`)).join(' | ')} |`;
  return [line(head), rule, ...body.map(line)].join('\n');
}

const page = path.join(root, 'docs/accuracy.md');
const [begin, end] = ['<!-- By npm run truth -- --long. -->', '<!-- Until here. -->'];

/**
 * Writes what was measured to docs/accuracy.md, between its marks.
 * @param {string} text
 */
export function writePage(text) {
  const whole = readFileSync(page, 'utf8');
  const [before, after] = [whole.indexOf(begin), whole.indexOf(end)];
  if (before < 0 || after < 0) throw new Error('docs/accuracy.md has lost the marks of the table');
  writeFileSync(page, `${whole.slice(0, before)}${begin}\n\n${text}\n\n${whole.slice(after)}`);
}
