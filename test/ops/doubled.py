"""Computes doubled.json: values of elementwise ops at operands of two doubles, as two doubles.

Usage: python3 doubled.py (needs mpmath 1.3)
"""

import json
import pathlib

import mpmath as mp
from mpmath import mpf

from functions import ENTRYWISE, INNER

HERE = pathlib.Path(__file__).parent

ORDINARY = [0.37, 0.81, 1.3, 2.9, -0.6, -1.7, 7.3, 30.5, 1e-5]
WITHIN = {
    "asin": [0.37, 0.81, -0.6, -0.99], "acos": [0.37, 0.81, -0.6, -0.99],
    "sqrt": [0.37, 2.9, 1e-100, 1e100], "log": [0.37, 0.99999, 1.3, 1e-200, 1e200], "log1p": [0.37, -0.6, 30.5, 1e10],
    "exp": [0.37, -0.6, 30.5, -300.7, 700.1], "gamma": [0.37, 2.9, 7.3], "factorial": [0.37, 2.9, 7.3],
    "lgamma": [0.37, 2.9, 7.3, 30.5], "digamma": [0.37, 2.9, 7.3, 30.5],
    "sin": ORDINARY + [1e6, 1e12, 3.141592653589793], "cos": ORDINARY + [1e6, 1e12, 1.5707963267948966],
    "erf": [0.37, 0.81, 1.3, -0.6], "erfc": [0.37, 0.81, 1.3, 2.9],
    "gauss": [0.37, 0.81, -1.7, 7.3, 1e-5], "log2": [0.37, 0.99999, 1.00001, 30.5], "log10": [0.37, 0.99999, 1.00001, 30.5],
    "atanh": [0.37, 0.81, -0.6, -0.99, 1e-5], "asech": [0.37, 0.81, 0.99, 1e-5],
    "acosh": [1.00001, 1.3, 30.5], "acoth": [1.00001, 1.3, -1.7, 30.5],
    "asec": [1.00001, 1.3, -1.7, 30.5], "acsc": [1.00001, 1.3, -1.7, 30.5],
}  # fmt: skip
ONE = ["square", "cube", "expm1", "sin", "cos", "tan", "sec", "csc", "cot", "asin", "acos", "atan", "sinh", "cosh", "tanh", "sech",
       "exp", "log", "log1p", "sqrt", "sigmoid", "softplus", "erf", "erfc", "gamma", "factorial", "lgamma", "digamma",
       "recip", "cbrt", "log2", "log10", "csch", "coth", "gauss", "logisticSlope", "asinh", "acosh", "atanh", "asech", "acsch", "acoth",
       "asec", "acsc", "acot"]  # fmt: skip
TWO = {
    "add": lambda a, b: a + b, "sub": lambda a, b: a - b, "mul": lambda a, b: a * b, "div": INNER["div"],
    "pow": INNER["pow"], "hypot": ENTRYWISE["hypot"], "atan2": mp.atan2, "direction": INNER["direction"],
    "logBase": INNER["logBase"], "logaddexp": ENTRYWISE["logaddexp"], "nthRoot": ENTRYWISE["nthRoot"],
}  # fmt: skip
POSITIVE = [(0.37, 2.9), (1.3, 3.0), (7.3, 0.6), (1.00001, 10.0)]
PAIRS = [(0.37, 2.9), (1.3, 3.0), (7.3, -0.6), (2.9, 1e-8), (1.3, -4.0)]


def pair(v):
    hi = float(v)
    return [hi, float(v - mpf(hi))]


def tailed(x):
    """A double with a tail that stands for the digits after it."""
    return [x, x * 2.0**-55 * 0.7]


def row(f, xs):
    return {"x": xs, "y": pair(f(*[mpf(hi) + mpf(lo) for hi, lo in xs]))}


mp.mp.dps = 60
rows = {name: [row({**ENTRYWISE, **INNER}[name], [tailed(x)]) for x in WITHIN.get(name, ORDINARY)] for name in ONE}
for name, f in TWO.items():
    pairs = POSITIVE if name in ("logBase", "nthRoot") else PAIRS
    rows[name] = [row(f, [tailed(a), tailed(b)]) for a, b in pairs]
lines = [json.dumps(name) + ": [\n" + ",\n".join("  " + json.dumps(r) for r in rs) + "\n]" for name, rs in rows.items()]
(HERE / "doubled.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
