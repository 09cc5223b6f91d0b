import { describe, expect, it } from 'vitest';
import { ask, entriesOf, estimateOf, judge } from './judge.ts';

/** Right to 1e-12, or with a note whose estimate the error does not exceed. */
async function hold(line: string, expected: readonly string[]): Promise<void> {
  const { error, estimate } = await judge({ lines: line.split(' ;; '), expected: [expected] });
  expect(error).toBeLessThanOrEqual(Math.max(1e-12, estimate ?? 0));
}

// Values from mpmath at 120 digits.
describe('a rounded result that is a whole number', () => {
  it.each<[string, string[]]>([
    [':grad (1-sigmoid(x))*exp(x) at x=38', ['3.139132792048029431626e-17']],
    [':grad log(1-sigmoid(x)+1e-20) at x=40', ['-0.9976516749428318119579']],
    [':grad (1-erf(x))*exp(x^2) at x=6', ['-0.01506035348905232122232']],
    [':hess (1-erf(x))*exp(x^2) at x=6', ['0.004828893732448854111152']],
    [':grad (hypot(x,1)-x)*x^2 at x=1e9', ['0.500000000000000000125']],
    [':grad (coth(x)-1)*sinh(x)^2 at x=20', ['4.248354255291588995329e-18']],
    [
      ':taylor (1-tanh(x))*exp(2*x) at x=20 order=3',
      ['1.9999999999999999915', '1.6993417021166355837e-17', '-1.6993417021166355693e-17', '1.1328944680777570269e-17'],
    ],
    [':grad (1-tanh(x))*exp(x) at x=25', ['-2.777588772992804118931e-11']],
    [':grad (cbrt(x)-2)/(x-8) at x=8.0000001', ['-0.003472222173996914476151']],
    [':grad (softplus(x)-x)*exp(x) at x=40', ['2.124177127645794485632e-18']],
    [':grad erfc(-x)*x-2*x at x=7', ['4.099335814524354408022e-21']],
    [':grad (hypot(x,1)-x)*x at x=3e8', ['9.259259259259259156379e-27']],
    [':grad (log2(x)-30)/(x-2^30) at x=1073741825', ['-6.256692382494179292945e-19']],
    [':grad (log10(x)-6)/(x-1e6) at x=1000001', ['-2.171469514222970321717e-13']],
    [':grad (logaddexp(x,1)-x)*exp(x) at x=38', ['1.159761415121784562205e-16']],
    [':grad (logsumexp([x,1])-x)*exp(x) at x=38', ['1.159761415121784562205e-16']],
    [':grad (nthRoot(x,5)-3)/(x-243) at x=243.00001', ['-0.000004064420873311125616069']],
    [':grad (1-softmax([x,0])[1])*exp(x) at x=38', ['3.139132792048029431626e-17']],
    [':grad (norm([x,1])-x)*x at x=3e8', ['9.259259259259259156379e-27']],
  ])('%s', hold);
});

describe('two roundings in a row', () => {
  it.each<[string, string[]]>([
    [':grad 1/(sin(x)-cosh(x)+14.02571411998) at x=3.32', ['1.055958311998139611155e24']],
    [':partial x^(cosh(x)-x*x/4) at x=2.2415792373666747e-07 wrt=x,x,x', ['-20.21637252520796135534']],
  ])('%s', hold);
});

describe('a zero that is only what rounding leaves', () => {
  it.each<[string, string[]]>([
    [':grad 1e-40*(1-cos(x))/x^2 at x=1e-8', ['-8.3333333333333329e-50']],
    [':grad 1e20*x^2+(1-cos(y))/y^2 at x=1,y=1e-8', ['2e20', '-8.3333333333333329e-10']],
    [':grad exp(x)/(1+exp(x)) at x=400', ['1.9151695967140057e-174']],
    [':grad 1e12*y+exp(x)/(1+exp(x)) at x=90,y=1', ['8.194012623990515e-40', '1e12']],
    [':grad (1-tanh(x))*exp(2*x) at x=300', ['1.060158621201724326535472e-260']],
    [':grad 1e-30*tanh(x) - 1e-30*(exp(2*x)-1)/(exp(2*x)+1) + 1e-60*x at x=3', ['1e-60']],
  ])('%s', hold);

  it('is told with how far the true one may be', async () => {
    const { notes, data } = await judge({ lines: [':grad expm([x,1;0,2])[1,1]-exp(x) at x=1'], expected: [['0']] });
    expect(data).toEqual([0]);
    expect(notes[0]!.message).toMatch(/^rounding leaves 0 within \de-\d+ \(/);
  });

  it.each([
    ':grad 2*x - y at x=3,y=z',
    ':hess x*y at x=1.1,y=0.7',
    ':grad x^2-6*x at x=3',
    ':grad sin(x) - sin(x) at x=0.7',
  ])('and nothing is told of one that is exact: %s', async (line) => {
    const answer = await ask([`z = 5`, line]);
    expect(answer.notes).toEqual([]);
  });
});

describe('a side that rounding decided', () => {
  // (0.9 + 1e16) - 1e16 is 0.9, and 0 in doubles.
  it.each<[string, string]>([
    [':grad abs((x+1e16)-1e16-0.4) at x=0.9', '1'],
    [':grad max((x+1e16)-1e16, 0.4*x) at x=0.9', '1'],
    [':grad min((x+1e16)-1e16, 0.4*x) at x=0.9', '0.4'],
    [':grad relu((x+1e16)-1e16-0.4) at x=0.9', '1'],
    [':grad where((x+1e16)-1e16 > 0.4, x^2, x) at x=0.9', '1.8'],
    [':grad sign((x+1e16)-1e16-0.4)*x at x=0.9', '1'],
    [':grad ceil((x+1e16)-1e16+0.3)*x at x=0.9', '2'],
  ])('is taken as twice the digits decide: %s', async (line, expected) => {
    const { error, notes } = await judge({ lines: [line], expected: [[expected]] });
    expect(error).toBeLessThan(1e-12);
    expect(notes).toEqual([]);
  });

  it.each([
    [':grad abs((x + 1e16) - 1e16 - 1) at x=1'],
    ['f(x) = (x+1e16)-1e16 > 0.4 ? x^2 : -x', ':grad f(0.9)'],
    [':grad where(sin(x)^2 + cos(x)^2 > 1 + 1e-16, x, -x) at x=0.4'],
    [':grad x*floor(exp(log(x) + log(y) - log(x*y))) at x=1.3,y=0.7'],
  ])('or told: %s', async (...lines) => {
    expect((await ask(lines)).notes.map(({ code }) => code).join()).toMatch(
      /precision.branch|derivative.(kink|branch-edge)/,
    );
  });

  it.each([
    ':grad abs(x) at x=1e-300',
    ':grad max(x) at x=[1,2,3,3.0000001]',
    ':grad abs(sin(x)) at x=3.14159',
    ':grad mod(x,3) at x=7.3',
  ])('and nothing is told where all runs agree: %s', async (line) => {
    expect((await ask([line])).notes).toEqual([]);
  });
});

// (e^x - 1 - x)/x^2 = 1/2 + x/6 + x^2/24 + ..
describe('a value', () => {
  const f = 'f(x) = (exp(x)-1-x)/x^2 ;; ';
  it.each<[string, string[]]>([
    ['(exp(1e-5)-1-1e-5)/1e-5^2', ['0.50000166667083334166681689468028']],
    [`${f}f(1e-5)`, ['0.50000166667083334166681689468028']],
    [`${f}y = f(1e-5)`, ['0.50000166667083334166681689468028']],
    [`${f}f(1e-12)`, ['0.50000000000016666666666670832998']],
    [`x = 1e-5 ;; (exp(x)-1-x)/x^2`, ['0.50000166667083334166681689468028']],
    [`${f}map([1e-5, 1e-3], f)`, ['0.50000166667083334166681689468028', '0.50016670834166805575746424050753']],
    [
      'x = [1e-5, 1e-3] ;; (exp(x)-1-x)./x.^2',
      ['0.50000166667083334166681689468028', '0.50016670834166805575746424050753'],
    ],
    ['[1, (exp(1e-5)-1-1e-5)/1e-5^2]', ['1', '0.50000166667083334166681689468028']],
    ['(1-cos(1e-7))/1e-14', ['0.49999999999999953867179048193986']],
    ['abs((0.9+1e16)-1e16-0.4)', ['0.5']],
    ['(1-sigmoid(38))*exp(38)', ['0.999999999999999968608672079519706']],
  ])('%s', hold);

  it.each(['1/3*3 == 1', '(0.9+1e16)-1e16 > 0.4 ? 1 : 2'])(
    'tells of a step that rounding may have decided: %s',
    async (line) => {
      expect((await ask([line])).notes.map(({ code }) => code)).toEqual(['precision/branch']);
    },
  );

  it.each([
    '1+2',
    '0.1+0.2',
    'sqrt(2)*pi',
    '[1,2;3,4]*[1/3,2]',
    'inv([1.5,2;3,4.25])',
    'std([1,2,4])',
    '0.1+0.2 == 0.3',
    'sin(1e5/3)',
  ])('is silent where nothing is lost: %s', async (line) => {
    expect((await ask([line])).notes).toEqual([]);
  });
});

// d/dx (1 - cos(x))/x^2 = -x/12 + x^3/180 - ..
describe('a large computation', () => {
  const right = -8.333333327777778178614e-6;
  it.each([40_000, 80_000, 300_000])('is right or told: %d terms, each of which cancels', async (n) => {
    const answer = await ask(['f(x) = sum((1-cos(x))./x.^2)', `X = 1e-4*ones(${n})`, ':grad f(X)']);
    const error = entriesOf(answer)[0]!.reduce((most, v) => Math.max(most, Math.abs(v / right - 1)), 0);
    expect(error).toBeLessThanOrEqual(Math.max(1e-12, estimateOf(answer.notes) ?? 0));
  });

  it('is silent where nothing cancels', async () => {
    const answer = await ask(['f(x) = sum(sin(x).^2)', 'X = 1 + (1:150000)/150000', ':grad f(X)']);
    expect(answer.notes).toEqual([]);
  });
});
