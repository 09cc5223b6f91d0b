"""The other kinds: functions of counting and of samples, repeated and complex eigenvalues, choices, large arrays, several lines.

A case may have lines of its own to take the reference from: what is asked in another form.
"""

import math
import random

import kinds
import mpmath as mp
from compose import chain
from kinds import asked, listed, number, raw, wide
from mpmath import mpf

SMOOTH = ["sin", "exp", "tanh", "atan", "sinh", "erf", "softplus", "sigmoid", "cbrt", "square", "asinh", "cos", "cosh", "lgamma"]
AROUND = ["{0}", "{0}", "{0}", "log({0})", "sqrt({0})", "1/({0})", "({0})^2", "sin({0})", "({0})*x", "{0}/(1+x^2)"]


def counting():
    """Functions of combinatorics, and zeta, of real and whole numbers."""
    draw = random.choice([lambda: number(0.2, 8), lambda: float(random.randint(1, 12)), lambda: number(20, 300), lambda: float(random.randint(20, 400))])
    x, y = draw(), draw()
    if random.random() < 0.35:
        s = random.choice([number(1.05, 12), number(-6, 0.9), 1 + random.choice([-1, 1]) * 10.0 ** random.randint(-9, -2), number(20, 60), float(random.randint(2, 9)), float(-random.randint(1, 9))])
        text = random.choice(["zeta(x)", "zeta(x)", "zeta(x, 1)", "zeta(x, 2)", "zeta(x)-1", "(x-1)*zeta(x)", "log(abs(zeta(x)))", "zeta(x)/gamma(x)"])
        return asked(text, x=s)
    if random.random() < 0.3:
        n = random.randint(2, 4)
        k = [abs(random.choice([number(0.2, 9), float(random.randint(1, 20))])) for _ in range(n)]
        return [f"{random.choice([':grad', ':hess'])} {random.choice(['multinomial(x)', 'log(multinomial(x))', 'sum(catalan(x))', 'sum(beta(x, 2.5))'])} at x={listed(k)}"]
    if random.random() < 0.3:
        text = random.choice(["catalan(x)", "log(catalan(x))", "catalan(x)/4^x", "combinations(2*x, x)", "beta(x, x)", "permutations(x, 3)", "combinations(x, 3)", "beta(x, 2)*x"])
        return asked(text, x=x)
    pair = random.choice(["combinations", "combinations", "permutations", "beta", "beta"])
    if pair != "beta" and random.random() < 0.85:
        x, y = max(x, y), min(x, y)
    text = random.choice(AROUND[:8]).format(f"{pair}(x, y)")
    if random.random() < 0.2:
        text = f"{text}*{random.choice(['0.3^y', 'x', 'exp(-y)'])}"
    return asked(text, x=x, y=y) if raw(text, x=x, y=y) is not None else None


SAMPLES = [
    "sum(sort({f}(x)).*{w})", "sort(x)[2]", "quantile(x, {p})", "quantileSeq({f}(x), {p})", "median({f}(x))", "mad(x)", "variance(x)", "std({f}(x))",
    "quantile(x, 0.75) - quantile(x, 0.25)", "dot(sort(x), {w})", "sum(sort(x, \"desc\").^2.*{w})", "corr(x, {w})", "corr(x, {f}(x))", "corr(x, x.^2)",
    "distance(x, {w})", "max(x) - min(x)", "median(x)^2/std(x)", "mean(x)/mad(x)", "corr(x, {w} + 1e-4*x)", "1 - corr(x, x + 1e-3*{f}(x))",
]  # fmt: skip


def samples():
    """Functions of samples: sorted entries, quantiles, correlation, divergence."""
    n = random.randint(3, 6)
    at = kinds.vector_point(n)
    f, p = random.choice(SMOOTH), random.choice([0.1, 0.25, 0.3, 0.5, 0.9, 1 / 3])
    w = listed([number(-2, 3) for _ in range(n)])
    if random.random() < 0.25:
        q = listed([number(0.01, 1) * random.choice([1, 1, 1e-6]) for _ in range(n)])
        v = listed([number(0.01, 1) for _ in range(n)])
        text = random.choice(["kldivergence(x, {0})", "kldivergence({0}, x)", "kldivergence(x, x + 1e-4*{0})", "kldivergence(softmax(x), {0})"]).format(v)
        return [f"{random.choice([':grad', ':hess'])} {text} at x={q}"]
    if random.random() < 0.2:
        return [f":jac {random.choice(['sort(x)', 'sort({f}(x))', 'sort(x)/norm(x)']).format(f=f)} at x={listed(at)}"]
    return [f"{random.choice([':grad', ':grad', ':hess'])} {random.choice(SAMPLES).format(f=f, p=repr(p), w=w)} at x={listed(at)}"]


NAMED = [
    "norm(A, \"fro\")", "norm(A, 1)", "norm(A, Infinity)", "norm(A, 2)", "norm(row(A, 1))", "sum(row(A, 2).^3)", "norm(column(A, {n}))", "trace(multiply(A, A))",
    "sum(multiply(A, {w}).^2)", "trace(pow(A, 3))", "trace(divide(A, A + 4*identity({n})))", "trace(pow(A, -1))", "norm(inv(A), \"fro\")", "norm(A*A, 1)",
    "sum(multiply(row(A, 1), column(A, 2)))", "norm(A, \"fro\")^2/trace(A)", "trace(subtract(A, add(A', 2*A)))", "norm(expm(A), Infinity)", "log(norm(A - A', \"fro\"))",
]  # fmt: skip


def named():
    """Operators by name, rows, columns and norms of matrices."""
    if random.random() < 0.3:
        x, y = (random.choice([number(0.2, 3), float(random.randint(1, 9)), abs(wide(-9, 9))]) for _ in range(2))
        text = random.choice(["pow(x, y)", "divide(x, y)", "multiply(x, y, x)", "pow(x, -2)*y", "divide(sin(x), pow(x, y))", "subtract(pow(x, 2), y)", "divide(1, subtract(x, y))"])
        return asked(text, x=x, y=y) if raw(text, x=x, y=y) is not None else None
    n = random.choice([2, 2, 3])
    text = random.choice(NAMED).format(n=n, w=listed([number(-2, 3) for _ in range(n)]))
    return [f"{random.choice([':grad', ':grad', ':hess'])} {text} at A={kinds.matrix_point(n)}"]


def matrix_text(rows):
    return "[" + "; ".join(", ".join(repr(v) for v in row) for row in rows) + "]"


# In repeated values, and in pairs of complex ones: as asked, and a form without eigenvalues.
SYMMETRIC = [
    ("sum(eigvals(A))", "trace(A)"), ("sum(eigvals(A).^2)", "trace(A*A)"), ("prod(eigvals(A))", "det(A)"), ("sum(exp(eigvals(A)))", "trace(expm(A))"),
    ("sum(log(eigvals(A)))", "log(det(A))"), ("log(sum(exp(eigvals(A))))", "log(trace(expm(A)))"), ("sum(eigvals(A).^3)", "trace(A*A*A)"), ("mean(eigvals(A))", "trace(A)/{n}"),
    ("sum(1./eigvals(A))", "trace(inv(A))"), ("sum(eigvals(A))^2 - sum(eigvals(A).^2)", "trace(A)^2 - trace(A*A)"),
]  # fmt: skip
SINGULAR = [("sum(svdvals(A).^2)", "trace(A'*A)"), ("prod(svdvals(A))", "abs(det(A))"), ("sum(svdvals(A).^4)", "trace(A'*A*A'*A)"), ("norm(svdvals(A))", "norm(A)"), ("sum(log(svdvals(A)))", "log(abs(det(A)))")]  # fmt: skip
CLOSED = ["trace(expm(A))", "det(A)", "trace(A*A*A)", "trace(inv(A))", "sqrtm(A)[1,1]", "trace(sqrtm(A))", "expm(A)[1,2]", "det(sqrtm(A))", "log(abs(det(A)))", "trace(expm(A)*A)"]


def spectral():
    """Functions that do not tell eigenvalues apart, where these are repeated or complex pairs."""
    n = random.choice([2, 3, 3])
    command = random.choice([":grad", ":grad", ":hess"])
    draw = random.random()
    if draw < 0.35:
        # A rotation by any angle, scaled: a complex pair.
        size, turn = number(0.5, 3), number(0.2, 2.8)
        c, s = (float(f"{size * f(turn):.3g}") for f in (math.cos, math.sin))
        rows = [[c, -s], [s, c]] if n == 2 else [[c, -s, number(-1, 1)], [s, c, number(-1, 1)], [number(-1, 1), 0.0, number(0.5, 3)]]
        return [f"{command} {random.choice(CLOSED)} at A={matrix_text(rows)}"]
    repeated, other = float(random.randint(1, 4)), float(random.randint(1, 6))
    if draw < 0.6:
        rows = [[repeated if i == j else 0.0 for j in range(n)] for i in range(n)]
        rows[-1][-1] = other
    elif draw < 0.85:
        # b I plus a matrix of one number: b is repeated where n > 2.
        off = float(random.choice([1, 2, -0.5, 0.25]))
        rows = [[repeated + off if i == j else off for j in range(n)] for i in range(n)]
    else:
        rows = [[repeated if i == j else other if j == i + 1 else 0.0 for j in range(n)] for i in range(n)]
    text, closed = random.choice(SYMMETRIC if random.random() < 0.6 else SINGULAR)
    at = f"at A={matrix_text(rows)}"
    return {"lines": [f"{command} {text} {at}"], "reference": [f"{command} {closed.format(n=n)} {at}"]}


ENTRIES = [
    "sin({0})*exp({0})", "(1-cos({0}))/{0}.^2", "log(1+{0})", "sqrt(1+{0}.^2)", "tanh({0})^2", "exp(-{0}^2)", "({0}-0.1)^3", "erf({0})/{0}", "lgamma({0})", "atan({0})*{0}",
    "(exp({0})-1-{0})/{0}.^2", "1/(1+{0}^2)", "sigmoid({0})-0.5", "log1p({0})*cos({0})", "{0}^2.5", "(tan({0})-{0})/{0}.^3", "1/{0}-1/sinh({0})",
]  # fmt: skip


def large():
    """A sum or mean over very many equal entries: so many times what one is."""
    n = random.choice([100000, 150000, 200000, 300000, 400000, 600000])
    text = random.choice(ENTRIES)
    x = random.choice([number(0.2, 3), number(0.2, 3), 10.0 ** random.randint(-8, -2)])
    of, wide_text = text.format("x"), text.replace("^", ".^").replace("..^", ".^").replace(")*", ").*").replace("}*", "}.*").replace("/", "./").format("x")
    if random.random() < 0.4:
        f = random.choice([("sum({0})", f"{n}*({of})"), ("mean({0})", of), ("log(sum(exp({0})))", f"log({n}) + {of}"), ("norm({0})^2", f"{n}*({of})^2")])
        return {"lines": [f"x = {x!r}*ones({n})", f[0].format(wide_text)], "reference": [f"x={x!r}", f[1]]}
    inner = wide_text.replace("exp", "EXP").replace("x", "(a*v)").replace("EXP", "exp")
    f = random.choice([("sum({0})", f"{n}*({of})"), ("mean({0})", of), ("sin(mean({0}))", f"sin({of})")])
    command = random.choice([":grad", ":grad", ":hess"])
    a = of.replace("exp", "EXP").replace("x", "a").replace("EXP", "exp")
    return {
        "lines": [f"v = ones({n})", f"{command} {f[0].format(inner)} at a={x!r}"],
        "reference": [f"{command} {f[1].replace(of, a)} at a={x!r}"],
    }


def choices():
    """Comparisons within 1e-16 to 1e-3 of their branch, and choices within choices."""
    x = number(0.3, 3)
    f = random.choice(kinds.NAMES)
    mp.mp.dps = 30
    v = raw(f"{f}(x)", x=x)
    if v is None:
        return None
    c = float(v * (1 + random.choice([-1, 1]) * mpf(10) ** random.uniform(-16, -3)))
    if mpf(c) == v:
        return None
    c = kinds.spoken(c)
    text = random.choice([
        "({f}(x) > {c} ? x^2 : x^3)", "({f}(x) < {c} ? sin(x) : cos(x))", "where({f}(x) >= {c}, exp(x), log(x))", "abs({f}(x)-{c})", "max({f}(x), {c})*x", "min({f}(x), {c} + 0*x)",
        "relu({f}(x)-{c})+x", "({f}(x) > {c} and x > 0 ? x : 1/x)", "({f}(x) < {c} or x < 0.1 ? x^2 : sqrt(x))", "floor({f}(x)-{c})*x^2", "sign({f}(x)-{c})*sin(x)", "ceil({f}(x)/{c})*x",
        "mod({f}(x), {c})+x", "({f}(x) == {c} ? x : x^2)", "({f}(x) > {c} ? (x > 1 ? x^2 : x) : (x < 2 ? 1/x : x^3))", "round({f}(x)-{c}+0.5)*x^2", "max(min({f}(x), {c}), x)", "fix({f}(x)/{c})*x^3",
    ]).format(f=f, c=c)  # fmt: skip
    return asked(text, x=x)


def mapped():
    """map, of named and written functions, for values and derivatives."""
    at = listed(kinds.vector_point(random.randint(2, 5)))
    f = random.choice(SMOOTH)
    of = random.choice([
        "map(x, {f})", "map(x, f(t) = t^2*{f}(t))", "map(x, f(t) = t > 1 ? t^2 : {f}(t))", "map(x, f(t) = {f}(t)/(1 + t^2))", "map(x, f(t) = (1-cos(t))/t^2)", "map(x, f(t) = exp(-t^2/2))",
        "map({f}(x), f(t) = t^3 - t)", "map(x, f(t) = sqrt(1+t^2)-1)",
    ]).format(f=f)  # fmt: skip
    if random.random() < 0.35:
        return [f"x = {at}", random.choice(["{0}", "sum({0})", "{0}", "norm({0})"]).format(of)]
    if random.random() < 0.3:
        return [f":jac {of} at x={at}"]
    return [f"{random.choice([':grad', ':grad', ':hess'])} {random.choice(['sum({0})', 'norm({0})', 'sum({0})^2', 'prod({0})', 'logsumexp({0})']).format(of)} at x={at}"]


def script():
    """Several lines: names, functions of functions, blocks. One rounding at most goes into a stored name."""
    x, k = number(0.3, 3), number(0.3, 3)
    f, g = random.choices(kinds.NAMES, k=2)
    inner = chain("x", [f], mpf(x), mpf(1))
    if inner is None:
        return None
    lines = [f"k = {k!r}", f"u = {random.choice(['k*3', 'k/7', 'k + 0.1', '1/k', 'sqrt(k)', 'k - 5', '10*k'])}"]
    body = random.choice([
        "{a}*u + k", "{a}^2/(k + x^2)", "(s = {a}; t = s*k; t + s^2)", "(s = x^2; r = s + u^2; sqrt(r)*{a})", "x > k ? {a} : x*u", "exp(-k*x)*{a}", "{a} - u*x + k*x^2", "(s = {a} - k; s^2)",
    ]).format(a=inner)  # fmt: skip
    lines.append(f"p(x) = {body}")
    last = "p"
    if random.random() < 0.6:
        lines.append(f"q(x) = {random.choice(['p(x)^2', 'p(x)*x', 'p(p(x))', '{g}(p(x))', 'p(x) - u', '1/p(x)', 'p(x)/(1+p(x)^2)', 'p(x + k) - p(x)']).format(g=g)}")
        last = "q"
    if random.random() < 0.35:
        return [*lines, f"{last}({x!r})"]
    command, tail = random.choice([(":grad", ""), (":hess", ""), (":taylor", " order=4"), (":partial", " wrt=x,x,x")])
    return [*lines, f"{command} {last}(x) at x={x!r}{tail}"]


SPREAD = [
    "logsumexp(x)", "logsumexp(x) - max(x)", "log(softmax(x)[1])", "softmax(x)[{n}]", "sum(softmax(x).*x)", "logsumexp(x) - x[1]", "log(softmax(x)[{n}])", "-sum(softmax(x).*log(softmax(x)))",
    "logsumexp(-x)", "logsumexp(x/7)*7", "logsumexp(2*x) - 2*logsumexp(x)", "logaddexp(x[1], x[2])", "log(sum(exp(x - max(x))))", "sum(softmax(x).^2)", "softplus(x[1] - x[2])", "log(sigmoid(x[1] - x[{n}]))",
]  # fmt: skip


def spread():
    """logsumexp and softmax of entries very far apart, or very close."""
    n = random.randint(2, 4)
    size = 10.0 ** random.randint(-12, 4)
    at = [float(f"{size * random.uniform(-1, 1):.4g}") + random.choice([0.0, 0.0, 1e3, -500.0]) for _ in range(n)]
    if random.random() < 0.3:
        return [f":jac {random.choice(['softmax(x)', 'softmax(x).*x', 'log(softmax(x))', 'softmax(x/3)'])} at x={listed(at)}"]
    return [f"{random.choice([':grad', ':grad', ':hess'])} {random.choice(SPREAD).format(n=n)} at x={listed(at)}"]


FURTHER = {
    "counting": (counting, 8, 60),
    "samples": (samples, 6, 700),
    "named": (named, 6, 60),
    "spectral": (spectral, 4, 60),
    "large": (large, 1, 60),
    "choices": (choices, 5, 60),
    "mapped": (mapped, 4, 700),
    "script": (script, 6, 60),
    "spread": (spread, 5, 700),
}
# All kinds, as in kinds.py.
KINDS = {**kinds.KINDS, **FURTHER}
