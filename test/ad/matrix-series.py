"""Computes Taylor coefficients of matrix functions to order 12, to 25 digits: what matrix-series.json holds.

Run as `python3 test/ad/matrix-series.py > test/ad/matrix-series.json`; needs mpmath. The coefficients are Cauchy's integrals over
a circle within a quarter of the distance to the next singularity, by 80 points: good to 4^-80.
"""

import json

from mpmath import mp, mpf

mp.dps = 250
ORDER = 12
POINTS = 80


A = [[(3 * i * i + 5 * j + i * j) % 7 / 4 - 0.75 for j in range(5)] for i in range(5)]
B = [[(2 * i + 3 * j * j + 1) % 5 / 8 - 0.25 for j in range(5)] for i in range(5)]
def text(m):
    return "[" + "; ".join(", ".join(repr(float(v)) for v in row) for row in m) + "]"


def along(a, b):
    return lambda t: mp.matrix(a) + t * mp.matrix(b)


CASES = [
    ("expm([x, 1; 0, 2]) at x=1", mp.expm, lambda t: mp.matrix([[1 + t, 1], [0, 2]]), 0.25),
    (
        "expm([sin(x), 1; x, exp(x)]) at x=0.5",
        mp.expm,
        lambda t: mp.matrix([[mp.sin(0.5 + t), 1], [0.5 + t, mp.exp(0.5 + t)]]),
        0.25,
    ),
    ("expm([20*x, -30; 40, -10*x]) at x=0.25", mp.expm, along([[5, -30], [40, -2.5]], [[20, 0], [0, -10]]), 0.25),
    (f"expm({text(A)} + x*{text(B)}) at x=0", mp.expm, along(A, B), 0.25),
    (
        "sqrtm([x, 1; 1, exp(x)]) at x=1.5",
        mp.sqrtm,
        lambda t: mp.matrix([[1.5 + t, 1], [1, mp.exp(1.5 + t)]]),
        2**-4,
    ),
    (
        "sqrtm([x, -2; 3, sin(x)]) at x=0.5",
        mp.sqrtm,
        lambda t: mp.matrix([[0.5 + t, -2], [3, mp.sin(0.5 + t)]]),
        2**-4,
    ),
    ("sqrtm([1 + 2^-20 + x, 1; 1, 1 + 2*x]) at x=0", mp.sqrtm, along([[1 + 2**-20, 1], [1, 1]], [[1, 0], [0, 2]]), 2**-24),
    (f"sqrtm({text(A)} + 8*identity(5) + x*{text(B)}) at x=0", mp.sqrtm, along(mp.matrix(A) + 8 * mp.eye(5), B), 2**-2),
]


def coefficients(f, x, radius):
    radius = mpf(radius)
    turns = [mp.expjpi(mpf(2 * k) / POINTS) for k in range(POINTS)]
    # The other half is conjugate.
    values = [f(x(radius * turns[k])) for k in range(POINTS // 2 + 1)]
    n = values[0].rows

    def coefficient(k, i, j):
        def term(p):
            return (values[p][i, j] * turns[-p * k % POINTS]).real

        inner = sum(term(p) for p in range(1, POINTS // 2))
        return (term(0) + 2 * inner + term(POINTS // 2)) / POINTS / radius**k

    def told(v):
        return "0" if abs(v) < mpf(10) ** -30 else mp.nstr(v, 25)

    return [[[told(coefficient(k, i, j)) for j in range(n)] for i in range(n)] for k in range(ORDER + 1)]


rows = [{"operand": operand, "coefficients": coefficients(*rest)} for operand, *rest in CASES]
print("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]")
