"""Writes lines/compositions.txt: seeded compositions of two to four functions at points inside their domains.

Usage: python3 compose.py
"""

import pathlib
import random

import mpmath as mp
from mpmath import mpf

from oracle import Function, Parser

# Names with an interval on which they are smooth and not extreme.
UNARY = {
    "sin": (-6, 6), "cos": (-6, 6), "tan": (-1.4, 1.4), "sec": (-1.4, 1.4), "csc": (0.1, 3), "cot": (0.1, 3),
    "asin": (-0.95, 0.95), "acos": (-0.95, 0.95), "atan": (-20, 20), "asec": (1.05, 30), "acsc": (1.05, 30), "acot": (0.05, 20),
    "sinh": (-5, 5), "cosh": (-5, 5), "tanh": (-6, 6), "sech": (-6, 6), "csch": (0.1, 6), "coth": (0.1, 6),
    "asinh": (-30, 30), "acosh": (1.05, 30), "atanh": (-0.95, 0.95), "asech": (0.05, 0.95), "acsch": (0.05, 30), "acoth": (1.05, 30),
    "exp": (-6, 6), "expm1": (-6, 6), "log": (0.02, 50), "log1p": (-0.9, 50), "log2": (0.02, 50), "log10": (0.02, 50),
    "sqrt": (0.02, 50), "cbrt": (0.02, 50), "square": (-6, 6), "cube": (-4, 4), "abs": (0.1, 20),
    "gamma": (0.1, 6), "lgamma": (0.1, 20), "digamma": (0.1, 20), "factorial": (-0.8, 5), "erf": (-4, 4), "erfc": (-4, 6),
    "sigmoid": (-20, 20), "softplus": (-20, 20), "relu": (0.1, 20),
}  # fmt: skip
BINARY = {
    "({0})*({1})": None, "({0})/({1})": None, "({0})+({1})": None, "({0})-({1})": None, "({0})^({1})": (0.05, 8),
    "atan2({0}, {1})": None, "hypot({0}, {1})": None, "logaddexp({0}, {1})": None, "log({0}, {1})": (1.1, 8),
    "nthRoot({0}, {1})": (0.3, 8), "max({0}, {1})": None, "min({0}, {1})": None, "mod({0}, {1})": (0.3, 8),
}  # fmt: skip
COMMANDS = [":grad", ":grad", ":hess", ":taylor", ":partial"]


def value(text, x, y):
    try:
        v = Function(["x", "y"], Parser(text).whole(), {})(x, y)
    except Exception:
        return None
    return v if isinstance(v, mpf) and mp.isfinite(v) and 1e-3 < abs(v) < 1e6 else None


def chain(inner, names, x, y):
    """The inner text wrapped by each name in turn, scaled into its domain where it falls outside."""
    text = inner
    for name in names:
        v = value(text, x, y)
        if v is None:
            return None
        low, high = UNARY[name]
        if not low < v < high:
            target = random.uniform(low + (high - low) * 0.2, high - (high - low) * 0.2)
            shift = float(mp.nstr(mpf(target) - v, 3)) if abs(v) < 40 else None
            if shift is None:
                text = f"{float(mp.nstr(mpf(target) / v, 3))!r}*({text})" if target / v > 0 else f"-{float(mp.nstr(-mpf(target) / v, 3))!r}*({text})"
            else:
                text = f"{text} + {shift!r}" if shift > 0 else f"{text} - {-shift!r}"
        text = f"{name}({text})"
    return text if value(text, x, y) is not None else None


def number(low, high):
    return float(f"{random.uniform(low, high):.3g}")


def main():
    mp.mp.dps = 60
    random.seed(20240817)
    cases = []
    names = list(UNARY)
    for i, outer in enumerate(names * 4):
        while True:
            x, y = number(0.2, 3), number(0.2, 3)
            depth = 1 + i % 3
            text = chain("x", [*random.sample(names, depth), outer], mpf(x), mpf(y))
            if text:
                break
        command = COMMANDS[i % len(COMMANDS)]
        tail = {":taylor": " order=5", ":partial": " wrt=x,x,x"}.get(command, "")
        cases.append(f"{command} {text} at x={x!r}{tail}")

    for i in range(90):
        joint = list(BINARY)[i % len(BINARY)]
        while True:
            x, y = number(0.2, 3), number(0.2, 3)
            a = chain("x*y" if i % 4 == 0 else "x", random.sample(names, 1), mpf(x), mpf(y))
            b = chain("y", random.sample(names, 1), mpf(x), mpf(y))
            if not a or not b:
                continue
            domain = BINARY[joint]
            pa, pb = value(a, mpf(x), mpf(y)), value(b, mpf(x), mpf(y))
            if domain and not (domain[0] < pa < domain[1] and domain[0] < pb < domain[1]):
                continue
            text = joint.format(a, b)
            if i % 3 == 1:
                text = chain(text, random.sample(names, 1), mpf(x), mpf(y))
            if text and value(text, mpf(x), mpf(y)) is not None:
                break
        command = (":grad", ":hess", ":partial")[i % 3]
        tail = " wrt=x,y,x" if command == ":partial" else ""
        cases.append(f"{command} {text} at x={x!r}, y={y!r}{tail}")

    text = "# Made by compose.py.\n\n" + "\n\n".join(cases) + "\n"
    (pathlib.Path(__file__).parent / "lines" / "compositions.txt").write_text(text)
    print(len(cases))


if __name__ == "__main__":
    main()
