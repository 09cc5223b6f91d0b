"""Lines to ask Nabla, by kinds: each function draws one at random (from `random`, seeded by its caller), or answers None."""

import math
import random
import sys
from pathlib import Path

import mpmath as mp
from mpmath import mpf

sys.path.append(str(Path(__file__).parent.parent / "accuracy"))
from compose import BINARY, UNARY, chain, value  # noqa: E402
from exact import expected  # noqa: E402
from oracle import Function, Parser  # noqa: E402

NAMES = list(UNARY)
JOINTS = ["({0})*({1})", "({0})/({1})", "({0})+({1})", "({0})-({1})", "({0})^({1})", "atan2({0}, {1})", "hypot({0}, {1})",
          "logaddexp({0}, {1})", "log({0}, {1})", "nthRoot({0}, {1})", "max({0}, {1})", "min({0}, {1})", "mod({0}, {1})"]  # fmt: skip


def number(low, high, digits=3):
    return float(f"{random.uniform(low, high):.{digits}g}")


def wide(low, high):
    """A number of either sign, its decimal exponent uniform."""
    x = float(f"{10 ** random.uniform(low, high):.{random.choice([1, 3, 17])}g}")
    return x if random.random() < 0.75 else -x


def raw(text, **at):
    """The value in so many digits, None where there is none."""
    try:
        v = Function(list(at), Parser(text).whole(), {})(*[mpf(a) for a in at.values()])
    except Exception:
        return None
    return v if isinstance(v, mpf) and mp.isfinite(v) else None


def asked(text, **at):
    """A derivative of first to third order at a point."""
    point = ", ".join(f"{name}={v!r}" for name, v in at.items())
    one = len(at) == 1
    kind = random.choice([":grad", ":grad", ":hess", ":partial", ":taylor" if one else ":partial"])
    names = list(at)
    wrt = ",".join(names[0] if one else random.choice(names) for _ in range(3))
    tail = {":partial": f" wrt={wrt}", ":taylor": f" order={random.choice([2, 3, 3, 5])}"}.get(kind, "")
    if kind == ":partial" and not one and len(set(wrt.split(","))) == 1:
        tail = f" wrt={names[0]},{names[1]},{names[0]}"
    return [f"{kind} {text} at {point}{tail}"]


def ordinary_one():
    x = number(0.2, 3)
    text = chain("x", random.choices(NAMES, k=random.randint(1, 4)), mpf(x), mpf(1))
    return text and asked(text, x=x)


def ordinary_two():
    x, y = number(0.2, 3), number(0.2, 3)
    joint = random.choice(list(BINARY))
    a = chain(random.choice(["x", "x*y"]), random.choices(NAMES, k=random.randint(0, 2)), mpf(x), mpf(y))
    b = chain(random.choice(["y", "y", "x+y"]), random.choices(NAMES, k=random.randint(0, 2)), mpf(x), mpf(y))
    if not a or not b:
        return None
    domain = BINARY[joint]
    if domain and not all(domain[0] < value(t, mpf(x), mpf(y)) < domain[1] for t in (a, b)):
        return None
    text = joint.format(a, b)
    if random.random() < 0.4:
        text = chain(text, random.choices(NAMES, k=1), mpf(x), mpf(y))
    return text and asked(text, x=x, y=y)


WILD = [
    *(f"{name}({{0}})" for name in NAMES), "polygamma(1, {0})", "polygamma(3, {0})", "floor({0})", "sign({0})", "round({0})", "fix({0})", "({0})!", "-({0})", "1/({0})",
    "({0})^2", "({0})^-1", "({0})^0.5", "({0})^3", "2^({0})", "({0} > 1 ? {0} : 1/({0}))",
]  # fmt: skip


def wild(depth, leaves):
    """Any functions of any others, whatever their domains."""
    if depth == 0:
        return random.choice(leaves)
    draw = random.random()
    if draw < 0.6:
        return random.choice(WILD).format(wild(depth - 1, leaves))
    second = wild(depth - 1, leaves) if random.random() < 0.5 else repr(number(0.1, 5)) if random.random() < 0.7 else str(random.randint(1, 4))
    parts = [wild(depth - 1, leaves), second]
    if random.random() < 0.3:
        parts.reverse()
    return random.choice(JOINTS).format(*parts)


def drawn(points, depths=(1, 2, 2, 3)):
    """A wild function at a point that `points` draws, where it has a value."""
    two = random.random() < 0.3
    at = {name: points() for name in ("xy" if two else "x")}
    for _ in range(40):
        text = wild(random.choice(depths), list(at))
        if "x" in text.replace("exp", "").replace("max", "") and raw(text, **at) is not None:
            return asked(text, **at)
    return None


def tiny():
    return drawn(lambda: wide(-300, -5) if random.random() < 0.5 else wide(-30, -3))


def huge():
    return drawn(lambda: wide(5, 300) if random.random() < 0.5 else wide(1, 20))


def whole():
    return drawn(lambda: float(random.choice([1, 1, 2, 2, 3, 4, 5, 6, 8, 10, 16, 20, 27, 40, 64, 100, -1, -2, -3])))


EDGES = [1.0, -1.0, 0.0, 2.0, 3.0, math.pi / 2, math.pi, 2 * math.pi, math.e, math.log(2), -2.0, 0.5, 1.4616321449683622, 10.0]


def near():
    """Within 1e-3 to 1e-15 of where functions have their zeros, poles and ends."""

    def point():
        edge = random.choice(EDGES)
        x = edge + random.choice([-1, 1]) * 10 ** random.uniform(-15, -3) * max(abs(edge), random.choice([1, 1e-3]))
        return float(f"{x:.{random.choice([8, 12, 17])}g}")

    return drawn(point)


def probe():
    """(f - c)^2 or 1/(f - c), c being f at the point to some digits."""
    name = random.choice(NAMES)
    low, high = UNARY[name]
    x = number(low, high)
    text = f"{name}(x)"
    if random.random() < 0.3:
        joint = random.choice(["x^{0}", "atan2(x, {0})", "hypot(x, {0})", "logaddexp(x, {0})", "log(x, {0})", "nthRoot(x, {0})", "x/{0}", "{0}^x"])
        x = number(0.1, 6)
        text = joint.format(random.choice([2.5, 3, 1.7, 0.4]))
    mp.mp.dps = 30
    v = raw(text, x=x)
    if v is None or v == 0:
        return None
    c = mp.nstr(v, random.choice([2, 3, 5, 8, 12, 15]), strip_zeros=False)
    c = repr(float(c))
    if mpf(float(c)) == v:
        return None
    shape = random.choice(["({0}-{1})^2", "1/({0}-{1})", "({0}-{1})^3", "log(abs({0}-{1}))", "exp(x)/({0}-{1})", "sqrt(abs({0}-{1}))"])
    return asked(shape.format(text, f"({c})" if c[0] == "-" else c), x=x)


def twice():
    """Two roundings, whose sum or difference then cancels."""
    mp.mp.dps = 30
    x = number(0.2, 4)
    first, second = random.choices(NAMES, k=2)
    sign = random.choice("+-")
    text = f"{first}(x){sign}{second}({random.choice(['x', 'x', '2*x', 'x^2', 'x/3'])})"
    v = raw(text, x=x)
    if v is None or not 1e-5 < abs(v) < 1e8:
        return None
    c = float(mp.nstr(v, random.choice([4, 6, 8, 10, 12, 14])))
    if mpf(c) == v:
        return None
    difference = f"{text}-{c!r}" if c > 0 else f"{text}+{-c!r}"
    return asked(random.choice(["1/({0})", "({0})^2", "log(abs({0}))", "sin(1/({0}))", "({0})/x", "atan({0})*x"]).format(difference), x=x)


REMOVABLE = [
    ("(1-cos(x))/x^2", 0), ("1/x-1/sinh(x)", 0), ("(exp(x)-1-x)/x^2", 0), ("log(x)/(x-1)", 1), ("sin(x)/x", 0), ("tanh(x)/x", 0),
    ("(exp(x)-1)/x", 0), ("log(1+x)/x", 0), ("(x-sin(x))/x^3", 0), ("(tan(x)-x)/x^3", 0), ("1/x-1/tan(x)", 0), ("1/x-1/(exp(x)-1)", 0),
    ("erf(x)/x", 0), ("(sqrt(1+x)-1)/x", 0), ("(cosh(x)-1)/x^2", 0), ("(x-tanh(x))/x^3", 0), ("x/(exp(x)-1)", 0), ("(x^3-1)/(x-1)", 1),
    ("acos(x)^2/(1-x)", 1), ("acosh(x)^2/(x-1)", 1), ("(x-1-log(x))/(x-1)^2", 1), ("atan(x)/x", 0), ("asin(x)/x", 0), ("atanh(x)/x", 0),
    ("asinh(x)/x", 0), ("1/x^2-1/sin(x)^2", 0), ("1/log(x)-1/(x-1)", 1), ("(1-x^2)/sin(pi*x)", 1), ("gamma(x)-1/x", 0), ("digamma(x)+1/x", 0),
    ("(x*coth(x)-1)/x^2", 0), ("(gamma(1+x)-1)/x", 0), ("lgamma(1+x)/x", 0), ("(sigmoid(x)-0.5)/x", 0), ("(softplus(x)-log(2))/x", 0),
    ("(2^x-1)/x", 0), ("(x^x-1)/(x-1)", 1), ("expm1(x)/log1p(x)", 0), ("(sinh(x)-sin(x))/x^3", 0), ("(cos(x)-exp(-x^2/2))/x^4", 0),
    ("exp(x^2)*erfc(x)", 5), ("exp(x)/(1+exp(x))", 30), ("(1-tanh(x))*exp(2*x)", 8), ("sqrt(x^2+1)-x", 1e5), ("log(1+exp(x))", 20), ("(x+1)^7-x^7", 1e4),
    ("log(cosh(x))/x", 20), ("x-sqrt(x^2-1)", 1e4), ("atan(x+1)-atan(x)", 1e4), ("cbrt(x+1)-cbrt(x)", 1e6), ("lgamma(x+1)-lgamma(x)-log(x)/2", 1e3),
    ("(1-sigmoid(x))*exp(x)", 20), ("(1-erf(x))*exp(x^2)", 3), ("(coth(x)-1)*sinh(x)^2", 10), ("x*(log(x+1)-log(x))", 1e6), ("x!/gamma(x)/x", 3),
]  # fmt: skip


def textbook():
    """Expressions of textbooks, near the point where they lose their digits."""
    text, at = random.choice(REMOVABLE)
    if abs(at) > 1:
        x = at * 10 ** random.uniform(-0.3, 0.5 if at < 100 else 4)
    else:
        x = at + random.choice([1, 1, -1]) * 10 ** random.uniform(-9, -0.3)
    x = float(f"{x:.{random.choice([1, 3, 17]) if at == 0 or abs(at) > 1 else 12}g}")
    if x == at or raw(text, x=x) is None:
        return None
    return asked(text, x=x)


SPANNING = [
    ("log(gamma({0}))", 20, 170), ("log(exp(-{0}^2/2))", 3, 60), ("log(erfc({0}))", 3, 40), ("log({0}^160)", 1, 80), ("sqrt({0}^2)", -150, 150),
    ("1/{0}^2", -140, -20), ("1/{0}^3", -90, -20), ("{0}*log({0})", -200, -50), ("hypot({0}, 1)", 50, 250), ("sqrt({0}^2+1)", 20, 200),
    ("log(sinh({0}))", 30, 1200), ("log(cosh({0}))", 30, 1200), ("exp(-{0}^2)*exp({0}^2)", 2, 30), ("gamma({0}+1)/gamma({0})", 10, 200),
    ("log(1+exp({0}))", 100, 1500), ("exp({0})/(1+exp({0}))", 30, 900), ("{0}^{0}", 20, 140), ("log({0}!)", 20, 300), ("({0}^100)^0.01", 1e-3, 1e3),
    ("exp(log({0})*50)/{0}^49", 1e-6, 1e6), ("tanh({0})^50", 1e-4, 3), ("log(tanh({0}))", 5, 300), ("1/(exp({0})-1)", 10, 600), ("erfc({0})*exp({0}^2)", 3, 26),
    ("(1+{0})^(1/{0})", -12, -2), ("log1p({0})/{0}", -250, -20), ("cbrt({0}^3)", -100, 100), ("atan(1/{0})", -200, 200), ("{0}/sqrt(1+{0}^2)", 30, 150),
    ("exp(-1/{0})", 1e-3, 1), ("exp(-1/{0}^2)", 0.04, 1), ("sqrt({0})^3", -200, 150), ("gamma({0})", -150, -30), ("digamma({0})", -100, -20),
]  # fmt: skip


def spanning():
    """Intermediate results beyond the range of doubles, or close to its ends, where the answer is not."""
    text, low, high = random.choice(SPANNING)
    exponents = low < 0 or high > 1e3 and low >= 30
    x = 10 ** random.uniform(low, high) if low < 0 else random.uniform(low, high)
    if exponents and low >= 0:
        x = 10 ** random.uniform(math.log10(low), math.log10(high))
    x = float(f"{x:.{random.choice([1, 3, 17])}g}")
    text = text.format("x")
    if random.random() < 0.3:
        text = random.choice(["sin({0})", "atan({0})", "({0})*x", "({0})/3", "tanh({0})", "cbrt({0})"]).format(text)
    return asked(text, x=x)


def scaled():
    """An expression that loses digits, beside or times numbers of very different sizes."""
    text, at = random.choice([r for r in REMOVABLE if abs(r[1]) <= 1])
    y = float(f"{at + random.choice([1, -1]) * 10 ** random.uniform(-9, -1):.12g}")
    text = text.replace("exp", "EXP").replace("x", "y").replace("EXP", "exp").replace("eyp", "exp").replace("may", "max")
    if raw(text, y=y) is None:
        return None
    size = random.choice(["1e-40", "1e-12", "1e20", "1e9", "1e-150", "3e100"])
    x = number(0.2, 3)
    if random.random() < 0.4:
        return asked(f"{size}*{text}", y=y)
    first = random.choice([f"{size}*x^2", f"{size}*sin(x)", f"exp({random.choice(['30', '-40'])}*x)"])
    return [f"{random.choice([':grad', ':hess'])} {first}+{text} at x={x!r}, y={y!r}"]


def branch():
    """Choices whose sides rounding could mix up, not at a tie."""
    x = number(0.1, 2)
    big = random.choice(["1e16", "1e15", "3e15", "1e12", "4503599627370496"])
    c = number(0.1, 2)
    text = random.choice([
        "abs((x+{b})-{b}-{c})", "max((x+{b})-{b}, {c})", "relu((x*{b}+{c})-x*{b})", "(sqrt(x^2) > x*{c} ? sin(x) : cos(x))", "floor((x+{b})-{b}+{c})*x",
        "min(x^2, {c}*x)", "((x+{b})-{b} > {c} ? x^2 : x^3)", "sign((x+{b})-{b}-{c})*x^2", "mod((x+{b})-{b}, {c})", "abs(sin(x)^2+cos(x)^2-1)+x", "where(exp(log(x)) > {c}, x^3, 2*x)",
    ]).format(b=big, c=c)  # fmt: skip
    return asked(text, x=x)


def spoken(v):
    """A number as it stands within an expression."""
    return repr(v) if v >= 0 else f"({v!r})"


def valued():
    """The value of an expression at a point: of any kind but vectors."""
    case = random.choice([ordinary_one, near, whole, probe, twice, twice, textbook, textbook])()
    if case is None:
        return None
    text, point = case[0].split(" ", 1)[1].split(" at ")
    names = [p.split(" ")[0].split("=") for p in point.split(", ")]
    return [*(f"{name}={v}" for name, v in names), text]


def high():
    """Taylor coefficients of high orders."""
    x = number(0.2, 2.5)
    text = chain("x", random.choices(NAMES, k=random.choice([1, 1, 2, 3])), mpf(x), mpf(1))
    return text and [f":taylor {text} at x={x!r} order={random.choice([6, 8, 10, 12, 16, 20, 30])}"]


def listed(values):
    return "[" + ", ".join(repr(v) for v in values) + "]"


def vector_point(n):
    """Entries that are ordinary, nearly equal, of very different sizes, tiny, huge or whole."""
    kind = random.choice(["ordinary", "ordinary", "equal", "sizes", "tiny", "huge", "whole"])
    if kind == "ordinary":
        return [number(-3, 3) for _ in range(n)]
    if kind == "equal":
        base = number(0.5, 30)
        return [float(f"{base * (1 + random.uniform(-1, 1) * 10 ** random.randint(-12, -3)):.15g}") for _ in range(n)]
    if kind == "sizes":
        return [float(f"{wide(-12, 6):.3g}") for _ in range(n)]
    if kind == "tiny":
        return [float(f"{wide(-150, -100):.3g}") for _ in range(n)]
    if kind == "huge":
        return [float(f"{wide(100, 140):.3g}") for _ in range(n)]
    return [float(v) for v in random.sample([1, 2, 3, 4, 5, 7, 8, 10, -1, -2, -3, 12, 30], n)]


VECTORS = [
    "norm(x)", "norm(x, 1)", "norm(x, 3)", "norm(x, 4)", "norm(x, 1.5)", "logsumexp(x)", "sum(x.^2)", "prod(x)", "mean(x.^3)", "variance(x)",
    "std(x)", "sum({f}(x))", "dot(x, {f}(x))", "log(sum(exp(x)))", "softmax(x)[1]", "softmax(x)[{n}]", "sum(softmax(x).*x)", "logsumexp(2*x) - logsumexp(x)",
    "norm(x - mean(x))", "sum(x)/norm(x)", "max({f}(x))", "min(x)", "median(x)", "sum(cumsum(x).^2)", "norm(diff(x))", "norm({f}(x))", "exp(-norm(x)^2)",
    "sum(x.*log(x.^2))", "sqrt(sum(x.^2)) - x[1]", "sum((x[2:end] - x[1:end-1]).^2)", "hypot(x[1], x[2])", "prod(x)/sum(x)", "norm(x)^3", "sum(sigmoid(x))*prod(x)",
]  # fmt: skip
ROWS = ["softmax(x)", "x/norm(x)", "{f}(x)", "cumsum(x)", "x*sum(x)", "diff({f}(x))", "cross(x, {f}(x))", "x - mean(x)", "softmax(2*x).*x", "x.^3/sum(x)"]


def vector():
    n = random.randint(2, 4)
    at = listed(vector_point(n))
    f = random.choice(["sin", "exp", "tanh", "atan", "sinh", "erf", "softplus", "sigmoid", "cbrt", "square", "asinh"])
    if random.random() < 0.25:
        text = random.choice(ROWS).format(f=f, n=n)
        if text.startswith("cross"):
            at = listed(vector_point(3))
        return [f":jac {text} at x={at}"]
    text = random.choice(VECTORS).format(f=f, n=n)
    if random.random() < 0.2:
        text = random.choice(["log({0})", "sqrt({0})", "atan({0})", "exp({0})", "1/({0})"]).format(text)
    return [f"{random.choice([':grad', ':grad', ':hess'])} {text} at x={at}"]


def matrix_point(n, m=None):
    kind = random.choice(["ordinary", "ordinary", "near", "whole", "sizes", "symmetric"])
    m = m or n
    if kind == "whole":
        rows = [[float(random.randint(-4, 6)) for _ in range(m)] for _ in range(n)]
    elif kind == "sizes":
        rows = [[float(f"{wide(-5, 4):.3g}") for _ in range(m)] for _ in range(n)]
    else:
        rows = [[number(-2, 3) for _ in range(m)] for _ in range(n)]
    if kind == "near":
        rows[-1] = [float(f"{2 * v + 10.0 ** random.randint(-10, -3) * random.uniform(-1, 1):.14g}") for v in rows[0]]
    if kind == "symmetric" and n == m:
        rows = [[rows[min(i, j)][max(i, j)] for j in range(n)] for i in range(n)]
    return "[" + "; ".join(", ".join(repr(v) for v in row) for row in rows) + "]"


MATRICES = [
    "det(A)", "logdet(A)", "trace(inv(A))", "inv(A)[1,2]", "trace(expm(A))", "expm(A)[1,2]", "sqrtm(A)[1,1]", "eigvals(A)[1]", "eigvals(A)[{n}]", "sum(eigvals(A).^2)",
    "svdvals(A)[1]", "svdvals(A)[{n}]", "norm(A)", "trace(A*A)", "trace(A^3)", "sum(solve(A, [1, 2, 3][1:{n}]))", "det(A)^2/trace(A)", "log(det(A*A'))", "norm(inv(A))",
    "norm(pinv(A))", "trace(kron(A, A))", "det(expm(A))", "sum(A.*inv(A))", "prod(svdvals(A))",
]  # fmt: skip
WHOLE = ["inv(A)", "A*A", "expm(A)", "sqrtm(A)", "eigvals(A)", "svdvals(A)", "pinv(A)", "A'*A", "A^3", "solve(A, [1, 2, 3][1:{n}])", "A/norm(A)"]


def matrix():
    n = random.choice([2, 2, 3])
    if random.random() < 0.4:
        return [f":jac {random.choice(WHOLE).format(n=n)} at A={matrix_point(n)}"]
    return [f"{random.choice([':grad', ':grad', ':hess'])} {random.choice(MATRICES).format(n=n)} at A={matrix_point(n)}"]


def backend():
    """Any of the others by a back end that is forced."""
    case = random.choice([ordinary_one, ordinary_two, vector, matrix, near, whole, textbook, high])()
    return case and {"lines": case, "backend": random.choice(["interpreter", "javascript", "wasm", "portable"])}


def compiled():
    """A line that is compiled for a loop and called there, by a back end that is forced."""
    case = random.choice([ordinary_one, ordinary_two, ordinary_one, near, whole, branch])()
    if case is None:
        return None
    command, rest = case[0].split(" ", 1)
    text, point = rest.split(" at ")
    at = {name: float(v) for name, v in (p.split("=") for p in point.split(" wrt=")[0].split(" order=")[0].split(", "))}
    command = command if command in (":grad", ":hess") else random.choice([":grad", ":hess"])
    backend = random.choice(["interpreter", "javascript", "wasm", "portable"])
    point = ", ".join(f"{name}={v!r}" for name, v in at.items())
    return {
        "lines": [f"{command} {text} at {point}"],
        "backend": backend,
        "compile": f"{command} {text} wrt={','.join(at)}",
        "inputs": at,
    }


AWKWARD = [
    lambda: (f"{random.choice(['log', 'sqrt', 'cbrt', 'digamma', 'gamma', 'lgamma', 'asinh'])}(x)", 10.0 ** random.randint(-14, -3)),
    lambda: (f"{random.choice(['exp', 'sigmoid', 'softplus', 'expm1'])}(x)", -float(random.randint(20, 700))),
    lambda: (f"{random.choice(['sin', 'cos', 'atan', 'log', 'sqrt', 'cbrt', 'log1p', 'lgamma', 'digamma', 'asinh'])}(x)", number(1, 9) * 10.0 ** random.randint(3, 9)),
    lambda: (f"{random.choice(['erf', 'tanh', 'erfc'])}(x)", number(3, 6)),
    lambda: (f"x^{random.choice([-3, -2, -1, 0.5, 1.5, 3, 7])}", 10.0 ** random.randint(-12, 12)),
    lambda: (f"{random.choice(['1e10', '1e6', '123456789'])}+{random.choice(['x', 'sin(x)', 'exp(x)', 'x^2'])}", number(0.3, 3)),
    lambda: (f"{random.choice(['acos', 'asin', 'atanh'])}(x)", 1 - 10.0 ** random.randint(-10, -3)),
    lambda: (f"{random.choice(['sec', 'tan'])}(x)", float(f"{math.pi / 2 - 10.0 ** random.randint(-6, -2):.10g}")),
    lambda: (f"{random.choice(['acosh', 'asec', 'acoth'])}(x)", 1 + 10.0 ** random.randint(-10, -3)),
    lambda: (f"{random.choice(['csch', 'coth', 'cot', 'csc'])}(x)", 10.0 ** random.randint(-9, -2)),
]


def check():
    """`:check` at a point that is awkward for differences, of a formula that is right, or off by a planted error."""
    if random.random() < 0.7:
        text, x = random.choice(AWKWARD)()
    else:
        case = ordinary_one()
        if case is None:
            return None
        text, point = case[0].split(" ", 1)[1].split(" at ")
        x = float(point.split(" ")[0].split("=")[1])
    draw = random.random()
    if draw < 0.5:
        return {"lines": [f":check {text} at x={x!r}"], "verdict": "agree"}
    slope = mpf(expected([f":grad {text} at x={x!r}"], 120)[0][0])
    off = 0 if draw < 0.65 else random.choice([-1, 1]) * 10.0 ** random.randint(-8, -2)
    return {"lines": [f":check {text} at x={x!r} against={spoken(float(slope * (1 + mpf(off))))}"], "verdict": "disagree" if off else "agree"}


# What is drawn of a hundred, and the digits to begin with: where numbers of very different sizes meet, more.
KINDS = {
    "ordinary": (lambda: ordinary_one() if random.random() < 0.6 else ordinary_two(), 40, 60),
    "tiny": (tiny, 8, 700),
    "huge": (huge, 8, 700),
    "near": (near, 10, 60),
    "whole": (whole, 8, 60),
    "probe": (probe, 10, 60),
    "twice": (twice, 8, 60),
    "textbook": (textbook, 8, 60),
    "spanning": (spanning, 6, 700),
    "scaled": (scaled, 4, 60),
    "branch": (branch, 3, 60),
    "value": (valued, 10, 60),
    "taylor": (high, 3, 60),
    "vector": (vector, 10, 60),
    "matrix": (matrix, 6, 60),
    "backend": (backend, 8, 60),
    "compiled": (compiled, 8, 60),
    "check": (check, 5, 60),
}
