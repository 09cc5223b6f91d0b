import type { TrainingResult } from '../session/result.ts';
import { cleanLine } from './clean.ts';
import { type Doc, headed, indented, type Role, run } from './doc.ts';
import { numberText } from './number.ts';
import { sparkline } from './series.ts';
import type { Style } from './style.ts';
import { tensorDoc } from './tensor.ts';
import { textWidth } from './width.ts';
import { wrapped } from './wrap.ts';

const widestCurve = 60;

const endings: Record<TrainingResult['stopped'], readonly [text: string, role: Role]> = {
  steps: ['', 'text'],
  interrupted: [', interrupted', 'note'],
  diverged: [', diverged', 'bad'],
  tolerance: [', no longer falling', 'ok'],
};

/** `name = ` before a drawing, or above it where the name is long. */
export function named(name: string, drawing: (width: number) => Doc, width: number): Doc {
  const shown = cleanLine(name);
  const head = `${shown} = `;
  const columns = textWidth(head);
  if (columns <= 12) return headed([run(shown, 'name'), run(' = ', 'dim')], columns, drawing(width - columns));
  const lines = wrapped(head.trimEnd(), width).map((text) => [run(text, 'name')]);
  return [...lines, ...indented(drawing(width - 2), 2)];
}

/** Loss before and after, its curve, and the parameters as training left them. */
export function trainingDoc(result: TrainingResult, style: Style, width: number): Doc {
  const [ending, role] = endings[result.stopped];
  const loss = (x: number) => {
    const { text, exact } = numberText(x, style.digits);
    return exact ? text : `${text}...`;
  };
  const summary = `loss ${loss(result.loss.start)} to ${loss(result.loss.end)} in ${result.steps} steps`;
  const losses = result.curve.map(([, value]) => value);
  const curve = sparkline(losses, Math.min(widestCurve, width - 12), style.ascii);
  return [
    [run(summary), ...(ending ? [run(ending, role)] : [])],
    ...(style.plain || losses.length < 2
      ? []
      : [[run(curve.text, 'bar'), ...(curve.scale === 'log' ? [run(' log scale', 'dim')] : [])]]),
    ...result.params.flatMap((part) => named(part.name.join(', '), (room) => tensorDoc(part, style, room), width)),
  ];
}
