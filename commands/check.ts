import { fail } from '../src/base/fault.ts';
import { present } from '../src/graph/trace.ts';
import type { Command } from '../src/session/command.ts';
import { agreement, differences } from '../src/session/difference-check.ts';
import { jacobianParts } from '../src/session/local.ts';
import { localiseAt, pointOf } from '../src/session/point.ts';
import type { ChecksResult } from '../src/session/result.ts';

type Check = ChecksResult['checks'][number];

/** Differences of functions with more entries in their Jacobian would take too long to be an answer. */
const MOST = 4000;

/** `:check`: the same derivative computed in independent ways. */
export const check: Command = {
  name: 'check',
  group: 'understanding',
  usage: ':check f(x, y) [at x=1, y=2] [wrt=x,y]',
  summary:
    'Computes the first derivative forward, in reverse and by extrapolated differences, and says whether they agree.',
  options: ['wrt'],
  operands: 'expressions',
  examples: [{ lines: ['f(x, y) = [x^2 + y^2, sin(x*y)]', ':check f(1, 2)'] }],
  run: (call, context) => {
    const { machine } = context;
    const point = pointOf(context, call);
    const local = localiseAt(machine, point);
    const reverse = jacobianParts(machine, local, 'reverse').map(present);
    const forward = jacobianParts(machine, local, 'forward').map(present);
    const entries = reverse.reduce((n, t) => n + t.data.length, 0);
    if (entries > MOST) {
      fail('limit/check', `this derivative has ${entries} entries; :check takes up to ${MOST}`, {
        span: point.span,
        help: 'Name fewer with wrt=..',
      });
    }
    const checks = local.by.flatMap((name, i): Check[] => {
      const modes = agreement(reverse[i]!, forward[i]!, () => 1e-12);
      const numeric = differences(local, i);
      const by = agreement(reverse[i]!, numeric.value, (k) => {
        const x = Math.abs(reverse[i]!.data[k]!) || 1;
        return Math.max(1e-6, (100 * numeric.errors[k]!) / x);
      });
      const say = ({ worst }: typeof modes, what: string): string =>
        `worst entry ${worst.entry}: ${worst.reference} exact, ${worst.other} ${what}`;
      return [
        { name: `${name}: forward against reverse`, ok: modes.ok, error: modes.error, detail: say(modes, 'forward') },
        { name: `${name}: differences against reverse`, ok: by.ok, error: by.error, detail: say(by, 'by differences') },
      ];
    });
    const agree = checks.every((c) => c.ok);
    const unsure = checks.some((c) => Number.isNaN(c.error));
    return {
      result: {
        kind: 'checks',
        title: `Derivative of ${point.text} by ${local.by.join(', ')}`,
        verdict: agree ? 'agree' : unsure ? 'undecided' : 'disagree',
        checks,
      },
    };
  },
};
