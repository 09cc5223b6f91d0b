"""Computes reference.json: values and partial derivatives up to order 3 of the elementwise ops, correctly rounded.

Usage: python3 reference.py < points.json > reference.json
where points.json lists {"op": name, "points": pointsOf(op)} for the ops of families.ts.
Needs mpmath (1.3): central differences with steps of 1e-40 relative, at 700 digits.
"""

import json
import sys

import mpmath as mp
from mpmath import mpf

mp.mp.dps = 700

FUNCTIONS = {
    "recip": lambda x: 1 / x,
    "div": lambda a, b: a / b,
    "abs": abs,
    "pow": lambda x, y: x**y,
    "square": lambda x: x * x,
    "cube": lambda x: x**3,
    "sqrt": mp.sqrt,
    "cbrt": lambda x: mp.sign(x) * mp.cbrt(abs(x)),
    "nthRoot": lambda x, n: x ** (1 / n),
    "direction": lambda a, b: a / mp.sqrt(a * a + b * b),
    "hypot": lambda a, b: mp.sqrt(a * a + b * b),
    "exp": mp.exp,
    "expm1": mp.expm1,
    "log": mp.log,
    "log1p": lambda x: mp.log(1 + x),
    "log2": lambda x: mp.log(x) / mp.log(2),
    "log10": lambda x: mp.log(x) / mp.log(10),
    "logBase": lambda x, b: mp.log(x) / mp.log(b),
    "sin": mp.sin,
    "cos": mp.cos,
    "tan": mp.tan,
    "sec": mp.sec,
    "csc": mp.csc,
    "cot": mp.cot,
    "asin": mp.asin,
    "acos": mp.acos,
    "atan": mp.atan,
    "asec": lambda x: mp.acos(1 / x),
    "acsc": lambda x: mp.asin(1 / x),
    "acot": lambda x: mp.atan(1 / x),
    "atan2": mp.atan2,
    "sinh": mp.sinh,
    "cosh": mp.cosh,
    "tanh": mp.tanh,
    "sech": lambda x: 1 / mp.cosh(x),
    "csch": lambda x: 1 / mp.sinh(x),
    "coth": lambda x: 1 / mp.tanh(x),
    "asinh": mp.asinh,
    "acosh": mp.acosh,
    "atanh": mp.atanh,
    "asech": lambda x: mp.acosh(1 / x),
    "acsch": lambda x: mp.asinh(1 / x),
    "acoth": lambda x: mp.atanh(1 / x),
    "mod": lambda x, y: x - y * mp.floor(x / y),
    "relu": lambda x: max(x, mpf(0)),
    "sigmoid": lambda x: 1 / (1 + mp.exp(-x)),
    "logisticSlope": lambda x: mp.sech(x / 2) ** 2 / 4,
    "softplus": lambda x: mp.log(1 + mp.exp(x)),
    "logaddexp": lambda a, b: mp.log(mp.exp(a) + mp.exp(b)),
    "gamma": mp.gamma,
    "lgamma": lambda x: mp.log(abs(mp.gamma(x))),
    "digamma": lambda x: mp.psi(0, x),
    "factorial": lambda x: mp.gamma(x + 1),
    "gauss": lambda x: mp.exp(-x * x),
    "erf": mp.erf,
    "erfc": mp.erfc,
}

STENCILS = [
    {0: mpf(1)},
    {1: mpf(1) / 2, -1: -mpf(1) / 2},
    {1: mpf(1), 0: mpf(-2), -1: mpf(1)},
    {2: mpf(1) / 2, 1: mpf(-1), -1: mpf(1), -2: -mpf(1) / 2},
]


def derivative(f, x, orders):
    steps = [abs(v) * mpf(10) ** -40 if v else mpf(10) ** -40 for v in x]

    def level(k, at):
        if k == len(x):
            return f(*at)
        stencil = STENCILS[orders[k]]
        total = sum(c * level(k + 1, [*at, x[k] + i * steps[k]]) for i, c in stencil.items())
        return total / steps[k] ** orders[k]

    return level(0, [])


def rounded(v, x):
    if isinstance(v, mp.mpc):
        if abs(v.imag) > abs(v.real) * mpf(10) ** -40:
            return "NaN"
        v = v.real
    # The error of the differences at x = 0 is about 1e-80.
    if abs(v) < mpf(10) ** -330 or (0 in x and abs(v) < mpf(10) ** -70):
        return 0.0
    return ("Infinity" if v > 0 else "-Infinity") if abs(v) >= mpf(2) ** 1024 else float(v)


def orders_of(arity):
    if arity == 1:
        return [(n,) for n in range(4)]
    return [(n - k, k) for n in range(4) for k in range(n + 1)]


rows = []
for entry in json.load(sys.stdin):
    f = FUNCTIONS[entry["op"]]
    points = []
    for point in entry["points"]:
        x = [mpf(v) for v in point]
        derivatives = [rounded(derivative(f, x, orders), x) for orders in orders_of(len(x))]
        points.append({"x": point, "derivatives": derivatives})
    rows.append(json.dumps(entry["op"]) + ": [\n" + ",\n".join("  " + json.dumps(p) for p in points) + "\n]")
    print(entry["op"], file=sys.stderr)
print("{\n" + ",\n".join(rows) + "\n}")
