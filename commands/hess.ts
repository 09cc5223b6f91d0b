import { command } from '../src/command/declaration.ts';
import { layout, mode, storage, wrt } from '../src/command/options.ts';
import { functionAtPoint } from '../src/derive/point.ts';
import { allDerivatives } from '../src/derive/differentiation.ts';

/** `:hess`: second derivatives, exact. */
export const hess = command({
  name: 'hess',
  group: 'derivatives',
  summary: 'The Hessian: every second derivative of a function at a point.',
  details:
    'Of a vector function of m entries an [m,k,k] array, a Hessian per entry. Forward over reverse unless mode says otherwise. ' +
    'A large Hessian of which few entries can be other than 0 is computed from a few products and kept sparse, which form= can ask ' +
    'for or forbid; :spy draws where it has entries. Of a scalar function the eigenvalues and what they say of its curvature are told: undecided, with the reason, ' +
    'where rounding may have made the sign of one, and at kinks.',
  takes: functionAtPoint(),
  options: { wrt, mode: { ...mode, otherwise: 'forward over reverse' }, layout, form: storage },
  examples: [
    { lines: [':hess x^2 + y^2 + x*y at x=1, y=2'], answers: '[2, 1; 1, 2]' },
    { lines: ['f(x, y) = 100*(y - x^2)^2 + (1 - x)^2', ':hess f(-1.2, 1)'], answers: '[1330, 480; 480, 200]' },
    {
      lines: ['f(x) = sum((x[2:end] - x[1:end-1]).^2)', ':hess f([1, 2, 4, 8]) form=sparse'],
      answers: '[2, -2, 0, 0; -2, 4, -2, 0; 0, -2, 4, -2; 0, 0, -2, 2]',
    },
  ],
  ...allDerivatives(2, 'Hessian'),
});
