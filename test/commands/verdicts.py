"""Matrices of graded scales and near-singular ones with what is right of them: python3 verdicts.py [COUNT [SEED]] > verdicts.json."""

import json
import random
import sys
from fractions import Fraction

from mpmath import mp, mpf, matrix, svd_r, eig

mp.dps = 120
COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 120
rnd = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 8)


def diagonal(n):
    a = [[0.0] * n for _ in range(n)]
    for i in range(n):
        a[i][i] = rnd.choice([-1, 1]) * 10.0 ** rnd.randint(-20, 20)
    return a


def graded(n):
    d, e = [[10.0 ** rnd.randint(-9, 9) for _ in range(n)] for _ in range(2)]
    return [[d[i] * rnd.uniform(-1, 1) * e[j] for j in range(n)] for i in range(n)]


def triangular(n):
    a = graded(n)
    return [[a[i][j] if j >= i else 0.0 for j in range(n)] for i in range(n)]


def hilbert(n):
    return [[1 / (i + j + 1) for j in range(n)] for i in range(n)]


def vandermonde(n):
    x = [rnd.choice([1.0, 1.0, 100.0]) * rnd.uniform(-1, 1) for _ in range(n)]
    return [[v**j for j in range(n)] for v in x]


def kahan(n):
    s = rnd.uniform(0.1, 0.99)
    c = (1 - s * s) ** 0.5
    return [[s**i * (1.0 if i == j else -c if j > i else 0.0) for j in range(n)] for i in range(n)]


def integers(n):
    return [[float(rnd.randint(-9, 9)) for _ in range(n)] for _ in range(n)]


def singular(n):
    a = integers(n)
    f = [rnd.randint(-3, 3) for _ in range(n - 1)]
    a[-1] = [float(sum(f[i] * a[i][j] for i in range(n - 1))) for j in range(n)]
    return a


def nearly(n):
    a = singular(n)
    i, j = rnd.randrange(n), rnd.randrange(n)
    a[i][j] += 10.0 ** rnd.randint(-15, -3)
    return a


def rounded(n):
    """Singular before its entries are rounded."""
    a = [[rnd.uniform(-1, 1) for _ in range(n)] for _ in range(n)]
    a[-1] = [sum(a[i][j] for i in range(n - 1)) for j in range(n)]
    return a


def symmetric(n):
    a = graded(n)
    return [[a[min(i, j)][max(i, j)] for j in range(n)] for i in range(n)]


def scaled(n):
    k = 10.0 ** rnd.choice([-300, -160, -100, 100, 150])
    return [[k * x for x in row] for row in rnd.choice([integers, singular, nearly])(n)]


KINDS = [diagonal, graded, triangular, hilbert, vandermonde, kahan, integers, singular, nearly, rounded, symmetric, scaled]


def exact(a):
    """Rank, determinant and, where there is one, the inverse, by Gauss and Jordan in fractions."""
    n = len(a)
    rows = [[Fraction(x) for x in row] + [Fraction(int(i == j)) for j in range(n)] for i, row in enumerate(a)]
    det, rank = Fraction(1), 0
    for k in range(n):
        pivot = next((i for i in range(rank, n) if rows[i][k] != 0), None)
        if pivot is None:
            det = Fraction(0)
            continue
        if pivot != rank:
            rows[rank], rows[pivot] = rows[pivot], rows[rank]
            det = -det
        top = rows[rank]
        det *= top[k]
        rows[rank] = top = [x / top[k] for x in top]
        for i in range(n):
            if i != rank and rows[i][k] != 0:
                f = rows[i][k]
                rows[i] = [x - f * y for x, y in zip(rows[i], top)]
        rank += 1
    return rank, det, [row[n:] for row in rows] if rank == n else None


def double(q):
    try:
        return repr(float(q))
    except OverflowError:
        return "inf" if q > 0 else "-inf"


def case(i):
    kind = KINDS[i % len(KINDS)]
    n = rnd.randint(2, 9) if kind is hilbert else rnd.randint(2, 5)
    a = kind(n)
    rank, det, inverse = exact(a)
    m = matrix([[mpf(x) for x in row] for row in a])
    mp.dps = 400
    values = sorted((abs(x) for x in svd_r(m, compute_uv=False)), reverse=True)
    found = eig(m, left=False, right=False)
    mp.dps = 120
    large = max(values + [mpf("1e-9999")])
    # Zeros, which 400 digits leave no more than 1e-80 of where they are multiple.
    clean = lambda x: mpf(0) if abs(x) < large * mpf("1e-60") else x
    eigenvalues = sorted(([clean(mp.re(x)), clean(mp.im(x))] for x in found))
    b = [float(rnd.randint(-9, 9)) for _ in range(n)]
    solution = inverse and [sum((x * Fraction(y) for x, y in zip(row, b)), Fraction(0)) for row in inverse]
    return {
        "kind": kind.__name__,
        "a": [[repr(x) for x in row] for row in a],
        "b": [repr(x) for x in b],
        "rank": rank,
        "det": double(det),
        "inv": inverse and [[double(x) for x in row] for row in inverse],
        "solve": solution and [double(x) for x in solution],
        "svd": [double(clean(x)) for x in values],
        "eig": [[double(x) for x in pair] for pair in eigenvalues],
    }


json.dump([case(i) for i in range(COUNT)], sys.stdout, indent=0)
