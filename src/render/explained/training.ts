import { counted } from '../../base/counted.ts';
import type { TrainingResult } from '../../answer/result.ts';
import { type Doc, type Role, run } from '../text/doc.ts';
import { named } from '../named.ts';
import { numberText } from '../numbers/number.ts';
import { sparkline } from '../pictures/series.ts';
import type { Style } from '../text/style.ts';
import { tensorDoc } from '../numbers/tensor.ts';
import { wrapped } from '../text/wrap.ts';

const widestCurve = 60;

const endings: Record<TrainingResult['stopped'], readonly [text: string, role: Role]> = {
  steps: ['', 'text'],
  interrupted: [', interrupted', 'note'],
  diverged: [', diverged', 'bad'],
  tolerance: [', no longer falling', 'ok'],
};

/** Loss before and after, its curve, and the parameters as training left them. */
export function trainingDoc(result: TrainingResult, style: Style, width: number): Doc {
  const [ending, role] = endings[result.stopped];
  const loss = (x: number) => {
    const { text, exact } = numberText(x, style.digits);
    return exact ? text : `${text}...`;
  };
  const summary = `loss ${loss(result.loss.start)} to ${loss(result.loss.end)} in ${counted(result.steps, 'step')}${ending}`;
  const losses = result.curve.map(([, value]) => value);
  const curve = sparkline(losses, Math.min(widestCurve, width - 12), style.ascii);
  return [
    ...wrapped(summary, width).map((text) => [run(text, role)]),
    ...(style.plain || losses.length < 2
      ? []
      : [[run(curve.text, 'bar'), ...(curve.scale === 'log' ? [run(' log scale', 'dim')] : [])]]),
    ...result.params.flatMap((part) => named(part.name.join(', '), (room) => tensorDoc(part, style, room), width)),
  ];
}
