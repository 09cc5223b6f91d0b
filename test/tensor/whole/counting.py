"""Counts of whole numbers, exactly by sums and recurrences of Python's integers, rounded once: what counting.json holds.

python3 test/tensor/whole/counting.py > test/tensor/whole/counting.json; mpmath is needed for Bernoulli numbers alone.
"""

import json
import math

import mpmath as mp

mp.mp.dps = 400


def rounded(x):
    """A double as JSON has it, and what none holds as text."""
    return float(x) if abs(x) < 2**1024 - 2**970 else "Infinity" if x > 0 else "-Infinity"


def stirling(n, k):
    """By inclusion and exclusion, another way than the recurrence (DLMF 26.8.6)."""
    total = sum((-1) ** (k - i) * math.comb(k, i) * i**n for i in range(k + 1))
    return total // math.factorial(k)


def bell(n):
    return sum(stirling(n, k) for k in range(n + 1))


BINOMIAL = [(5, 2), (52, 5), (300, 150), (1029, 514), (1030, 515), (1031, 500), (2**53 - 1, 3), (2**53 - 1, 19), (10**6, 60), (10**9, 5 * 10**4), (7, 0), (0, 0)]
STIRLING = [(0, 0), (5, 0), (5, 2), (100, 50), (1024, 2), (1025, 2), (219, 40), (500, 460), (700, 695), (600, 3)]
PERMUTED = [(5, 2), (170, 170), (171, 170), (2**53 - 1, 19), (10**9, 34), (10**9, 35), (3, 5)]

print(
    json.dumps(
        {
            "binomial": [[n, k, rounded(math.comb(n, k)) if k < 10**4 else "Infinity"] for n, k in BINOMIAL],
            "fallingFactorial": [[n, k, rounded(math.perm(n, k))] for n, k in PERMUTED],
            "stirlingSecond": [[n, k, rounded(stirling(n, k))] for n, k in STIRLING],
            "bell": [[n, rounded(bell(n))] for n in [0, 1, 5, 10, 50, 120, 218, 219, 230]],
            "catalan": [[n, rounded(math.comb(2 * n, n) // (n + 1))] for n in [0, 1, 10, 35, 200, 515, 519, 520, 600]],
            "bernoulli": [[n, rounded(mp.bernoulli(n))] for n in [0, 1, 2, 3, 4, 12, 30, 60, 99, 120, 200, 258, 260]],
        }
    )
)
