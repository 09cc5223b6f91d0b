import { run } from '../render/doc.ts';
import type { Doc, Line, Run } from '../render/doc.ts';
import { numberText } from '../render/number.ts';
import { sparkline } from '../render/series.ts';
import { shortened, textWidth } from '../render/width.ts';
import type { Job } from './state.ts';

const curveWidth = 24;

function progressRuns({ progress }: Job, ascii: boolean): Line {
  if (!progress) return [];
  const { step, steps, loss, curve } = progress;
  const losses = curve.map(([, value]) => value);
  return [
    run(`step ${String(step).padStart(String(steps).length)}/${steps}`, 'number'),
    run('  loss ', 'dim'),
    run(numberText(loss, 4).text.padEnd(9), 'number'),
    run(' '),
    run(sparkline(losses, curveWidth, ascii).text, 'bar'),
  ];
}

function advice(job: Job, waiting: number): string {
  const way = job.stopping
    ? 'stopping; Ctrl-C again ends it by force'
    : job.progress
      ? 'Ctrl-C keeps the parameters'
      : 'Ctrl-C stops it';
  return waiting === 0 ? way : `${way}; ${waiting} more ${waiting === 1 ? 'line waits' : 'lines wait'}`;
}

/** A running input in one row: how far it is and how to stop it. */
export function jobRows(job: Job | undefined, waiting: number, columns: number, ascii: boolean): Doc {
  if (!job?.visible) return [];
  const state: readonly Run[] = job.progress ? progressRuns(job, ascii) : [run('running', 'number')];
  const used = state.reduce((sum, { text }) => sum + textWidth(text), 2);
  const rest = columns - 1 - used;
  return rest < 8 ? [state] : [[...state, run('  '), run(shortened(advice(job, waiting), rest), 'dim')]];
}
