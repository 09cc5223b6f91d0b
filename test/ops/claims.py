"""Computes claims.json: values of elementwise ops at operands of two doubles over their whole range, to 40 digits.

Usage: python3 claims.py (needs mpmath 1.3)
"""

import json
import pathlib

import mpmath as mp
from mpmath import mpf

from functions import ENTRYWISE, INNER

HERE = pathlib.Path(__file__).parent

TINY = [1e-300, 3e-250, 7e-161, 1e-103, 1e-60, 1e-20, 3e-9, 1e-5, 1e-3]
NEAR = [c + s * d for c in (1, 2) for d in (3e-14, 2e-9, 7e-5, 0.02) for s in (1, -1)]
ZEROS = [3.141592653589793, 1.5707963267948966, 31.41592653589793, 1.4616321449683622, 1.4616321, 2.4570247382208, 0.5040830082644554]
ORDINARY = [0.37, 0.69, 0.71, 0.81, 0.4999999, 1.3, 2.3, 2.9, 4.1, 5.2, 7.3, 19.7]
LARGE = [36.6, 88.3, 157.4, 351.7, 681.3, 745.2, 4567.8, 1e6, 3e10, 1e15, 3.3e20, 1e103, 2e155, 1e250, 1.1e304]
POINTS = [s * x for x in TINY + NEAR + ZEROS + ORDINARY + LARGE for s in (1, -1)]
PAIRS = [(a, b) for a in (1e-200, 3e-9, 0.37, 1.0000001, 2.9, 31.4, 777.7, 1e103, 2e250) for b in (-208.8, -7.3, -1e-8, 3e-300, 0.6, 1.0, 4.1, 64.5, 620.5)]
ONE = ["recip", "square", "cube", "sqrt", "cbrt", "exp", "expm1", "log", "log1p", "log2", "log10", "sin", "cos", "tan", "sec", "csc", "cot",
       "asin", "acos", "atan", "asec", "acsc", "acot", "sinh", "cosh", "tanh", "sech", "csch", "coth", "asinh", "acosh", "atanh", "asech",
       "acsch", "acoth", "sigmoid", "logisticSlope", "softplus", "gauss", "erf", "erfc", "gamma", "factorial", "lgamma", "digamma"]  # fmt: skip
TWO = {
    "div": INNER["div"], "pow": INNER["pow"], "hypot": ENTRYWISE["hypot"], "direction": INNER["direction"], "atan2": mp.atan2,
    "logBase": INNER["logBase"], "nthRoot": ENTRYWISE["nthRoot"], "logaddexp": ENTRYWISE["logaddexp"],
}  # fmt: skip

COUNTS = {
    "combinations": lambda n, k: mp.gammaprod([n + 1], [k + 1, n - k + 1]),
    "permutations": lambda n, k: mp.gammaprod([n + 1], [n - k + 1]),
    "beta": lambda a, b: mp.gammaprod([a, b], [a + b]),
}  # fmt: skip
COUNTED = [(n, k) for n in (1e-8, 0.5, 1.0000001, 4.5, 20.25, 151.7, 1e4 + 0.5, 1e9 + 0.25) for k in (1e-9, 0.3, 1, 2.0000001, 6.5, 15.5)]
NEGATIVE = [(-0.5, 0.3), (-1.7, 2.5), (4.5, 4.500001), (4.5, 5.4999999)]
CATALAN = [1e-8, 0.3, 2.5, 7.3, 33.3, 99, 151.7, 200.5, 300.1, -0.3, -0.499999, -0.7, -1.2, -2.3]
# e^a + e^b is near 1.
CANCELLING = [(-a, float(mp.log(1 - mp.exp(-a))) + d) for a in (0.6931471, 0.3, 1.2, 5.5, 30.2) for d in (0, 1e-15, 1e-9, 1e-3, -1e-4)]


def tailed(x):
    """A double with a tail that stands for the digits after it."""
    return [x, x * 2.0**-55 * 0.7 if abs(x) > 1e-280 else 0.0]


def row(f, xs):
    """The value where it is a number that a double is near, by as many digits as the operands lose."""
    widest = max(abs(x) for x, _ in xs)
    mp.mp.dps = 800 if widest < 1e20 else 1500
    try:
        y = f(*[mpf(hi) + mpf(lo) for hi, lo in xs])
    except (ValueError, ZeroDivisionError, OverflowError, NotImplementedError):
        return None
    if isinstance(y, mp.mpc) or not mp.isfinite(y) or not mpf("1e-300") < abs(y) < mpf("1e300"):
        return None
    return {"x": xs, "y": mp.nstr(y, 40)}


def fits(name, x):
    """Whether mpmath computes it at all: the gamma functions take no large operands there, exponentials none of 1e15."""
    if name in ("gamma", "factorial", "lgamma"):
        return abs(x) < 5000
    if name == "digamma":
        return x > -5000
    return abs(x) < 1e5 or name not in EXPONENTIAL


EXPONENTIAL = ("exp", "expm1", "sinh", "cosh", "tanh", "sech", "csch", "coth", "sigmoid", "logisticSlope", "softplus", "gauss", "erf", "erfc")

rows = {name: [row({**ENTRYWISE, **INNER}[name], [tailed(x)]) for x in POINTS if fits(name, x)] for name in ONE}
for name, f in TWO.items():
    rows[name] = [row(f, [tailed(a), tailed(b)]) for a, b in PAIRS if name != "logaddexp" or a < 1e5]
for name, f in COUNTS.items():
    rows[name] = [row(f, [tailed(n), tailed(k)]) for n, k in COUNTED + NEGATIVE]
rows["catalan"] = [row(lambda n: mp.gammaprod([2 * n + 1], [n + 1, n + 2]), [tailed(n)]) for n in CATALAN]
rows["logaddexp"] += [row(ENTRYWISE["logaddexp"], [tailed(a), tailed(b)]) for a, b in CANCELLING]
lines = [
    json.dumps(name) + ": [\n" + ",\n".join("  " + json.dumps(r) for r in rs if r) + "\n]" for name, rs in rows.items()
]
(HERE / "claims.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
