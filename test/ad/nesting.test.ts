import { describe, expect, it } from 'vitest';
import { faultOf, notesOf, valueOf } from '../session/engine-fixture.ts';

describe('operators nest', () => {
  it.each([
    ['jac(f)(2)', 32],
    ['jac(jac(f))(2)', 48],
    ['jac(jac(jac(f)))(2)', 48],
    ['jac(jac(jac(jac(f))))(2)', 24],
    ['hess(hess(f))(2)', 24],
    ['jac(hess(f))(2)', 48],
    ['hess(grad(f))(2)', 48],
    ['hess(f)(2)', 48],
  ])('f(x) = x^4: %s is %d', async (expression, wanted) => {
    expect(await valueOf('f(x) = x^4', expression)).toBe(wanted);
  });

  it('and have names as any function', async () => {
    expect(await valueOf('f(x) = x^4', 'g = jac(f)', 'h = jac(g)', 'g(1) + h(1)')).toBe(16);
  });

  it('on vectors too: the derivative of the gradient is a row of the Hessian', async () => {
    const f = 'f(x) = x[1]^2*x[2]';
    expect(await valueOf(f, 'hess(f)([1, 2])')).toEqual([
      [4, 2],
      [2, 0],
    ]);
    expect(await valueOf(f, 'jac(jac(f))([1, 2])')).toEqual([
      [
        [4, 2],
        [2, 0],
      ],
    ]);
    expect(await valueOf(f, 'jac(hess(f))([1, 2])')).toEqual([
      [
        [0, 2],
        [2, 0],
      ],
      [
        [2, 0],
        [0, 0],
      ],
    ]);
  });

  it('on functions of the table', async () => {
    expect(await valueOf('jac(sin)(0)')).toBe(1);
    expect(await valueOf('hess(cos)(0)')).toBe(-1);
    expect(await valueOf('grad(sum)([1, 2, 3])')).toEqual([[1, 1, 1]]);
    expect(await valueOf('jac(hypot)(3, 4)')).toEqual([[0.6, 0.8]]);
    expect(await valueOf(':jac sum(1, 2, 3, 4)')).toEqual([[1, 1, 1, 1]]);
  });

  it('and commands differentiate through them', async () => {
    const newton = 'newton(x) = x - f(x) / jac(f)(x)';
    // d/dx (x - f/f') = f f'' / f'^2 with f = x^2 - 2 at 1.5: 0.25 * 2 / 9.
    expect(await valueOf('f(x) = x^2 - 2', newton, ':jac newton(1.5)')).toBeCloseTo(0.5 / 9, 14);
  });

  it('as in a Newton step in several dimensions, differentiable again', async () => {
    const lines = ['f(x) = x[1]^2*x[2] + x[1]*x[2]^3', 'step(x) = x - inv(hess(f)(x)) * flatten(grad(f)(x))'];
    const quadratic = ['f(x) = x[1]^2 + x[1]*x[2] + 3*x[2]^2', lines[1]!];
    expect(await valueOf(...quadratic, 'step([4, -7])')).toEqual([0, 0]);
    expect((await valueOf(...lines, ':jac step([1, 2])')) as number[][]).toHaveLength(2);
  });
});

describe('recordings within recordings are not confused', () => {
  // Siskind & Pearlmutter, Perturbation confusion and referential transparency (IFL 2005).
  it.each([
    ['f(x) = x * jac(g(y) = x + y)(1)', 'jac(f)(1)', 1],
    ['f(x) = x * jac(g(y) = x * y)(2)', 'jac(f)(3)', 6],
    ['f(x) = x * jac(g(y) = x * y^2)(x)', 'jac(f)(2)', 24],
    ['f(x) = jac(g(y) = jac(h(z) = x*y*z)(y))(x)', 'jac(f)(5)', 1],
    ['f(x) = jac(g(x) = x^2)(x)', 'jac(f)(5)', 2],
    ['f(x) = hess(g(y) = (x*y)^3)(1)', 'jac(f)(2)', 72],
  ])('%s: %s is %d', async (definition, expression, wanted) => {
    expect(await valueOf(definition, expression)).toBe(wanted);
  });

  it('nor is a function that closes over what is being differentiated', async () => {
    expect(await valueOf('twice(h, x) = h(h(x))', 'f(a) = twice(g(u) = a*u, 3)', 'jac(f)(2)')).toBe(12);
    expect(await valueOf('f(a) = sum(map([1, 2, 3], g(u) = a*u^2))', 'jac(f)(2)')).toBe(14);
    expect(await valueOf('f(a) = (b = a^2; g(u) = u; map([1, 2], h(u) = b*u))', ':jac f(3)').catch(() => 'no')).toBe(
      'no',
    );
    expect(await valueOf('f(a) = (b = a^2; map([1, 2], h(u) = b*u))', ':jac f(3)')).toEqual([[6], [12]]);
  });
});

describe('branches and recursion', () => {
  it.each([
    ['f(x) = x > 1 ? x^2 : x', 'f(3)', 6],
    ['f(x) = x > 1 ? x^2 : x', 'f(0.5)', 1],
    ['f(x) = x < 0 ? sqrt(x) : x^3', 'f(2)', 12],
    ['power(x, n) = n < 1 ? 1 : x * power(x, n - 1)', 'power(x, 5) at x=2', 80],
    ['fib(x, n) = n < 2 ? x^n : fib(x, n - 1) + fib(x, n - 2)', 'fib(x, 10) at x=1', 55],
    ['heron(x, y, n) = n < 1 ? y : heron(x, (y + x/y)/2, n - 1)', 'heron(x, 1, 8) at x=4', 0.25],
    ['f(x) = sum(x > 0 ? x.^2 : 0)', 'f([x, -x, 3*x]) at x=2', 40],
  ])('%s: :jac %s is %d', async (definition, call, wanted) => {
    expect(await valueOf(definition, `:jac ${call}`)).toBeCloseTo(wanted, 12);
  });

  it('a test that is tied says on which side it stood', async () => {
    expect(await notesOf('f(x) = x > 1 ? x^2 : x', ':jac f(1)')).toEqual([['derivative/branch-edge', 'f(1)', 1]]);
    expect(await notesOf('f(x) = x > 1 ? x^2 : x', ':jac f(1.5)')).toEqual([]);
  });

  it('a recursion without an end is a fault, and not ours', async () => {
    expect((await faultOf('f(x) = 1 + f(x)', ':jac f(1)'))[0]).toBe('limit/recursion');
  });
});

describe('a branch taken because two numbers are equal', () => {
  it('tells nothing of the derivative', async () => {
    expect(await valueOf('f(x) = x == 0 ? 1 : sin(x)/x', ':jac f(0)')).toBeNaN();
    expect(await valueOf('f(x) = x == 0 ? 1 : sin(x)/x', ':jac f(0) mode=reverse')).toBeNaN();
    expect(await valueOf('f(x) = not (x != 0) ? 1 : sin(x)/x', ':jac f(0)')).toBeNaN();
    expect(await valueOf('f(x) = x != 1 and x > 0 ? x^2 : x', ':jac f(1)')).toBeNaN();
    expect(await valueOf('f(x) = x == 0 ? 1 : sin(x)/x', ':hess f(0)')).toBeNaN();
    expect(await valueOf('f(x) = x == 0 ? 1 : sin(x)/x', ':taylor f(0) order=2')).toEqual([1, NaN, NaN]);
  });

  it('by that alone of which the equality depends', async () => {
    expect(await valueOf('f(x, y) = x == 1 ? y^2 : 0', ':jac f(1, 3)')).toEqual([[NaN, 6]]);
    expect(await valueOf('f(n, x) = n == 0 ? 1 : x*f(n - 1, x)', ':jac f(3, 2) wrt=x')).toBe(12);
  });

  it('in the entries alone in which it holds', async () => {
    const f = 'f(x) = sum(x == 0 ? 0 : x.^2)';
    expect(await valueOf(f, ':grad f([0, 1, 2])')).toEqual([[NaN, 2, 4]]);
    expect(await valueOf(f, ':grad f([0, 1, 2]) mode=forward')).toEqual([[NaN, 2, 4]]);
    expect(await notesOf(f, ':grad f([0, 1, 2])')).toContainEqual(['value/nan', 'f([0, 1, 2])', 1]);
  });

  it('and where it is not, the branch is like any other', async () => {
    expect(await valueOf('f(x) = x == 0 ? 1 : x^2', ':jac f(3)')).toBe(6);
    expect(await valueOf('f(x) = x == 0 or x > 2 ? x^3 : x^2', ':jac f(3)')).toBe(27);
  });
});

describe('a number that only says which or how many', () => {
  it.each([
    ['a position', 'x = [1, 2, 3]', 'x[k] at k=2'],
    ['an extent', '1', 'sum(zeros(n) + 1) at n=3'],
    ['a bound of a range', '1', 'sum(1:n) at n=3'],
    ["a matrix's exponent", 'A = [1, 2; 3, 4]', 'A^k at k=2'],
    ['the order of a norm', '1', 'norm([1, 2], p) at p=3'],
    ['an axis', 'A = [1, 2; 3, 4]', 'sum(A, k) at k=1'],
  ])('has no derivative, and not one that is 0: %s', async (_, setting, operand) => {
    expect([(await valueOf(setting, `:jac ${operand}`)) as number[]].flat(3)[0]).toBeNaN();
    expect((await notesOf(setting, `:jac ${operand}`)).map(([code]) => code)).toContain('value/nan');
  });

  it('and leaves the derivatives by the other arguments alone', async () => {
    expect(await valueOf('f(x, k) = x[k]^2', ':jac f([1, 2, 3], 2) wrt=x')).toEqual([[0, 4, 0]]);
    expect(await valueOf('f(A, k) = (A^k)[1, 1]', ':jac f([1, 2; 3, 4], 2) wrt=A')).toEqual([
      [2, 3],
      [2, 0],
    ]);
  });
});
