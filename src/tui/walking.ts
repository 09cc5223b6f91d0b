import type { Answer } from '../answer/result.ts';
import type { Stroke } from './keys.ts';
import type { Walk } from './state.ts';

/** The walk through an answer that asks for one. */
export function walkOf(answer: Answer): Walk | undefined {
  if (!answer.ok || answer.then !== 'walk') return undefined;
  return answer.result?.kind === 'graph' ? { tape: answer.result, at: 0 } : undefined;
}

const steps: Readonly<Record<string, (at: number, last: number) => number>> = {
  right: (at) => at + 1,
  down: (at) => at + 1,
  left: (at) => at - 1,
  up: (at) => at - 1,
  'page-down': (at) => at + 10,
  'page-up': (at) => at - 10,
  home: () => 0,
  end: (_at, last) => last,
};

const leaving: readonly string[] = ['escape', 'enter', 'C-c', 'C-d', 'C-g'];

/** Where a key leads to; undefined: the walk is over. Text may hold several keys: `q` leaves, a space goes on. */
export function walkBy(walk: Walk, stroke: Stroke): Walk | undefined {
  const last = walk.tape.nodes.length - 1;
  const to = (at: number): Walk => ({ ...walk, at: Math.max(0, Math.min(last, at)) });
  if ('key' in stroke) {
    if (leaving.includes(stroke.key)) return undefined;
    return to(steps[stroke.key]?.(walk.at, last) ?? walk.at);
  }
  if (stroke.text.includes('q')) return undefined;
  return to(walk.at + (stroke.text.match(/[ nl]/g)?.length ?? 0) - (stroke.text.match(/[ph]/g)?.length ?? 0));
}
