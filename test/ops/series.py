"""Truncated power series in several variables over mpmath's numbers, and mpmath's functions of them.

A function that is called with numbers answers numbers, with series a series: what is written in these functions and in
arithmetic has all its derivatives up to an order, without differences. A function of one number enters by its Taylor
coefficients at the constant term (Griewank and Walther, Evaluating Derivatives, 2008, section 13.2).
"""

import functools
import itertools

import mpmath as mp
from mpmath import mpf


class Undefined(ValueError):
    """There is no real value, or no derivative, or one that a choice decides."""


NUMBERS = (mpf, int, float)


def undefined():
    raise Undefined("no real value")


class Ring:
    """Polynomials in so many variables up to a total degree; the terms in order of their degrees."""

    def __init__(self, variables, order):
        self.order = order
        every = itertools.product(range(order + 1), repeat=variables) if variables < 3 else _few(variables, order)
        self.exponents = sorted((e for e in every if sum(e) <= order), key=lambda e: (sum(e), tuple(-k for k in e)))
        self.at = {e: i for i, e in enumerate(self.exponents)}
        self.rows = [
            [(j, self.at[s]) for j, f in enumerate(self.exponents) if (s := tuple(map(sum, zip(e, f)))) in self.at]
            for e in self.exponents
        ]
        self.factorials = [mp.fprod(mp.factorial(k) for k in e) for e in self.exponents]

    def variable(self, index, value):
        c = [0] * len(self.exponents)
        c[0] = value
        if self.order > 0:
            c[self.at[tuple(int(i == index) for i in range(len(self.exponents[0])))]] = mpf(1)
        return Series(self, c)


def _few(variables, order):
    """Exponents of total degree up to `order`, without running through all that are larger."""
    for degree in range(order + 1):
        for chosen in itertools.combinations_with_replacement(range(variables), degree):
            yield tuple(chosen.count(i) for i in range(variables))


ring = functools.cache(Ring)


class Series:
    """A polynomial; a coefficient that is 0 whatever the point is the integer 0."""

    __slots__ = ("ring", "c")

    def __init__(self, ring, c):
        self.ring, self.c = ring, c

    def like(self, c):
        return Series(self.ring, c)

    def lift(self, x):
        return x if isinstance(x, Series) else Series(self.ring, [x] + [0] * (len(self.c) - 1))

    def derivative(self, exponents):
        i = self.ring.at[exponents]
        return self.c[i] if type(self.c[i]) is int else self.c[i] * self.ring.factorials[i]

    def __add__(self, other):
        if not isinstance(other, Series):
            if not isinstance(other, NUMBERS):
                return NotImplemented
            return self.like([self.c[0] + other, *self.c[1:]])
        return self.like([a + b for a, b in zip(self.c, other.c)])

    __radd__ = __add__

    def __neg__(self):
        return self.like([-a for a in self.c])

    def __pos__(self):
        return self

    def __sub__(self, other):
        return self + -other if isinstance(other, (Series, *NUMBERS)) else NotImplemented

    def __rsub__(self, other):
        return -self + other

    def __mul__(self, other):
        if not isinstance(other, Series):
            if not isinstance(other, NUMBERS):
                return NotImplemented
            return self.like([a * other for a in self.c])
        out = [0] * len(self.c)
        b = other.c
        for a, row in zip(self.c, self.ring.rows):
            if type(a) is not int:
                for j, k in row:
                    if type(b[j]) is not int:
                        out[k] += a * b[j]
        return self.like(out)

    __rmul__ = __mul__

    def __truediv__(self, other):
        if isinstance(other, Series):
            return self * reciprocal(other)
        return self * (1 / mpf(other)) if isinstance(other, NUMBERS) else NotImplemented

    def __rtruediv__(self, other):
        return reciprocal(self) * other

    def __pow__(self, other):
        return power(self, other) if isinstance(other, (Series, *NUMBERS)) else NotImplemented

    def __rpow__(self, other):
        return power(other, self)

    def __abs__(self):
        if self.c[0] == 0:
            raise Undefined("abs at 0")
        return self if self.c[0] > 0 else -self

    def __eq__(self, other):
        return self.c[0] == constant(other)

    def __lt__(self, other):
        return decided(self.c[0], constant(other)) < 0

    def __gt__(self, other):
        return decided(self.c[0], constant(other)) > 0

    def __le__(self, other):
        return decided(self.c[0], constant(other)) < 0

    def __ge__(self, other):
        return decided(self.c[0], constant(other)) > 0

    __hash__ = None


def constant(x):
    return x.c[0] if isinstance(x, Series) else x


def distance(a, b):
    """How far numbers or series are apart, beside the larger coefficient."""
    p, q = (x.c if isinstance(x, Series) else [x] for x in (a, b))
    size = max(abs(v) for v in p) or 1
    return max(abs(v - w) for v, w in itertools.zip_longest(p, q, fillvalue=0)) / size


def is_odd(x):
    return not isinstance(x, Series) and x % 2 == 1


def decided(a, b):
    if a == b:
        raise Undefined("a comparison is tied")
    return a - b


def composed(s, g):
    """g(s), from the Taylor coefficients of g at the constant term of s."""
    if any(isinstance(v, mp.mpc) for v in g):
        raise Undefined("no real value")
    if not all(mp.isfinite(v) for v in g):
        raise Undefined("not finite")
    d = s.like([0, *s.c[1:]])
    out = s.lift(g[-1])
    for v in reversed(g[:-1]):
        out = out * d + v
    return out


def integral(first, s):
    """Taylor coefficients of the integral of a series in one variable, which is `first` at the point."""
    return [first, *(c / (n + 1) for n, c in enumerate(s.c[:-1]))]


def at(x, n):
    return ring(1, n).variable(0, x)


def cycle(values, n):
    return [values[k % len(values)] / mp.factorial(k) for k in range(n + 1)]


def powers(x, p, n):
    """Taylor coefficients of x^p at x for a number p."""
    whole = p == mp.floor(p)
    if x == 0:
        if not whole or p < 0:
            raise Undefined("a power at 0")
        return [mpf(int(k == p)) for k in range(n + 1)]
    if x < 0 and not whole:
        raise Undefined("a root of a negative number")
    if abs(p) * (abs(mp.mag(x)) + 1) > 1e7:
        raise Undefined("beyond any range")
    first = x ** int(p) if whole else x**p
    out = [first]
    for k in range(n):
        out.append(out[-1] * (p - k) / (k + 1) / x)
    return out


def power(a, b):
    if not isinstance(b, Series):
        return composed(a, powers(a.c[0], mpf(b), a.ring.order))
    if constant(a) <= 0:
        raise Undefined("a power of what is not positive by its exponent")
    return exp(b * log(a))


def lifted(f, coefficients):
    """f of numbers and of series."""
    return lambda x: composed(x, coefficients(x.c[0], x.ring.order)) if isinstance(x, Series) else f(x)


def by_slope(f, slope):
    """A function whose derivative is `slope`, written in functions of series."""

    def coefficients(x, n):
        return integral(f(x), slope(at(x, n)))

    return lifted(f, coefficients)


def by_formula(f, formula):
    return lifted(f, lambda x, n: formula(at(x, n)).c)


def signed_log(x):
    if x == 0:
        raise Undefined("log of 0")
    return mp.log(x)


# Beyond this, exponentials are not numbers to work with.
MOST = 1e6


def bounded(f, most=MOST):
    def g(x):
        if abs(x) > most:
            raise Undefined("beyond any range")
        return f(x)

    return g


bounded_exp = bounded(mp.exp)
bounded_gamma = bounded(mp.gamma, 1e5)


def settling(f, slope, most=MOST, least=-MOST):
    """A function that is flat beyond `most` and `least`, but for less than any double; elsewhere its derivative is `slope`."""

    def coefficients(x, n):
        return integral(f(x), slope(at(x, n))) if least <= x <= most else [f(x)] + [0] * n

    return lifted(f, coefficients)


exp = lifted(bounded_exp, lambda x, n: cycle([bounded_exp(x)], n))
log = lifted(mp.log, lambda x, n: [signed_log(x), *((-1) ** (k - 1) / (k * x**k) for k in range(1, n + 1))])
reciprocal = lifted(lambda x: 1 / x, lambda x, n: powers(x, mpf(-1), n))
sqrt = lifted(mp.sqrt, lambda x, n: powers(x, mpf(1) / 2, n))
sin = lifted(mp.sin, lambda x, n: cycle([mp.sin(x), mp.cos(x), -mp.sin(x), -mp.cos(x)], n))
cos = lifted(mp.cos, lambda x, n: cycle([mp.cos(x), -mp.sin(x), -mp.cos(x), mp.sin(x)], n))
sinh = lifted(bounded(mp.sinh), lambda x, n: cycle([bounded(mp.sinh)(x), mp.cosh(x)], n))
cosh = lifted(bounded(mp.cosh), lambda x, n: cycle([bounded(mp.cosh)(x), mp.sinh(x)], n))
expm1 = settling(lambda x: bounded(mp.expm1)(x) if x > -MOST else mpf(-1), lambda x: exp(x), mp.inf)
log1p = by_slope(mp.log1p, lambda x: 1 / (1 + x))
tan = by_formula(mp.tan, lambda x: sin(x) / cos(x))
sec = by_formula(mp.sec, lambda x: 1 / cos(x))
csc = by_formula(mp.csc, lambda x: 1 / sin(x))
cot = by_formula(mp.cot, lambda x: cos(x) / sin(x))
tanh = settling(lambda x: mp.tanh(x) if abs(x) < MOST else mp.sign(x), lambda x: cosh(x) ** -2)
sech = by_formula(bounded(mp.sech), lambda x: 1 / cosh(x))
csch = by_formula(bounded(mp.csch), lambda x: 1 / sinh(x))
coth = settling(lambda x: mp.coth(x) if abs(x) < MOST else mp.sign(x), lambda x: -(sinh(x) ** -2))
asin = by_slope(mp.asin, lambda x: 1 / sqrt(1 - x * x))
acos = by_slope(mp.acos, lambda x: -1 / sqrt(1 - x * x))
atan = by_slope(mp.atan, lambda x: 1 / (1 + x * x))
asinh = by_slope(mp.asinh, lambda x: 1 / sqrt(1 + x * x))
acosh = by_slope(mp.acosh, lambda x: 1 / sqrt(x * x - 1))
atanh = by_slope(mp.atanh, lambda x: 1 / (1 - x * x))
erf = settling(lambda x: mp.erf(x) if abs(x) < 1000 else mp.sign(x), lambda x: 2 / mp.sqrt(mp.pi) * exp(-x * x), 1000, -1000)
erfc = settling(lambda x: bounded(mp.erfc, 1000)(x) if x > -1000 else mpf(2), lambda x: -2 / mp.sqrt(mp.pi) * exp(-x * x), mp.inf, -1000)


def bounded_psi(m, x):
    if x < -1000:
        raise Undefined("too slow")
    return mp.psi(m, x)


def logistic(x):
    e = bounded_exp(-x) if x > 0 else bounded_exp(x)
    return 1 / (1 + e) if x > 0 else e / (1 + e)


sigmoid = settling(
    lambda x: logistic(x) if x < MOST else mpf(1), lambda x: exp(-x) * reciprocal(1 + exp(-x)) ** 2, MOST, -mp.inf
)
softplus = settling(
    lambda x: x + mp.log1p(bounded_exp(-x)) if 0 < x < MOST else x if x > 0 else mp.log1p(bounded_exp(x)), lambda x: sigmoid(x), mp.inf, -mp.inf
)


def psi(m, x):
    if isinstance(x, Series):
        return composed(x, [bounded_psi(m + k, x.c[0]) / mp.factorial(k) for k in range(x.ring.order + 1)])
    return bounded_psi(m, x)


lgamma = lifted(
    lambda x: mp.re(mp.loggamma(x)),
    lambda x, n: [mp.re(mp.loggamma(x)), *(bounded_psi(k - 1, x) / mp.factorial(k) for k in range(1, n + 1))],
)


def gamma_coefficients(x, n):
    first = bounded_gamma(x)
    return [first * c for c in exp(at(mpf(0), n).like([mpf(0), *(bounded_psi(k - 1, x) / mp.factorial(k) for k in range(1, n + 1))])).c]


gamma = lifted(bounded_gamma, gamma_coefficients)


def gamma_ratio(above, below):
    """The product of the gammas of some numbers or series over that of others, without overflow."""
    sign = 1
    for x in map(constant, [*above, *below]):
        if x <= 0:
            if x == mp.floor(x):
                raise Undefined("a pole")
            sign *= 1 if mp.floor(x) % 2 == 0 else -1
    return exp(sum(map(lgamma, above)) - sum(map(lgamma, below))) * sign


def zeta_derivative(x, k):
    if x == 1 or abs(x) > 400:
        raise Undefined("at the pole, or too slow")
    return mp.zeta(x, 1, k)


def zeta(x, n=0):
    """Riemann's zeta function, or its n-th derivative."""
    k = int(constant(n))
    if not isinstance(x, Series):
        return zeta_derivative(x, k)
    return composed(x, [zeta_derivative(x.c[0], k + i) / mp.factorial(i) for i in range(x.ring.order + 1)])


def step(f, jumps):
    """A function that is constant between its jumps."""

    def stepped(x):
        if not isinstance(x, Series):
            return f(x)
        if jumps(x.c[0]):
            raise Undefined("at a jump")
        return f(x.c[0])

    return stepped


sign = step(mp.sign, lambda x: x == 0)
floor = step(mp.floor, lambda x: x == mp.floor(x))
ceil = step(mp.ceil, lambda x: x == mp.floor(x))


def atan2(y, x):
    if not isinstance(x, Series) and not isinstance(y, Series):
        return mp.atan2(y, x)
    y0, x0 = constant(y), constant(x)
    if x0 == 0 and y0 == 0 or (y0 == 0 and x0 < 0):
        raise Undefined("atan2 at its jump")
    turned = atan(y / x) if abs(x0) > abs(y0) else -atan(x / y)
    return turned + (mp.atan2(y0, x0) - turned.c[0])


def logaddexp(a, b):
    return a + softplus(b - a)
