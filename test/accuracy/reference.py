"""Computes cases.json: the entries that Nabla must answer for the lines of lines/*.txt, to 25 digits.

Usage: python3 reference.py [group ..] (needs mpmath 1.3 and numpy; groups that are not named keep their figures)

A case is a block of lines; its last line is what is asked. Derivatives are central differences of 500-digit values
(oracle.py), taken with two steps that must agree to 30 digits. Inputs are the doubles that Nabla reads.
"""

import json
import pathlib
import re
import sys

import mpmath as mp
import numpy as np
from mpmath import mpf

import oracle
from oracle import Function, Parser, arrange, array, derivatives, directional, evaluate, nth, units

HERE = pathlib.Path(__file__).parent
STEPS = (oracle.STEP, oracle.STEP * 3 / 5)
HIGH_STEPS = (mpf(10) ** -30, mpf(10) ** -30 * 3 / 5)


def stored(value):
    """What a line keeps under a name: doubles."""
    if isinstance(value, np.ndarray):
        return array([stored(v) for v in value.ravel()]).reshape(value.shape)
    return mpf(float(value)) if isinstance(value, mpf) else value


def pieces(text):
    """Splits a command's rest at blanks and commas outside brackets: operand, point, options."""
    depth, words, word = 0, [], ""
    for c in text:
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(c, 0)
        if c == " " and depth == 0:
            words.append(word)
            word = ""
        else:
            word += c
    words.append(word)
    options = {}
    while "=" in words[-1] and re.fullmatch(r"(wrt|along|with|order|mode)", words[-1].split("=")[0]):
        key, value = words.pop().split("=", 1)
        options[key] = value
    operand, point = words, []
    if "at" in words:
        cut = words.index("at")
        operand, point = words[:cut], " ".join(words[cut + 1 :])
        point = [p.split("=", 1) for p in re.split(r",\s*(?=\w+=)", point)]
    return " ".join(operand), point, options


def asked(line, scope):
    """The function that a command differentiates, where, by which arguments, and its options."""
    command, rest = re.fullmatch(r":(\w+) (.*)", line).groups()
    operand, point, options = pieces(rest)
    tree = Parser(operand).whole()
    names = options["wrt"].split(",") if "wrt" in options else None
    if point:
        params = [name for name, _ in point]
        xs = [stored(evaluate(Parser(value).whole(), scope)) for _, value in point]
        f = Function(params, tree, scope)
    else:
        f = evaluate(tree[1], scope)
        params = f.params
        xs = [stored(evaluate(a, scope)) for a in tree[2]]
    by = list(range(len(xs))) if names is None else [params.index(n) for n in dict.fromkeys(names)]
    return command, f, xs, by, names, options, params


def values_of(text, scope, count):
    text = text[1:-1] if count > 1 else text
    return [stored(v) for v in evaluate(Parser(f"[{text}]" if count > 1 else text).whole(), scope)] if count > 1 else [
        stored(evaluate(Parser(text).whole(), scope))
    ]


def answer(line, scope, size, high):
    """The parts of the answer, each a flat list."""
    if not line.startswith(":"):
        oracle.STEP = size
        return [array(evaluate(Parser(line).whole(), scope)).ravel()]
    command, f, xs, by, names, options, params = asked(line, scope)
    flat = lambda parts: [array(p).ravel() for p in parts]

    def directions(text):
        given = tuple_of(text, scope, len(by))
        return [given[by.index(i)] if i in by else None for i in range(len(xs))]

    if command in ("jac", "grad", "hess"):
        order = 2 if command == "hess" else 1
        parts = derivatives(f, xs, by, order, size)
        whole = arrange(parts, f(*xs), [xs[i] for i in by], order)
        return flat([whole]) if whole is not None else flat([oracle.last_axes(p, order) for p in parts.values()])
    if command == "jvp":
        return flat([directional(f, xs, [directions(options["along"])], size)])
    if command == "vjp":
        ct = tuple_of(options["with"], scope, 1)[0]
        return by_units(lambda *a: oracle.total(array(f(*a)) * ct), xs, by, [], size)
    if command == "hvp":
        return by_units(f, xs, by, [directions(options["along"])], size)
    if command == "partial":
        y = lambda *a: f(*a)
        for name in dict.fromkeys(names):
            y = repeated(y, params.index(name), names.count(name), high)
        return flat([y(*xs)])
    if command == "taylor":
        v = directions(options["along"]) if "along" in options else [mpf(1)]
        rows = [nth(f, xs, v, n, high) / mp.factorial(n) for n in range(int(options["order"]) + 1)]
        return flat([rows])
    raise SyntaxError(line)


def repeated(f, index, times, size):
    return lambda *xs: nth(f, list(xs), [mpf(1) if i == index else None for i in range(len(xs))], times, size)


def tuple_of(text, scope, count):
    if count == 1:
        return [stored(evaluate(Parser(text).whole(), scope))]
    parser = Parser(text)
    parser.take("(")
    return [stored(evaluate(a, scope)) for a in parser.arguments(")")]


def by_units(f, xs, by, more, size):
    parts = {i: [] for i in by}
    for i, d in units(xs, by):
        parts[i].append(directional(f, xs, [*more, d], size))
    if all(not isinstance(xs[i], np.ndarray) for i in by):
        return [array([v for i in by for v in parts[i]])]
    return [array(p) for p in parts.values()]


def settled(first, second):
    """The figure where both steps agree; 0 where both are nothing but the error of the differences."""
    first, second = mpf(first), mpf(second)
    if abs(first) < mpf(10) ** -330 or (abs(first) < mpf(10) ** -40 and abs(second) < mpf(10) ** -40 and abs(first - second) > abs(first) / 10**6):
        return "0"
    if abs(first - second) > abs(first) * mpf(10) ** -27:
        raise ArithmeticError(f"steps disagree: {mp.nstr(first, 20)} {mp.nstr(second, 20)}")
    return mp.nstr(first, 25, min_fixed=-5, max_fixed=20)


def case(lines):
    scope = {}
    scope["$globals"] = scope
    for line in lines[:-1]:
        definition = re.fullmatch(r"(\w+)\((.*?)\)\s*=\s*(.*)", line)
        if definition:
            name, params, body = definition.groups()
            scope[name] = Function([p.strip() for p in params.split(",")], Parser(body).whole(), scope)
            continue
        name, value = line.split("=", 1)
        scope[name.strip()] = stored(evaluate(Parser(value).whole(), scope))
    answers = [answer(lines[-1], scope, size, high) for size, high in zip(STEPS, HIGH_STEPS)]
    return [[settled(p, q) for p, q in zip(a, b)] for a, b in zip(*answers)]


def blocks(path):
    block = []
    for line in [*path.read_text().split("\n"), ""]:
        if line.startswith("#"):
            continue
        if line.strip():
            block.append(line.strip())
        elif block:
            yield block
            block = []


def main():
    file = HERE / "cases.json"
    known = json.loads(file.read_text()) if file.exists() else {}
    out = {}
    for path in sorted((HERE / "lines").glob("*.txt")):
        group = path.stem
        if group == "undefined":
            continue
        before = {"\n".join(c["lines"]): c for c in known.get(group, [])}
        out[group] = []
        for lines in blocks(path):
            key = "\n".join(lines)
            if key not in before or group in sys.argv[1:]:
                try:
                    before[key] = {"lines": lines, "expected": case(lines)}
                except Exception as error:
                    print(group, lines, repr(error), file=sys.stderr)
                    continue
            out[group].append(before[key])
        print(group, len(out[group]), file=sys.stderr)
    groups = [json.dumps(g) + ": [\n" + ",\n".join(json.dumps(c) for c in cs) + "\n]" for g, cs in out.items()]
    file.write_text("{\n" + ",\n".join(groups) + "\n}\n")


if __name__ == "__main__":
    main()
