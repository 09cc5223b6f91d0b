"""Objective functions over a library `xp` that has cos, sin, sum, join and column (1, 2, .., n).

Sources: H. H. Rosenbrock, Computer Journal 3 (1960); J. J. More, B. S. Garbow, K. E. Hillstrom, Testing unconstrained
optimization software, ACM TOMS 7 (1981), numbers 5, 13, 14, 26 and 30.
"""


def rosenbrock(xp, x, n):
    return xp.sum(100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2)


def powell(xp, x, n):
    return (x[0] + 10 * x[1]) ** 2 + 5 * (x[2] - x[3]) ** 2 + (x[1] - 2 * x[2]) ** 4 + 10 * (x[0] - x[3]) ** 4


def wood(xp, x, n):
    return (
        100 * (x[1] - x[0] ** 2) ** 2
        + (1 - x[0]) ** 2
        + 90 * (x[3] - x[2] ** 2) ** 2
        + (1 - x[2]) ** 2
        + 10 * (x[1] + x[3] - 2) ** 2
        + (x[1] - x[3]) ** 2 / 10
    )


def beale(xp, x, n):
    return sum((y - x[0] * (1 - x[1] ** k)) ** 2 for k, y in ((1, 1.5), (2, 2.25), (3, 2.625)))


def trigonometric(xp, x, n):
    return xp.sum((n - xp.sum(xp.cos(x)) + xp.column(n) * (1 - xp.cos(x)) - xp.sin(x)) ** 2)


def broyden(xp, x, n):
    before = xp.join([xp.column(1) * 0, x[:-1]])
    after = xp.join([x[1:], xp.column(1) * 0])
    return xp.sum(((3 - 2 * x) * x - before - 2 * after + 1) ** 2)
