"""Computes Taylor coefficients of compositions to order 50, to 20 digits: what high-order.json holds.

Run as `python3 test/ad/high-order.py > test/ad/high-order.json`; needs mpmath. The coefficients are Cauchy's integrals over a circle of
radius 2^-6 by 256 points, at 250 digits.
"""

import json

from mpmath import mp, mpf

mp.dps = 250
ORDERS = [5, 7, 8, 20, 35, 50]
RADIUS = mpf(2) ** -6
POINTS = 256

CASES = [
    ("x^x^x at x=1.5", lambda x: x ** (x**x), 1.5),
    ("gamma(x)^x at x=1.5", lambda x: mp.gamma(x) ** x, 1.5),
    ("x! at x=2.5", lambda x: mp.gamma(x + 1), 2.5),
    ("erf(x)/x at x=0.75", lambda x: mp.erf(x) / x, 0.75),
    ("sin(x)^2.5 at x=0.75", lambda x: mp.sin(x) ** 2.5, 0.75),
    ("atan(exp(x)) at x=0.25", lambda x: mp.atan(mp.exp(x)), 0.25),
    ("asech(sin(x)) at x=0.5", lambda x: mp.asech(mp.sin(x)), 0.5),
    ("cbrt(1+sin(x)) at x=0.5", lambda x: mp.cbrt(1 + mp.sin(x)), 0.5),
    ("atan2(x,1+x^2) at x=0.25", lambda x: mp.atan(x / (1 + x * x)), 0.25),
    ("hypot(x,exp(x)) at x=0.5", lambda x: mp.sqrt(x * x + mp.exp(2 * x)), 0.5),
    ("log(3,2+sin(x)) at x=0.5", lambda x: mp.log(3) / mp.log(2 + mp.sin(x)), 0.5),
]

turns = [mp.expjpi(mpf(2 * k) / POINTS) for k in range(POINTS)]


def coefficients(f, x):
    # The other half is conjugate.
    values = [f(x + RADIUS * turns[k]) for k in range(POINTS // 2 + 1)]

    def coefficient(k):
        def term(p):
            return (values[p] * turns[-p * k % POINTS]).real

        inner = sum(term(p) for p in range(1, POINTS // 2))
        return (term(0) + 2 * inner + term(POINTS // 2)) / POINTS / RADIUS**k

    return {k: mp.nstr(coefficient(k), 20) for k in ORDERS}


rows = [{"operand": operand, "coefficients": coefficients(f, x)} for operand, f, x in CASES]
print("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]")
