import { describe, expect, it } from 'vitest';
import { constantOf } from '../../src/ops/numbers/constants.ts';
import { dd, divideNumbers } from '../../src/tensor/double-double.ts';
import { div, exponent, fromNumber, sub, toBits } from '../../src/tensor/multiprecision/float.ts';
import { judge } from './judge.ts';

/** Right to 1e-12, and nothing is said of lost digits. */
async function hold(line: string, expected: readonly string[]): Promise<void> {
  const { error, notes } = await judge({ lines: line.split(' ;; '), expected: [expected] });
  expect(error).toBeLessThanOrEqual(1e-12);
  expect(notes.filter(({ code }) => code === 'precision/loss')).toEqual([]);
}

// Values from mpmath at 300 digits and more.
describe('what is beyond the range of doubles on the way', () => {
  it.each<[string, string[]]>([
    [':hess log(gamma(x)) at x=100', ['0.01005016666333357139524567']],
    [':hess log(gamma(x)) at x=150.5', ['0.006666641975692716267979774']],
    [':hess log(x^160) at x=10', ['-1.6']],
    [':hess log(x^-200) at x=3e3', ['2.222222222222222222222222e-5']],
    [':hess log(exp(-x^2/2)) at x=30', ['-1']],
    [':hess log(exp(-x^2/2)) at x=45.5', ['-1']],
    [':hess log(erfc(x)) at x=20', ['-1.997518557178686728790899']],
    [':hess log(erfc(x)) at x=35.5', ['-1.99920838932105556959343']],
    [':hess x*log(x) at x=1e-160', ['1.000000000000000011363352e160']],
    [':hess gamma(x+1/2)/gamma(x) at x=200.5', ['-8.82223624366081566475335e-5']],
    [':grad gamma(x+1)/gamma(x) at x=180.25', ['1']],
    [':grad 1/x^2 at x=1e-100', ['-1.999999999999999880048601e300']],
    [':grad x^-3/x^-4 at x=1e-120', ['1']],
    [':grad sqrt(exp(x)) at x=1400.5', ['6.511498683495891967667711e303']],
    [':grad log(exp(x)) at x=800', ['1']],
    [':grad exp(-x)*1e300 at x=800', ['-3.667874584177687406036371e-48']],
    [':grad exp(x)/(exp(x) + exp(y)) at x=800, y=799', ['0.1966119332414818525374247', '-0.1966119332414818525374247']],
    [':grad sqrt(x^2 + y^2) at x=1e200, y=1e200', ['0.7071067811865475244008444', '0.7071067811865475244008444']],
    [':grad sqrt(x^2 + y^2) at x=1e-200, y=3e-200', ['0.3162277660168379331998894', '0.9486832980505137995996681']],
    [
      ':grad x^2/(x^2 + y^2) at x=1e200, y=1e200',
      ['5.000000000000000151334389e-201', '-5.000000000000000151334389e-201'],
    ],
    [
      ':grad x^2/(x^2 + y^2) at x=1e-200, y=3e-200',
      ['1.800000000000000032219528e199', '-6.000000000000000107398426e198'],
    ],
    [':grad log(3.37, x*x) at x=2.74e274', ['-5.55194876927008030096349e-281']],
    [':grad log(3.37, 1e100*y) at y=1e280', ['-1.586888881132840215717136e-286']],
    [':grad 1/log(x^2) at x=1.5e180', ['-1.936658497236002797484208e-186']],
    [
      ':grad sec(atan2(y, x)) at x=10794.89296196877, y=3.47e280',
      ['-2.977781270622980802133648e272', '9.263639792660067928581054e-5'],
    ],
    [':grad sec(atan(y)) at y=1e270', ['1']],
    [':grad 1/cos(atan2(y,2)) at y=1e200', ['0.5']],
    [':grad sec(atan(y^3)) at y=1e150', ['2.999999999999999885013577e300']],
    [':grad log(x/y) at x=1e200, y=1e-100', ['1.000000000000000030266878e-200', '-9.999999999999999800081002e99']],
  ])('%s', hold);

  it('is 0 where it vanishes', async () => {
    const { error } = await judge({ lines: [':hess sqrt(x^2) at x=5e-103'], expected: [['0']] });
    expect(error).toBe(0);
  });
});

describe('what is below the normal numbers is the nearest double', () => {
  it.each<[string, string]>([
    [':grad exp(-x) at x=744', '-7.67194470417997907394977e-324'],
    [':hess exp(-x) at x=720', '2.032230802424293152866634e-313'],
    [':grad 1/(1+exp(-x)) at x=-740', '4.188739880048048939459540e-322'],
  ])('%s', async (line, expected) => {
    const { data, notes } = await judge({ lines: [line], expected: [[expected]] });
    expect(data).toEqual([Number(expected)]);
    expect(notes).toEqual([]);
  });
});

describe('what cancels beyond twice the digits', () => {
  it.each<[string, string[]]>([
    [
      ':hess logaddexp(x,y)^2 at x=-0.6931471,y=-0.6931472611199',
      ['0.50000008055995250848', '0.4999999999999974802', '0.4999999999999974802', '0.49999991944005253112'],
    ],
    [':hess combinations(x,2.5)/x at x=1e-8', ['2.5464790894703252125e23']],
    [':grad 1/(combinations(x,0.3)-1) at x=1e-9', ['-27.517090624776570696']],
    [':grad exp(x)/(1+exp(x)) at x=400', ['1.9151695967140057e-174']],
    [':grad 1/x-1/sinh(x) at x=1e-8', ['0.16666666666666666']],
    [':partial 1/x-1/sinh(x) at x=1e-8 wrt=x,x,x', ['-0.11666666666666665']],
    [':hess log(x)/(x-1) at x=1.00000001', ['0.66666665166666700']],
    [':hess tanh(x)/x at x=1e-7', ['-0.66666666666665067']],
  ])('%s', hold);
});

describe('projectors of eigenvalues whose vectors are near parallel', () => {
  it.each<[string, string[]]>([
    [
      ':grad eigvals(A)[3] at A=[-0.0505, 2.76, -0.869; 0.179, -1.48, 0.312; -0.10099999054877, 5.5199916805011, -1.7379992778703]',
      [
        '1.973483447459545064099',
        '0.6491312308962216801978',
        '1.946993509809214177452',
        '0.00002489644882760731686114',
        '0.000008189104648034207773071',
        '0.00002456226544339553177993',
        '-0.9867365357514692745716',
        '-0.3245639089839668455732',
        '-0.9734916365641930983063',
      ],
    ],
    [
      ':grad eigvals(A)[2] at A=[1.48, 2.1, 1.84; 0.428, 1.11, 2.97; 2.9600000005308, 4.2000000000308, 3.6799999980849]',
      [
        '1.097315962487907791062',
        '-0.9438811277319881501179',
        '0.1946319258999782797191',
        '-5.086468218833106302693e-10',
        '4.375240607709664833766e-10',
        '-9.021914738358042783486e-11',
        '-0.5486579811055022821981',
        '0.4719405637469017904332',
        '-0.09731596292543185183298',
      ],
    ],
    [
      ':grad eigvals(A)[1] at A=[1, 1; 1e-12, 1.000001]',
      [
        '0.7236067977352626678613',
        '-4.472135955073160856739e-7',
        '-447213.5955073160946688',
        '0.2763932022647373321387',
      ],
    ],
  ])('%s', hold);
});

describe('determinants and inverses of near singular matrices', () => {
  it.each<[string, string[]]>([
    [
      ':grad trace(inv(A*A)) at A=[2.46, -0.137; -2.4599997240299, 0.13700016004046]',
      ['-23000094378565189850.82', '-412994367515795511463.4', '-23000095405285618585.12', '-412994385951796125264.9'],
    ],
    [
      ':grad det(inv(A))*det(A)^2 at A=[-1.43, 0.16, -2.17; -2.17, 1.29, -0.833; -0.74000000000019, 1.13, 1.3369999999993]',
      [
        '2.666019999999097021899',
        '3.517709999998639283167',
        '-1.497499999999754626279',
        '-2.666019999999887705945',
        '-3.517709999999411173164',
        '1.497499999999969382825',
        '2.666019999999999988628',
        '3.517709999999999796758',
        '-1.497499999999999974742',
      ],
    ],
    [
      ':grad det(A*A)-det(A)^2+trace(A) at A=[-1.43, 0.16, -2.17; -2.17, 1.29, -0.833; -0.74000000000019, 1.13, 1.3369999999993]',
      ['1', '0', '0', '0', '1', '0', '0', '0', '1'],
    ],
    [':grad det(A*A)-det(A)^2 at A=[1,2,3;4,5,6;7,8,9]', Array.from('000000000')],
    [
      ':grad logdet(A*A)-2*logdet(A)+A[1,1] at A=[2.46, -0.137; -2.4599997240299, 0.13700016004046]',
      ['1', '0', '0', '0'],
    ],
  ])('%s', hold);
});

describe('norms at zeros of entries', () => {
  it.each<[string, string[]]>([
    [':hess norm(x,1.5) at x=[0,1]', ['Infinity', '0', '0', '0']],
    [':hess norm(x,1.5) at x=[0,0,2]', ['Infinity', '0', '0', '0', 'Infinity', '0', '0', '0', '0']],
    [
      ':hess norm(x,1.2) at x=[1,0,-3]',
      [
        '0.12174961466634981',
        '0',
        '0.040583204888783269',
        '0',
        'Infinity',
        '0',
        '0.040583204888783269',
        '0',
        '0.013527734962927757',
      ],
    ],
    [':hess norm(x,2.5) at x=[0,-2]', ['0', '0', '0', '0']],
  ])('have slopes that are infinite where they are, and no trace of them elsewhere: %s', hold);

  it('have no kink where p > 1', async () => {
    const { error, notes } = await judge({ lines: [':grad norm(x,1.5) at x=[0,-2]'], expected: [['0', '-1']] });
    expect(error).toBe(0);
    expect(notes).toEqual([]);
  });
});

describe('what cancels beyond 1,500 bits', () => {
  it.each<[string, string[]]>([
    [':taylor cot(atan2(x,x)) at x=1.92e-183 order=3', ['1', '0', '0', '0']],
    [':taylor asinh(log(x, x)) at x=2.48e-174 order=3', ['0.88137358701954302523260932497979', '0', '0', '0']],
    [':taylor sech(asech(x)) at x=2.01e-180 order=5', ['2.01e-180', '1', '0', '0', '0', '0']],
    [':taylor tan(atan(x)) at x=3e-150 order=4', ['3e-150', '1', '0', '0', '0']],
    [':partial log1p(x)/x at x=4.13e-178 wrt=x,x,x', ['-1.5']],
  ])('%s', hold);
});

describe('remainders of what is beyond the range of doubles', () => {
  it.each<[string, string[]]>([
    [':hess mod((max(3.06, x))^3, 0.473) at x=1.1e151, y=1e19', ['6.6e151', '0', '0', '0']],
    [':grad mod(x^3, 0.473)*1e-200*y at x=1.1e151, y=2', ['7.26e102', '1.2171123816568085e-201']],
  ])('%s', hold);
});

describe('arcs of sines and cosines beside their turning points', () => {
  // The double next to pi/2 lies below it, the next one above; that next to pi below.
  it.each<[string, string[]]>([
    [':grad asin(sin(x)) at x=pi/2', ['1']],
    [':grad asin(sin(x)) at x=1.5707963267948968', ['-1']],
    [':grad acos(cos(x)) at x=pi', ['1']],
  ])('are those of the double, and certain: %s', hold);
});

describe('constants within rules', () => {
  it.each<[string, string[]]>([
    [':hess norm(x,3) at x=[0,1]', ['0', '0', '0', '0']],
    [':taylor norm([x,1],3) at x=1e6 order=3', ['1e6', '1', '9.999999999999999983333e-25', '0']],
    [':grad erf(x)^2 + erfc(x)^2 + 2*erf(x)*erfc(x) at x=1.5', ['0']],
    [':hess log2(x)*log(2)-log(x)+1e-40*x^2 at x=3', ['2e-40']],
    [':hess cbrt(x)*cbrt(x)-cbrt(x^2)+1e-40*x^2 at x=3', ['2e-40']],
  ])('have all the digits that are asked for: %s', hold);

  it.each([
    [divideNumbers(-7, 3), { m: -7n, e: 0 }, 3],
    [divideNumbers(1, 1.5), { m: 2n, e: 0 }, 3],
  ])('are told from two doubles: %o', (pair, top, bottom) => {
    const exact = div(top, fromNumber(bottom), toBits(400));
    expect(exponent(sub(constantOf(pair, 300)!, exact, toBits(64)))).toBeLessThan(-295);
  });

  it('are none that two doubles stand for themselves', () => {
    expect(constantOf(dd(1, 1e-20), 300)).toBeUndefined();
    expect(constantOf(dd(Math.E, 1.4456468917292502e-16), 300)).toBeUndefined();
  });
});

describe('second derivatives by two numbers', () => {
  it.each<[string, string[]]>([
    [':hess (x^1.5+y^1.5)^2 at x=0,y=1', ['Infinity', '0', '0', '6']],
    [':hess (y^1.5+x^1.5)^2 at y=1,x=0', ['6', '0', '0', 'Infinity']],
  ])('are the same in either order where one order alone leaves infinity times 0: %s', hold);

  it.each<[string, string[]]>([
    [':hess sqrt(x)*y at x=0,y=1', ['-Infinity', 'Infinity', 'Infinity', '0']],
    [':hess y*sqrt(x)+y^2 at y=-2,x=0', ['2', 'Infinity', 'Infinity', 'Infinity']],
    [
      ':hess sqrt(x)*y*z at x=0,y=1,z=2',
      ['-Infinity', 'Infinity', 'Infinity', 'Infinity', '0', '0', 'Infinity', '0', '0'],
    ],
  ])('are those with the other numbers held where an infinite slope meets a 0: %s', hold);

  it('are so between arguments of different shapes', async () => {
    const { error } = await judge({
      lines: ['f(x, v) = (x^1.5 + sum(v.^1.5))^2', ':hess f(0, [1, 4])'],
      expected: [['Infinity'], ['0', '0'], ['0', '0'], ['18', '9', '9', '24.75']],
    });
    expect(error).toBeLessThan(1e-12);
  });
});

describe('large angles', () => {
  it.each<[string, string[]]>([
    [':grad tanh(tan(x*y)) at x=1e20,y=3.3', ['3.24976770495786172244104', '98477809241147330223.41728']],
    [':grad tanh(tan(x*x)) at x=1.1e150', ['1.898401823360976897838765e150']],
    [':grad erf(5*sin(x*y)) at x=3e160,y=7.3', ['4.893327013525548965266362e-6', '2.010956306928307751379008e154']],
  ])('%s', hold);
});
