"""Reads the part of Nabla's notation that the cases use, and evaluates it with mpmath's numbers.

Written for the tests alone and apart from src: a value is an mpf or a numpy array of them, a literal is the double that
Nabla reads, and so is everything that a line stores under a name. Derivatives are central differences at high precision.
"""

import functools
import itertools
import math
import pathlib
import re
import sys

import mpmath as mp
import numpy as np
from mpmath import mpf

sys.path.append(str(pathlib.Path(__file__).parent.parent / "ops"))
import series  # noqa: E402
from functions import ENTRYWISE  # noqa: E402
from series import Series, Undefined, constant  # noqa: E402

mp.mp.dps = 500
STEP = mpf(10) ** -60

TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?P<name>[A-Za-z_]\w*)"
    r"|(?P<text>\"\w*\")|(?P<operator>\.\*|\./|\.\^|==|!=|<=|>=|[-+*/^%<>=?:()\[\],;'!]))"
)

LEVELS = [["or", "xor"], ["and"], ["==", "!=", "<", "<=", ">", ">="], [":"], ["+", "-"], ["*", "/", ".*", "./", "%", "mod"]]


def tokens(text):
    out, at = [], 0
    text = text.rstrip()
    while at < len(text):
        match = TOKEN.match(text, at)
        if not match:
            raise SyntaxError(f"{text!r} at {at}")
        out.append((match.lastgroup, match[match.lastgroup]))
        at = match.end()
    return out


class Parser:
    """Trees as tuples: ('num', x), ('name', n), ('bin', op, a, b), ('call', f, args), ..."""

    def __init__(self, text):
        self.tokens = tokens(text)
        self.at = 0
        self.ranges = True

    def peek(self, ahead=0):
        at = self.at + ahead
        return self.tokens[at][1] if at < len(self.tokens) else None

    def take(self, wanted=None):
        text = self.peek()
        if wanted is not None and text != wanted:
            raise SyntaxError(f"{wanted} expected, {text} found in {self.tokens}")
        self.at += 1
        return text

    def whole(self):
        node = self.expression()
        if self.peek() is not None:
            raise SyntaxError(f"{self.peek()} is left over in {self.tokens}")
        return node

    def expression(self):
        test = self.level(0)
        if self.peek() != "?":
            return test
        self.take("?")
        then = self.within(False, self.expression)
        self.take(":")
        return ("if", test, then, self.expression())

    def within(self, ranges, read, *args):
        """Reads where a colon makes a range, or does not."""
        saved, self.ranges = self.ranges, ranges
        node = read(*args)
        self.ranges = saved
        return node

    def level(self, k):
        if k == len(LEVELS):
            return self.unary()
        if LEVELS[k] == [":"]:
            return self.range(k)
        node = self.level(k + 1)
        while self.peek() in LEVELS[k]:
            op = self.take()
            node = ("bin", op, node, self.level(k + 1))
        return node

    def range(self, k):
        if not self.ranges:
            return self.level(k + 1)
        if self.peek() == ":":
            self.take()
            return ("all",)
        parts = [self.level(k + 1)]
        while self.peek() == ":":
            self.take()
            parts.append(self.level(k + 1))
        return parts[0] if len(parts) == 1 else ("range", *parts)

    def unary(self):
        if self.peek() in ("-", "+", "not"):
            op = self.take()
            return ("neg", self.unary()) if op == "-" else ("not", self.unary()) if op == "not" else self.unary()
        return self.power()

    def power(self):
        node = self.postfix()
        if self.peek() in ("^", ".^"):
            return ("bin", self.take(), node, self.unary())
        return node

    def postfix(self):
        node = self.operand()
        while True:
            if self.peek() == "!" :
                self.take()
                node = ("call", ("name", "factorial"), [node])
            elif self.peek() == "'":
                self.take()
                node = ("call", ("name", "transpose"), [node])
            else:
                return node

    def operand(self):
        kind, text = self.tokens[self.at]
        self.at += 1
        if kind == "number":
            return ("num", mpf(float(text)))
        if kind == "text":
            return ("text", text[1:-1])
        if text == "(":
            return self.within(True, self.block)
        if text == "[":
            return self.within(True, self.array)
        if kind != "name":
            raise SyntaxError(f"{text} in {self.tokens}")
        node = ("name", text)
        while self.peek() in ("(", "["):
            if self.take() == "(":
                node = ("call", node, self.within(True, self.arguments, ")"))
            else:
                node = ("index", node, self.within(True, self.arguments, "]"))
        return node

    def arguments(self, end):
        args = []
        while self.peek() != end:
            args.append(self.definition() or self.expression())
            if self.peek() == ",":
                self.take()
        self.take(end)
        return args

    def definition(self):
        """f(a, b) = body, as an argument."""
        depth, at = 0, self.at
        if self.at + 1 >= len(self.tokens) or self.tokens[at][0] != "name" or self.tokens[at + 1][1] != "(":
            return None
        for end in range(at + 1, len(self.tokens)):
            depth += {"(": 1, ")": -1}.get(self.tokens[end][1], 0)
            if depth == 0:
                break
        if end + 1 >= len(self.tokens) or self.tokens[end + 1][1] != "=":
            return None
        params = [t for kind, t in self.tokens[at + 2 : end] if kind == "name"]
        self.at = end + 2
        return ("lambda", params, self.expression())

    def block(self):
        lets = []
        while self.tokens[self.at][0] == "name" and self.peek(1) == "=":
            name = self.take()
            self.take("=")
            lets.append((name, self.expression()))
            self.take(";")
        value = self.expression()
        self.take(")")
        return ("block", lets, value) if lets else value

    def array(self):
        rows = [[]]
        while True:
            rows[-1].append(self.expression())
            mark = self.take()
            if mark == ";":
                rows.append([])
            elif mark == "]":
                return ("array", rows)


def vectorised(f, *args):
    """f entry by entry with broadcasting."""
    if not any(isinstance(a, np.ndarray) for a in args):
        return real(f(*args))
    whole = np.broadcast(*[np.asarray(a, dtype=object) for a in args])
    out = np.empty(whole.shape, dtype=object)
    out.flat = [real(f(*each)) for each in whole]
    return out


def real(x):
    """NaN where there is no real value: a branch that is not taken may have none."""
    if isinstance(x, Series):
        return x
    if isinstance(x, mp.mpc):
        return x.real if x.imag == 0 else mp.nan
    return mpf(x)


def magnitude(x):
    return abs(constant(x))


def minors(a):
    """The determinant without divisions, for a singular matrix has derivatives, too."""
    if len(a) == 1:
        return a[0, 0]
    return sum((-1) ** j * a[0, j] * minors(np.delete(a[1:], j, axis=1)) for j in range(len(a)))


def determinant(a):
    if len(a) < 5:
        return minors(a)
    a, n, sign = a.copy(), len(a), mpf(1)
    for j in range(n):
        p = max(range(j, n), key=lambda i: magnitude(a[i, j]))
        if a[p, j] == 0:
            if isinstance(a[p, j], Series):
                raise Undefined("a singular matrix")
            return mpf(0)
        if p != j:
            a[[j, p]] = a[[p, j]]
            sign = -sign
        for i in range(j + 1, n):
            a[i, j:] = a[i, j:] - a[j, j:] * (a[i, j] / a[j, j])
    return sign * np.prod(np.diagonal(a))


def solve(a, b):
    n = len(a)
    m = np.concatenate([a, b.reshape(n, -1)], axis=1)
    for j in range(n):
        p = max(range(j, n), key=lambda i: magnitude(m[i, j]))
        m[[j, p]] = m[[p, j]]
        m[j] = m[j] / m[j, j]
        for i in range(n):
            if i != j:
                m[i] = m[i] - m[j] * m[i, j]
    return m[:, n:].reshape(b.shape)


def identity(n):
    return np.array([[mpf(int(i == j)) for j in range(n)] for i in range(n)], dtype=object)


def array(x):
    return np.asarray(x, dtype=object)


def total(x):
    return sum(x.flat, mpf(0))


def variance(x):
    x = array(x).ravel()
    mean = total(x) / len(x)
    return total((x - mean) ** 2) / (len(x) - 1)


def norm(x, p="fro"):
    if array(x).ndim == 2 and p != "fro":
        if p == 2:
            return svdvals(x)[0]
        return max(total(abs(line)) for line in (x.T if p == 1 else x))
    if p in ("fro", 2):
        return series.sqrt(sum(v * v for v in array(x).ravel()))
    size = [abs(v) for v in array(x).ravel()]
    if p == mp.inf:
        return max(size)
    if p == 1:
        return sum(size)
    return sum(v**p for v in size) ** (1 / p)


def along(f):
    """A reduction of all entries, or over one axis counted from 1, or of several numbers."""

    def reduced(x, *rest):
        if rest and not isinstance(x, np.ndarray):
            return f(array([x, *rest]))
        if not rest:
            return f(array(x).ravel())
        axis = int(rest[0]) - 1
        moved = np.moveaxis(x, axis, -1)
        out = np.empty(moved.shape[:-1], dtype=object)
        for at in np.ndindex(*out.shape):
            out[at] = f(moved[at])
        return out if out.shape else out[()]

    return reduced


def power(a, b):
    if isinstance(a, np.ndarray):
        k = int(b)
        base = solve(a, identity(len(a))) if k < 0 else a
        out = identity(len(a))
        for _ in range(abs(k)):
            out = out.dot(base)
        return out
    return real_power(a, b)


def real_power(a, b):
    if isinstance(a, Series) or isinstance(b, Series):
        return series.power(a, b)
    if a == 0 and b == 0:
        return mpf(1)
    if a != 0 and abs(b) * (abs(mp.mag(a)) + 1) > 1e7:
        raise Undefined("beyond any range")
    return a ** int(b) if b == mp.floor(b) else a**b


def times(a, b):
    return a.dot(b) if isinstance(a, np.ndarray) and isinstance(b, np.ndarray) else a * b


def over(a, b):
    return a.dot(solve(b, identity(len(b)))) if isinstance(b, np.ndarray) else a / b


def cross(a, b):
    return array([a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]])


def median(x):
    s = sorted(x)
    n = len(s)
    return (s[(n - 1) // 2] + s[n // 2]) / 2


def quantiles(x, p):
    """Between sorted entries at (n - 1) p."""
    s, at = sorted(array(x).ravel()), p * (x.size - 1)
    i = int(mp.floor(at))
    return s[i] if i == at else s[i] + (s[i + 1] - s[i]) * (at - i)


def deviation(x):
    """The median of the distances from the median."""
    middle = median(x)
    return median([abs(v - middle) for v in x])


def correlation(x, y):
    a, b = x - total(x) / len(x), y - total(y) / len(y)
    return total(a * b) / series.sqrt(total(a * a) * total(b * b))


def divergence(q, p):
    q, p = q / total(q), p / total(p)
    return total(q * vectorised(series.log, q / p))


def multinomial(k):
    return series.gamma_ratio([total(k) + 1], [v + 1 for v in k.ravel()])


def softmax(x):
    top = max(constant(v) for v in x.flat)
    powers = vectorised(series.exp, x - top)
    return powers / total(powers)


def logsumexp(x):
    top = max(constant(v) for v in x.flat)
    return top + series.log(total(vectorised(series.exp, x - top)))


def expm(a):
    """By its power series, scaled and squared."""
    n = len(a)
    halvings = max(0, int(mp.ceil(mp.log(1 + max(magnitude(v) for v in a.flat), 2))) + 6)
    scaled, power, out, k = a * (mpf(1) / 2**halvings), identity(n), identity(n), 0
    while k == 0 or max(magnitude(v) for v in power.flat) > mpf(10) ** (-mp.mp.dps - 5) or k < 12:
        k += 1
        power = power.dot(scaled) * (mpf(1) / k)
        out = out + power
    for _ in range(halvings):
        out = out.dot(out)
    return out


def sqrtm(a):
    """By the product form of Newton's iteration (Denman and Beavers, 1976)."""
    x, y = a, identity(len(a))
    for _ in range(200):
        last = x
        x, y = (x + solve(y, identity(len(a)))) * (mpf(1) / 2), (y + solve(x, identity(len(a)))) * (mpf(1) / 2)
        if max(series.distance(p, q) for p, q in zip(x.flat, last.flat)) < mpf(10) ** (20 - mp.mp.dps):
            return x
    raise Undefined("no square root")


def eigvals(a):
    """Ascending; their series by Newton's steps on the characteristic polynomial, each of which adds a degree."""
    plain = mp.matrix([[constant(v) for v in row] for row in a])
    found = mp.eig(plain, left=False, right=False)
    size = max(abs(v) for v in found)
    if any(abs(mp.im(v)) > size * mpf(10) ** (-mp.mp.dps / 3) for v in found):
        raise Undefined("complex eigenvalues")
    values = sorted(mp.re(v) for v in found)
    if any(q - p < size * mpf(10) ** (-mp.mp.dps / 4) for p, q in zip(values, values[1:])):
        raise Undefined("repeated eigenvalues")

    def polynomial(b, t):
        return minors(b - t * identity(len(a))) if len(a) > 1 else b[0, 0] - t

    numbers = array([constant(v) for v in a.ravel()]).reshape(a.shape)
    out = np.empty(len(a), dtype=object)
    for i, v in enumerate(values):
        slope = polynomial(numbers, series.at(v, 1)).c[1]
        # The number itself is refined until it holds; then each step adds a degree.
        for _ in range(8):
            v = v - polynomial(numbers, v) / slope
        out[i] = v
        orders = [w.ring.order for w in a.flat if isinstance(w, Series)]
        for _ in range(max(orders, default=0)):
            out[i] = out[i] - polynomial(a, out[i]) / slope
    return out


def svdvals(a):
    squares = eigvals(a.T.dot(a) if a.shape[0] >= a.shape[1] else a.dot(a.T))
    return array([series.sqrt(v) for v in squares[::-1]])


def pinv(a):
    """Of a matrix of full rank."""
    return solve(a.T.dot(a), a.T) if a.shape[0] >= a.shape[1] else solve(a.dot(a.T), a).T


WHOLE = {
    "expm": expm, "sqrtm": sqrtm, "eigvals": eigvals, "svdvals": svdvals, "pinv": pinv,
    "sum": along(lambda x: sum(x, mpf(0))), "prod": along(lambda x: math.prod(x[1:], start=x[0])), "mean": along(lambda x: sum(x, mpf(0)) / len(x)),
    "variance": along(variance), "std": along(lambda x: series.sqrt(variance(x))), "median": along(median),
    "norm": norm, "dot": lambda a, b: total(a.ravel() * b.ravel()), "cross": lambda a, b: cross(a.ravel(), b.ravel()),
    "cumsum": lambda x, axis=1: np.cumsum(x, axis=int(axis) - 1), "diff": lambda x, axis=1: np.diff(x, axis=int(axis) - 1),
    "softmax": softmax, "logsumexp": logsumexp, "quantile": quantiles, "quantileSeq": quantiles, "mad": deviation,
    "sort": lambda x, way="asc": array(sorted(x, reverse=way == "desc")), "corr": correlation, "kldivergence": divergence,
    "distance": lambda a, b: norm(a - b), "multinomial": multinomial, "row": lambda a, i: a[int(i) - 1 : int(i)],
    "column": lambda a, i: a[:, int(i) - 1 : int(i)], "multiply": lambda *xs: functools.reduce(times, xs), "divide": over, "pow": power,
    "add": lambda *xs: sum(xs[1:], xs[0]), "subtract": lambda a, b: a - b,
    "det": determinant, "logdet": lambda a: series.log(abs(determinant(a))), "inv": lambda a: solve(a, identity(len(a))),
    "solve": solve, "lusolve": solve, "trace": lambda a: sum(np.diagonal(a), mpf(0)), "transpose": np.transpose,
    "kron": np.kron, "flatten": lambda x: array(x).ravel(), "reshape": lambda x, s: x.reshape([int(v) for v in s]),
    "diag": np.diag, "identity": lambda n: identity(int(n)), "size": lambda x: array([mpf(v) for v in x.shape]),
    "zeros": lambda *s: array(np.full([int(v) for v in s], mpf(0), dtype=object)),
    "ones": lambda *s: array(np.full([int(v) for v in s], mpf(1), dtype=object)),
    "concat": lambda *xs: np.concatenate(xs, axis=-1),
    "max": along(max), "min": along(min), "count": lambda x: mpf(x.size),
}  # fmt: skip

OPERATORS = {
    "+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": times, "/": over, "^": power,
    ".*": lambda a, b: a * b, "./": lambda a, b: a / b, ".^": lambda a, b: vectorised(real_power, a, b),
    "%": lambda a, b: vectorised(ENTRYWISE["mod"], a, b), "mod": lambda a, b: vectorised(ENTRYWISE["mod"], a, b),
    "==": lambda a, b: vectorised(lambda p, q: p == q, a, b), "!=": lambda a, b: vectorised(lambda p, q: p != q, a, b),
    "<": lambda a, b: vectorised(lambda p, q: p < q, a, b), "<=": lambda a, b: vectorised(lambda p, q: p <= q, a, b),
    ">": lambda a, b: vectorised(lambda p, q: p > q, a, b), ">=": lambda a, b: vectorised(lambda p, q: p >= q, a, b),
    "and": lambda a, b: mpf(a != 0 and b != 0), "or": lambda a, b: mpf(a != 0 or b != 0),
}  # fmt: skip

CONSTANTS = {"pi": mpf(math.pi), "e": mpf(math.e), "Infinity": mp.inf, "tau": mpf(2 * math.pi)}


class Function:
    def __init__(self, params, body, scope):
        self.params, self.body, self.scope = params, body, scope

    def __call__(self, *args):
        return evaluate(self.body, {**self.scope, **self.scope.get("$globals", {}), **dict(zip(self.params, args))})


class Derived(Function):
    """jac(f), grad(f) or hess(f), perhaps by one parameter."""

    def __init__(self, order, of, wrt):
        self.order, self.of, self.wrt, self.params = order, of, wrt, of.params

    def __call__(self, *args):
        by = [i for i, p in enumerate(self.params) if self.wrt in (None, p)]
        parts = derivatives(self.of, args, by, self.order)
        return arrange(parts, self.of(*args), [args[i] for i in by], self.order)


def evaluate(node, scope):
    kind = node[0]
    if kind in ("num", "text"):
        return node[1]
    if kind == "name":
        return scope[node[1]] if node[1] in scope else CONSTANTS[node[1]]
    if kind == "neg":
        return -evaluate(node[1], scope)
    if kind == "not":
        return mpf(evaluate(node[1], scope) == 0)
    if kind == "bin":
        return OPERATORS[node[1]](evaluate(node[2], scope), evaluate(node[3], scope))
    if kind == "if":
        test = evaluate(node[1], scope)
        if isinstance(test, np.ndarray):
            return vectorised(ENTRYWISE["where"], test, evaluate(node[2], scope), evaluate(node[3], scope))
        return evaluate(node[2] if test != 0 else node[3], scope)
    if kind == "block":
        inner = dict(scope)
        for name, value in node[1]:
            inner[name] = evaluate(value, inner)
        return evaluate(node[2], inner)
    if kind == "array":
        rows = [[evaluate(e, scope) for e in row] for row in node[1]]
        return array(rows if len(rows) > 1 else rows[0])
    if kind == "range":
        ends = [evaluate(e, scope) for e in node[1:]]
        start, step, stop = ends if len(ends) == 3 else (ends[0], mpf(1), ends[1])
        return array([start + i * step for i in range(int(mp.floor((stop - start) / step)) + 1)])
    if kind == "lambda":
        return Function(node[1], node[2], scope)
    if kind == "index":
        return indexed(evaluate(node[1], scope), node[2], scope)
    return called(node, scope)


def indexed(x, indices, scope):
    parts = []
    for axis, index in enumerate(indices):
        if index[0] == "all":
            parts.append(list(range(x.shape[axis])))
            continue
        i = evaluate(index, {**scope, "end": mpf(x.shape[axis])})
        parts.append([int(v) - 1 for v in i] if isinstance(i, np.ndarray) else int(i) - 1)
    for axis in reversed(range(len(parts))):
        x = np.take(x, parts[axis], axis=axis)
    return x


def called(node, scope):
    callee = node[1]
    if callee[0] == "name" and callee[1] not in scope:
        name = callee[1]
        if name in ("grad", "jac", "hess"):
            wrt = node[2][1][1] if len(node[2]) > 1 else None
            return Derived(2 if name == "hess" else 1, evaluate(node[2][0], scope), wrt)
        if name == "map":
            x = evaluate(node[2][0], scope)
            f = node[2][1]
            f = ENTRYWISE[f[1]] if f[0] == "name" and f[1] not in scope else evaluate(f, scope)
            return array([f(v) for v in x])
        args = [evaluate(a, scope) for a in node[2]]
        if name in ("max", "min") and len(args) > 1:
            return vectorised(max if name == "max" else min, *args)
        if name in WHOLE:
            return WHOLE[name](*args)
        return vectorised(ENTRYWISE[name], *args)
    return evaluate(callee, scope)(*[evaluate(a, scope) for a in node[2]])


def nudged(x, direction, amount):
    return x + amount * direction


def step_for(xs, vs, size):
    """The largest step that moves no entry by more than `size` of itself (absolute at 0)."""
    steps = []
    for x, v in zip(xs, vs):
        if v is None:
            continue
        for p, d in zip(array(x).flat, array(v).flat):
            if d != 0:
                steps.append(size * (abs(p) if p != 0 else 1) / abs(d))
    return min(steps) if steps else size


def directional(f, xs, directions, size):
    """The derivative of f along each direction in turn (a direction has a tangent or None per argument)."""
    steps = [step_for(xs, d, size) for d in directions]
    out = 0
    for signs in itertools.product((1, -1), repeat=len(directions)):
        at = list(xs)
        for sign, step, d in zip(signs, steps, directions):
            at = [x if v is None else x + sign * step * v for x, v in zip(at, d)]
        out = out + math.prod(signs) * f(*at)
    return out / (2 ** len(directions) * mp.fprod(steps))


def nth(f, xs, direction, n, size):
    """d^n/dt^n f(x + t v) at t = 0."""
    step = step_for(xs, direction, size)
    out = 0
    for k in range(n + 1):
        t = (mpf(n) / 2 - k) * step
        at = [x if v is None else x + t * v for x, v in zip(xs, direction)]
        out = out + (-1) ** k * mp.binomial(n, k) * f(*at)
    return out / step**n


def units(xs, by):
    """The directions of all entries of the arguments `by`, in order."""
    for i in by:
        if not isinstance(xs[i], np.ndarray):
            yield i, [mpf(1) if j == i else None for j in range(len(xs))]
            continue
        for at in np.ndindex(*xs[i].shape):
            e = array(np.full(xs[i].shape, mpf(0), dtype=object))
            e[at] = mpf(1)
            yield i, [e if j == i else None for j in range(len(xs))]


def derivatives(f, xs, by, order, size=STEP):
    """For each argument (or pair of them) the derivatives by its entries: {(i,): [value, ..]} or {(i, j): [[..], ..]}."""
    all_units = list(units(xs, by))
    if order == 1:
        out = {(i,): [] for i in by}
        for i, d in all_units:
            out[(i,)].append(directional(f, xs, [d], size))
        return out
    made = {}
    for (p, (_, d)), (q, (_, g)) in itertools.product(enumerate(all_units), repeat=2):
        made[p, q] = made[q, p] if q < p else directional(f, xs, [d, g], size)
    out = {}
    for i, j in itertools.product(by, by):
        rows = [p for p, (k, _) in enumerate(all_units) if k == i]
        columns = [q for q, (k, _) in enumerate(all_units) if k == j]
        out[(i, j)] = [[made[p, q] for q in columns] for p in rows]
    return out


def last_axes(values, count):
    """Arrays of one output shape, `count` nested lists deep, as one array with the lists' axes last."""
    a = array(np.array(values, dtype=object))
    return np.moveaxis(a, list(range(count)), list(range(a.ndim - count, a.ndim)))


def arrange(parts, y, xs, order):
    """The derivative as one array in Nabla's shape; None where it has several parts."""
    out = np.shape(y)
    keys = list(parts)
    if all(not isinstance(x, np.ndarray) for x in xs):
        k = len(xs)
        if order == 1:
            all_ = last_axes([parts[key][0] for key in keys], 1)
            if k == 1:
                return all_[0] if out == () else all_[..., 0] if len(out) > 1 else all_
            return all_.reshape(1, k) if out == () else all_
        if k == 1 and out == ():
            return parts[keys[0]][0][0]
        return last_axes([[parts[keys[i * k + j]][0][0] for j in range(k)] for i in range(k)], 2)
    if len(keys) > 1:
        return None
    shape = np.shape(xs[0])
    part = last_axes(parts[keys[0]], order).reshape(out + shape * order)
    return part.reshape((1, *shape)) if order == 1 and out == () and len(shape) == 1 else part
