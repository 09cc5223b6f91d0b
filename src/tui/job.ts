import { run } from '../render/doc.ts';
import type { Doc, Line } from '../render/doc.ts';
import { numberText } from '../render/number.ts';
import { sparkline } from '../render/series.ts';
import { shortened, textWidth } from '../render/width.ts';
import type { Job } from './state.ts';

const curveWidth = 24;
const leastCurveWidth = 8;

const widthOf = (line: Line): number => line.reduce((sum, { text }) => sum + textWidth(text), 0);

function progressRuns({ progress }: Job, room: number, ascii: boolean): Line {
  if (!progress) return [];
  const { step, steps, loss, curve } = progress;
  const losses = curve.map(([, value]) => value);
  const state = [
    run(`step ${String(step).padStart(String(steps).length)}/${steps}`, 'number'),
    run('  loss ', 'dim'),
    run(`${numberText(loss, 4).text.padEnd(9)} `, 'number'),
  ];
  const width = Math.max(leastCurveWidth, Math.min(curveWidth, room - widthOf(state)));
  return [...state, run(sparkline(losses, width, ascii).text, 'bar')];
}

function advice(job: Job, waiting: number): string {
  const way = job.stopping
    ? 'stopping; Ctrl-C again forces it'
    : job.progress
      ? 'Ctrl-C keeps the parameters'
      : 'Ctrl-C stops it';
  return waiting === 0 ? way : `${way}; ${waiting} ${waiting === 1 ? 'line waits' : 'lines wait'}`;
}

/** A running input in one row: how far it is and how to stop it. */
export function jobRows(job: Job | undefined, waiting: number, columns: number, ascii: boolean): Doc {
  if (!job?.visible) return [];
  const way = advice(job, waiting);
  const room = columns - 1;
  const gap = 2;
  const state = job.progress ? progressRuns(job, room - gap - way.length, ascii) : [run('running', 'number')];
  const rest = room - gap - widthOf(state);
  return rest < 12 ? [state] : [[...state, run(' '.repeat(gap)), run(shortened(way, rest), 'dim')]];
}
