/** Letters that look like Latin ones have no command. */
const greek: ReadonlySet<string> = new Set(
  [
    'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi omega',
    'Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega',
  ].flatMap((line) => line.split(' ')),
);

const fixed: Readonly<Record<string, string>> = {
  inf: '\\infty',
  Infinity: '\\infty',
  NaN: '\\mathrm{NaN}',
  PI: '\\pi',
  phi: '\\varphi',
  true: '\\mathrm{true}',
  false: '\\mathrm{false}',
};

/** A name in LaTeX: `alpha` as a letter, `x1` and `W_in` with a subscript, other words upright. */
export function latexName(name: string): string {
  const own = fixed[name];
  if (own !== undefined) return own;
  const [, head = name, digits = ''] = /^(\D+?)_?(\d+)$/u.exec(name) ?? [];
  if (digits) return `${latexName(head)}_{${digits}}`;
  const [first = '', ...rest] = name.split('_').filter((part) => part !== '');
  if (rest.length > 0) return `${latexName(first)}_{${rest.map(latexName).join(', ')}}`;
  if (greek.has(name)) return `\\${name}`;
  return Array.from(name).length === 1
    ? name.replace('$', '\\$')
    : `\\mathrm{${name.replaceAll('$', '\\$').replaceAll('_', '\\_')}}`;
}
