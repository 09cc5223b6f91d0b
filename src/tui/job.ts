import { run } from '../render/text/doc.ts';
import type { Doc, Line } from '../render/text/doc.ts';
import { numberText } from '../render/numbers/number.ts';
import { sparkline } from '../render/pictures/series.ts';
import { textWidth } from '../render/text/width.ts';
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
  return [...state, run(sparkline(losses, width, ascii).text.padEnd(width), 'bar')];
}

/** How to stop it, the longest wording first. */
function advice(job: Job, waiting: number): readonly string[] {
  if (job.stopping) return ['stopping; Ctrl-C again forces it', 'stopping'];
  const lines = `${waiting} ${waiting === 1 ? 'line waits' : 'lines wait'}`;
  const ways = job.progress ? ['Ctrl-C keeps the parameters', 'Ctrl-C stops it'] : ['Ctrl-C stops it'];
  return waiting === 0 ? ways : [...ways.map((way) => `${way}; ${lines}`), lines];
}

/** A running input in one row: how far it is and how to stop it. */
export function jobRows(job: Job | undefined, waiting: number, columns: number, ascii: boolean): Doc {
  if (!job?.visible) return [];
  const room = columns - 1;
  const gap = 2;
  const drawn = (width: number): Line => (job.progress ? progressRuns(job, width, ascii) : [run('running', 'number')]);
  const least = widthOf(drawn(0));
  const way = advice(job, waiting).find((words) => least + gap + words.length <= room);
  if (way === undefined) return [drawn(0)];
  return [[...drawn(room - gap - way.length), run(' '.repeat(gap)), run(way, 'dim')]];
}
