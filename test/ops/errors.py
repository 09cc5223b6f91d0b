"""Measures computed values of one op against mpmath: the largest error of each list of values, in units in the last place.

Called by `npm run ulps`, which gives {"op": name, "points": [[x, ..], ..], "values": [[y, ..], ..]} with numbers as text.
"""

import json
import math
import sys

try:
    import mpmath as mp
except ImportError:
    sys.exit("Python's mpmath is needed: apt-get install python3-mpmath, or python3 -m pip install mpmath")
from mpmath import mpf

from functions import ENTRYWISE, INNER

FUNCTIONS = {**ENTRYWISE, **INNER}
LARGEST = mpf(2) ** 1024


def exact(f, x):
    """The true value to 40 digits and more behind what its operands cancel or lose beside 1."""
    spread = sum(max(abs(math.log10(abs(v))), min(abs(v), 400)) for v in x if v != 0 and math.isfinite(v))
    mp.mp.dps = 80 + min(700, int(2 * spread))
    try:
        y = f(*map(mpf, x))
    except (ZeroDivisionError, ValueError, OverflowError):
        return None
    if isinstance(y, mp.mpc):
        if y.imag != 0:
            return None
        y = y.real
    return None if mp.isnan(y) else y


def ulps(value, y):
    if y == 0 or abs(y) < mpf(2) ** -1080:
        return 0.0 if abs(value) < 1e-323 else math.inf
    if math.isnan(value):
        return math.inf
    if abs(y) >= LARGEST:
        return 0.0 if math.isinf(value) and (value > 0) == (y > 0) else math.inf
    place = mpf(2) ** max(mp.mag(y) - 53, -1074)
    shown = mp.sign(value) * LARGEST if math.isinf(value) else mpf(value)
    return float(abs(shown - y) / place)


asked = json.load(sys.stdin)
f = FUNCTIONS[asked["op"]]
found = [(0.0, None)] * len(asked["values"])
for i, point in enumerate(asked["points"]):
    x = [float(v) for v in point]
    y = exact(f, x)
    if y is None or mp.isinf(y):
        continue
    for k, values in enumerate(asked["values"]):
        error = ulps(float(values[i]), y)
        if error > found[k][0] or found[k][1] is None:
            found[k] = (error, x)
print(json.dumps([{"error": f"{e:.2f}", "at": ", ".join(map(repr, x or []))} for e, x in found]))
