import { type Doc, type Line, run } from '../text/doc.ts';
import { numberText } from '../numbers/number.ts';
import { sparkline } from '../pictures/series.ts';
import { textWidth } from '../text/width.ts';

/** What is running, as the row below an input shows it. */
export interface Running {
  /** How far a training is. */
  readonly progress:
    | {
        readonly step: number;
        readonly steps: number;
        readonly loss: number;
        readonly curve: readonly (readonly [step: number, loss: number])[];
      }
    | undefined;
  readonly stopping: boolean;
}

const curveWidth = 24;
const leastCurveWidth = 8;

const widthOf = (line: Line): number => line.reduce((sum, { text }) => sum + textWidth(text), 0);

function progressRuns({ progress }: Running, room: number, ascii: boolean): Line {
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
function advice(running: Running, waiting: number): readonly string[] {
  if (running.stopping) return ['stopping; Ctrl-C again forces it', 'stopping'];
  const lines = `${waiting} ${waiting === 1 ? 'line waits' : 'lines wait'}`;
  const ways = running.progress ? ['Ctrl-C keeps the parameters', 'Ctrl-C stops it'] : ['Ctrl-C stops it'];
  return waiting === 0 ? ways : [...ways.map((way) => `${way}; ${lines}`), lines];
}

/** What is running in one row: how far it is and how to stop it. */
export function runningDoc(running: Running, waiting: number, columns: number, ascii: boolean): Doc {
  const room = columns - 1;
  const gap = 2;
  const drawn = (width: number): Line =>
    running.progress ? progressRuns(running, width, ascii) : [run('running', 'number')];
  const least = widthOf(drawn(0));
  const way = advice(running, waiting).find((words) => least + gap + words.length <= room);
  if (way === undefined) return [drawn(0)];
  return [[...drawn(room - gap - way.length), run(' '.repeat(gap)), run(way, 'dim')]];
}
