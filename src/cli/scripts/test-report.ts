import { counted } from '../../base/counted.ts';
import type { FaultData } from '../../base/fault.ts';
import { cleanLine } from '../../render/text/clean.ts';
import { run, type Line } from '../../render/text/doc.ts';
import type { Mismatch } from '../../script/expectation.ts';
import type { Arguments } from '../args.ts';
import type { Output } from '../output.ts';

/** What came of one script. */
export interface Tally {
  readonly inputs: number;
  readonly expectations: number;
  readonly mismatches: readonly Mismatch[];
  /** How many expectations were rewritten. */
  readonly updated: number;
}

/** Says what held and what did not, script by script, in words or as JSON. */
export interface Report {
  script(file: string, tally: Tally): void;
  unreadable(file: string, fault: FaultData): void;
  /** Says the sum; true if everything held. */
  end(): boolean;
}

export function createReport({ json, quiet }: Pick<Arguments, 'json' | 'quiet'>, output: Output): Report {
  let files = 0;
  let expectations = 0;
  let failed = 0;
  let failedFiles = 0;
  let updated = 0;

  const object = (value: object): void => output.json(JSON.stringify({ v: 1, ...value }));

  return {
    script(file, tally) {
      const { mismatches, inputs } = tally;
      files++;
      expectations += tally.expectations;
      updated += tally.updated;
      failed += mismatches.length;
      if (mismatches.length > 0) failedFiles++;
      const ok = mismatches.length === 0;
      if (json) {
        for (const { line, ...error } of mismatches) object({ file, line, ok: false, error });
        object({
          file,
          ok,
          inputs,
          expectations: tally.expectations,
          failed: mismatches.length,
          updated: tally.updated,
        });
      } else if (!ok || !quiet)
        output.report([verdict(file, ok, counts(tally)), ...mismatches.flatMap((each) => lines(file, each))]);
    },
    unreadable(file, fault) {
      files++;
      failed++;
      failedFiles++;
      if (json) object({ file, ok: false, error: fault });
      else {
        const help: Line[] = fault.help === undefined ? [] : [[run(`  ${cleanLine(fault.help)}`)]];
        output.report([verdict(file, false, fault.code), [run(`  ${cleanLine(fault.message)}`)], ...help]);
      }
    },
    end() {
      const ok = failed === 0;
      if (json) object({ ok, files, expectations, failed, updated });
      else {
        const parts = [counted(files, 'script'), counted(expectations, 'expectation'), `${failed} failed`];
        if (failedFiles > 0) parts.push(`in ${counted(failedFiles, 'script')}`);
        if (updated > 0) parts.push(`${updated} rewritten`);
        output.report([[run(parts.join(', '), ok ? 'ok' : 'bad')]]);
      }
      return ok;
    },
  };
}

const counts = ({ inputs, expectations, mismatches, updated }: Tally): string =>
  [
    counted(inputs, 'input'),
    counted(expectations, 'expectation'),
    ...(mismatches.length > 0 ? [`${mismatches.length} failed`] : []),
    ...(updated > 0 ? [`${updated} rewritten`] : []),
  ].join(', ');

const verdict = (file: string, ok: boolean, text: string): Line => [
  ok ? run('ok      ', 'ok') : run('failed  ', 'bad'),
  run(cleanLine(file), 'name'),
  run(`  ${text}`, 'dim'),
];

const lines = (file: string, { line, code, message, expected, actual }: Mismatch): Line[] => [
  [run(`  ${cleanLine(file)}:${line}: `, 'dim'), run(cleanLine(message), 'error'), run(` [${code}]`, 'dim')],
  ...(expected === undefined ? [] : [[run('    expected  ', 'label'), run(cleanLine(expected))]]),
  ...(actual === undefined ? [] : [[run('    actual    ', 'label'), run(cleanLine(actual))]]),
];
