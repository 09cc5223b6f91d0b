"""Lines of :check at awkward points, with the derivatives that are right there: python3 awkward.py [COUNT [SEED]] > awkward.json."""

import json
import math
import os
import random
import sys

sys.path[:0] = [os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "accuracy")]
import exact  # noqa: E402

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 500
rnd = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 3)
PI = 3.141592653589793


def size(low, high):
    return 10 ** rnd.uniform(low, high)


def signed(x):
    return x * rnd.choice([-1, 1])


def one_of(*draws):
    return lambda: rnd.choice(draws)()


moderate = one_of(
    lambda: signed(size(-300, -100)),
    lambda: signed(size(-30, -3)),
    lambda: signed(size(-3, 1)),
    lambda: signed(size(1, 2.8)),
    lambda: float(rnd.randint(-20, 20)),
    lambda: rnd.randint(-5, 5) + signed(size(-14, -5)),
)
wide = one_of(moderate, moderate, lambda: signed(size(3, 15)), lambda: signed(size(50, 300)))
positive = lambda: abs(wide()) or 1.0
nonzero = lambda: abs(moderate()) or 1.0
unit = one_of(lambda: signed(1 - size(-15, -2)), lambda: signed(size(-300, -1)), lambda: rnd.uniform(-1, 1))
beyond = one_of(lambda: 1 + size(-14, -1), lambda: 1 + size(-2, 300))
angle = one_of(
    moderate,
    lambda: signed(size(1, 8)),
    lambda: PI * rnd.randint(1, 50) / 2,
    lambda: PI * rnd.randint(1, 50) / 2 + signed(size(-10, -4)),
)

# Each function of one number, and where it is asked.
NUMBERS = {
    **dict.fromkeys(["square", "cbrt", "atan", "acot", "asinh", "acsch", "abs"], wide),
    **dict.fromkeys(["sqrt", "log", "log1p", "log2", "log10", "lgamma"], positive),
    **dict.fromkeys(["sin", "cos", "tan", "sec", "csc", "cot"], angle),
    **dict.fromkeys(["asin", "acos", "atanh"], unit),
    **dict.fromkeys(["asec", "acsc", "acosh", "acoth"], beyond),
    **dict.fromkeys(
        "cube exp expm1 sinh cosh tanh sech csch coth erf erfc sigmoid softplus relu sign".split(), moderate
    ),
    "asech": lambda: abs(unit()),
    "digamma": nonzero,
    "gamma": one_of(lambda: size(-8, 2.2), lambda: rnd.uniform(0.5, 170)),
    "factorial": one_of(lambda: size(-8, 2.2), lambda: float(rnd.randint(0, 20))),
    "floor": lambda: rnd.uniform(-10, 10),
}
AROUND = "1e10+F;F*1e-200;F/1e18;x*F;F^2;1/(1e-12+F^2);exp(-abs(F));F+x^3;log(1e-30+F^2);sin(F)".split(";")
PAIRS = (
    "hypot(x,y);atan2(x,y);x/y;x*y;logaddexp(x,y);max(x,y);min(x,y);abs(x)^y;x/(x+y);x-y;mod(x,y);exp(x-y)".split(";")
)
VECTORS = (
    "norm(x);norm(x,3);norm(x,1.5);sum(x.^2);prod(x);mean(x);std(x);variance(x);logsumexp(x);softmax(x);x/norm(x);"
    "cumsum(x);dot(x,x);max(x);median(x);diff(x)".split(";")
)
MATRICES = "inv(A);det(A);logdet(A);expm(A);sqrtm(A);eigvals(A);svdvals(A);trace(A^3);A*A;norm(A);solve(A,[1,-2,3][1:N])".split(";")


def vector(n):
    scale = rnd.choice([1, 1e-8, 1e-100, 1e8, 1e100])
    draws = [lambda: scale * rnd.uniform(-2, 2)] if rnd.random() < 0.7 else [moderate, lambda: rnd.uniform(-2, 2)]
    return "[" + ", ".join(repr(rnd.choice(draws)()) for _ in range(n)) + "]"


def matrix(n, kind):
    rows = [[rnd.uniform(-1, 1) + (2 if i == j else 0) for j in range(n)] for i in range(n)]
    if kind == "nearly singular":
        e = size(-8, -3)
        rows = [[1 + e * rnd.uniform(-1, 1) for _ in range(n)] for _ in range(n)]
    if kind == "scaled":
        scales = [size(-6, 6) for _ in range(n)]
        rows = [[x * s for x in row] for row, s in zip(rows, scales)]
    if kind == "tiny":
        rows = [[x * 1e-120 for x in row] for row in rows]
    if kind == "definite":
        rows = [[sum(row[i] * row[j] for row in rows) for j in range(n)] for i in range(n)]
    return "[" + "; ".join(", ".join(map(repr, row)) for row in rows) + "]"


def line():
    kind = rnd.random()
    if kind < 0.62:
        name = rnd.choice(list(NUMBERS))
        form = "F" if kind < 0.45 else rnd.choice(AROUND)
        return f"{form.replace('F', name + '(x)')} at x={NUMBERS[name]()!r}"
    if kind < 0.72:
        form, x, y = rnd.choice(PAIRS), moderate(), moderate()
        return f"{form} at x={x!r}, y={abs(y) or 1.0 if form.startswith(('atan2', 'mod')) else y!r}"
    n = rnd.randint(2, 4)
    if kind < 0.84:
        return f"{rnd.choice(VECTORS)} at x={vector(n)}"
    n = min(n, 3)
    form = rnd.choice(MATRICES).replace("N", str(n))
    kinds = ["plain", "nearly singular", "scaled", "tiny", "definite"]
    kind = {"eigvals(A)": "definite", "sqrtm(A)": "definite", "expm(A)": "plain"}.get(form) or rnd.choice(kinds)
    return f"{form} at A={matrix(n, kind)}"


def cases():
    while True:
        asked = line()
        try:
            (entries,) = exact.expected([":grad " + asked])
        except Exception:  # Not defined there, or not differentiable.
            continue
        right = [float(x) for x in entries]
        if all(map(math.isfinite, right)):
            yield {"line": asked, "right": right}


found = cases()
print(json.dumps([next(found) for _ in range(COUNT)], indent=0))
