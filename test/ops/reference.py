"""Computes values and partial derivatives up to order 3 of elementwise ops, correctly rounded: what reference.json holds.

Called by `npm run references`, which gives it a list of {"op": name, "points": [[x, ..], ..]} and takes for each op
"name": [{"x": .., "derivatives": ..}, ..]. Central differences with steps of 1e-40 relative, at 700 digits.
"""

import json
import sys

try:
    import mpmath as mp
except ImportError:
    sys.exit("Python's mpmath is needed: apt-get install python3-mpmath, or python3 -m pip install mpmath")
from mpmath import mpf

from functions import ENTRYWISE, INNER

mp.mp.dps = 700
FUNCTIONS = {**ENTRYWISE, **INNER}

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


asked = json.load(sys.stdin)
if unknown := [entry["op"] for entry in asked if entry["op"] not in FUNCTIONS]:
    sys.exit(f"test/ops/functions.py does not say in mpmath's numbers what these ops are: {', '.join(unknown)}")
rows = []
for entry in asked:
    f = FUNCTIONS[entry["op"]]
    points = []
    for point in entry["points"]:
        x = [mpf(v) for v in point]
        derivatives = [rounded(derivative(f, x, orders), x) for orders in orders_of(len(x))]
        points.append({"x": point, "derivatives": derivatives})
    rows.append(json.dumps(entry["op"]) + ": [\n" + ",\n".join("  " + json.dumps(p) for p in points) + "\n]")
    print(entry["op"], file=sys.stderr)
print(",\n".join(rows))
