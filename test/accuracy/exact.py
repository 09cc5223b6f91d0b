"""The same answers as reference.py's by truncated series in place of differences, to 25 digits that two precisions agree on.

The digits are doubled from 60 on until they agree. Faster than differences by far; `python3 exact.py` holds the two against
each other on all lines of lines/*.txt.
"""

import itertools
import json
import re
import sys

import mpmath as mp
import numpy as np
from mpmath import mpf

import oracle
import reference
from oracle import Function, Parser, arrange, array, evaluate
from series import Series, Undefined, ring

MOST_DIGITS = 2400
# A result of 0 may be a number that was too small beside another: it must stay 0 with so many digits.
DIGITS_OF_ZERO = 900
BELOW_RANGE = mpf(2) ** -1200
ABOVE_RANGE = mpf(2) ** 1100


def flat(y):
    return list(array(y).ravel())


def variables(xs, by):
    """The arguments with all entries of those of `by` as variables of a ring; the numbers of their variables."""
    places, count = {}, 0
    for i in by:
        size = xs[i].size if isinstance(xs[i], np.ndarray) else 1
        places[i] = list(range(count, count + size))
        count += size
    return places, count


def raised(xs, places, r):
    out = list(xs)
    for i, those in places.items():
        series = [r.variable(k, v) for k, v in zip(those, flat(xs[i]))]
        out[i] = array(np.array(series + [None], dtype=object)[:-1].reshape(xs[i].shape)) if isinstance(xs[i], np.ndarray) else series[0]
    return out


def coefficient(y, variables_of, count, order_of=None):
    exponents = [0] * count
    for k in variables_of:
        exponents[k] += 1
    return mapped(y, lambda s: s.derivative(tuple(exponents)) if isinstance(s, Series) else 0)


def mapped(y, f):
    if not isinstance(y, np.ndarray):
        return f(y)
    out = np.empty(y.shape, dtype=object)
    out.flat = [f(v) for v in y.flat]
    return out


def constants(y):
    return mapped(y, lambda s: s.c[0] if isinstance(s, Series) else s)


def derivatives(f, xs, by, order):
    """As oracle.derivatives, and the value."""
    places, count = variables(xs, by)
    y = f(*raised(xs, places, ring(count, order)))
    if order == 1:
        return {(i,): [coefficient(y, [k], count) for k in places[i]] for i in by}, constants(y)
    parts = {}
    for i, j in itertools.product(by, by):
        parts[i, j] = [[coefficient(y, [p, q], count) for q in places[j]] for p in places[i]]
    return parts, constants(y)


def along(f, xs, direction, order):
    """f(x + t v) as a series in t."""
    t = ring(1, order).variable(0, mpf(0))
    return f(*[x if v is None else x + v * t for x, v in zip(xs, direction)])


def answer(line, scope):
    """As reference.answer."""
    if not line.startswith(":"):
        return [flat(evaluate(Parser(line).whole(), scope))]
    command, f, xs, by, names, options, params = reference.asked(line, scope)
    if command in ("jac", "grad", "hess"):
        order = 2 if command == "hess" else 1
        parts, y = derivatives(f, xs, by, order)
        whole = arrange(parts, y, [xs[i] for i in by], order)
        return [flat(whole)] if whole is not None else [flat(oracle.last_axes(p, order)) for p in parts.values()]
    if command == "partial":
        places, count = variables(xs, by)
        y = f(*raised(xs, places, ring(count, len(names))))
        return [flat(coefficient(y, [places[params.index(n)][0] for n in names], count))]
    given = reference.tuple_of(options["along"], scope, len(by)) if "along" in options else [mpf(1)] * len(by)
    direction = [given[by.index(i)] if i in by else None for i in range(len(xs))]
    if command == "jvp":
        return [flat(mapped(along(f, xs, direction, 1), lambda s: s.c[1] if isinstance(s, Series) else 0))]
    if command == "taylor":
        order = int(options["order"])
        y = along(f, xs, direction, order)
        return [[v for n in range(order + 1) for v in flat(mapped(y, lambda s: s.c[n] if isinstance(s, Series) else s if n == 0 else 0))]]
    raise SyntaxError(line)


def scope_of(lines):
    scope = {}
    scope["$globals"] = scope
    for line in lines:
        definition = re.fullmatch(r"(\w+)\((.*?)\)\s*=\s*(.*)", line)
        if definition:
            name, params, body = definition.groups()
            scope[name] = Function([p.strip() for p in params.split(",")], Parser(body).whole(), scope)
        else:
            name, value = line.split("=", 1)
            scope[name.strip()] = reference.stored(evaluate(Parser(value).whole(), scope))
    return scope


def settled(a, b, digits):
    """The figure that two precisions agree on; None where they do not."""
    if type(b) is int and b == 0:
        return "0"
    if not mp.isfinite(a) or not mp.isfinite(b):
        raise Undefined("not finite")
    if abs(b) < BELOW_RANGE:
        return "0" if digits >= DIGITS_OF_ZERO else None
    if abs(a - b) > abs(b) * mpf(10) ** -25:
        return None
    if abs(b) > ABOVE_RANGE:
        return "Infinity" if b > 0 else "-Infinity"
    return mp.nstr(b, 25, min_fixed=-5, max_fixed=20)


def expected(lines, digits=60):
    """The entries of the answer to the last line, by parts, as texts of 25 digits; raises Undefined where there is none."""
    before = None
    while digits <= MOST_DIGITS:
        mp.mp.dps = digits
        now = answer(lines[-1], scope_of(lines[:-1]))
        if before is not None:
            texts = [[settled(a, b, digits) for a, b in zip(p, q)] for p, q in zip(before, now)]
            if all(t is not None for part in texts for t in part):
                return texts
        before = now
        digits *= 2
    raise Undefined("no digits that agree")


def main():
    known = json.loads((reference.HERE / "cases.json").read_text())
    for group, cases in known.items():
        held = left = 0
        for case in cases:
            try:
                found = expected(case["lines"])
            except Exception as error:
                print(group, case["lines"], repr(error), file=sys.stderr)
                left += 1
                continue
            mp.mp.dps = 30
            for a, b in zip(itertools.chain(*found), itertools.chain(*case["expected"]), strict=True):
                if abs(mpf(a) - mpf(b)) > abs(mpf(b)) * mpf(10) ** -23:
                    print("DIFFERENT", group, case["lines"], a, b)
            held += 1
        print(group, held, "compared,", left, "left out", file=sys.stderr)


if __name__ == "__main__":
    main()
