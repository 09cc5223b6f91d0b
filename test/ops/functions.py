"""The functions of numbers that Nabla has, of mpmath's numbers and of series: what all references are computed from."""

from mpmath import mpf

import series as mp

# By the names that users type.
ENTRYWISE = {
    "sin": mp.sin, "cos": mp.cos, "tan": mp.tan, "sec": mp.sec, "csc": mp.csc, "cot": mp.cot,
    "asin": mp.asin, "acos": mp.acos, "atan": mp.atan, "atan2": mp.atan2,
    "asec": lambda x: mp.acos(1 / x), "acsc": lambda x: mp.asin(1 / x), "acot": lambda x: mp.atan(1 / x),
    "sinh": mp.sinh, "cosh": mp.cosh, "tanh": mp.tanh, "sech": mp.sech, "csch": mp.csch, "coth": mp.coth,
    "asinh": mp.asinh, "acosh": mp.acosh, "atanh": mp.atanh,
    "asech": lambda x: mp.acosh(1 / x), "acsch": lambda x: mp.asinh(1 / x), "acoth": lambda x: mp.atanh(1 / x),
    "exp": mp.exp, "expm1": mp.expm1, "log1p": mp.log1p,
    "log": lambda x, b=None: mp.log(x) if b is None else mp.log(x) / mp.log(b),
    "log2": lambda x: mp.log(x) / mp.log(2), "log10": lambda x: mp.log(x) / mp.log(10),
    "sqrt": mp.sqrt, "square": lambda x: x * x, "cube": lambda x: x**3,
    "cbrt": lambda x: mp.sign(x) * abs(x) ** (mpf(1) / 3),
    "nthRoot": lambda x, n=mpf(2): x ** (1 / n) if x >= 0 else -((-x) ** (1 / n)) if mp.is_odd(n) else mp.undefined(),
    "abs": abs, "sign": mp.sign, "floor": mp.floor, "ceil": mp.ceil,
    "fix": lambda x: mp.floor(x) if x > 0 else mp.ceil(x), "round": lambda x: mp.sign(x) * mp.floor(abs(x) + mpf(1) / 2),
    "mod": lambda x, y: x - y * mp.floor(x / y),
    "gamma": mp.gamma, "lgamma": mp.lgamma, "digamma": lambda x: mp.psi(0, x),
    "factorial": lambda x: mp.gamma(x + 1), "polygamma": lambda n, x: mp.psi(int(n), x),
    "combinations": lambda n, k: mp.gamma_ratio([n + 1], [k + 1, n - k + 1]),
    "permutations": lambda n, k: mp.gamma_ratio([n + 1], [n - k + 1]),
    "zeta": mp.zeta, "catalan": lambda n: mp.gamma_ratio([2 * n + 1], [n + 1, n + 2]),
    "beta": lambda a, b: mp.gamma_ratio([a, b], [a + b]),
    "erf": mp.erf, "erfc": mp.erfc,
    "sigmoid": mp.sigmoid, "relu": lambda x: max(x, mpf(0)), "softplus": mp.softplus,
    "logaddexp": mp.logaddexp,
    "hypot": lambda *xs: mp.sqrt(sum(x * x for x in xs)),
    "where": lambda c, a, b: a if c != 0 else b,
}  # fmt: skip

# Ops that others lead to, by their names.
INNER = {
    "recip": lambda x: 1 / x, "div": lambda a, b: a / b, "pow": lambda x, y: x**y,
    "logBase": lambda x, b: mp.log(x) / mp.log(b), "direction": lambda a, b: a / mp.sqrt(a * a + b * b),
    "gauss": lambda x: mp.exp(-x * x), "logisticSlope": lambda x: mp.sech(x / 2) ** 2 / 4,
}  # fmt: skip
