"""numpy differentiates nothing: these are derivatives by hand, written with whole arrays."""

import numpy as np

from inputs import mlp as mlp_inputs, net as net_inputs, repeated, square, tanh_map, uniform


def rosenbrock(n, pattern):
    x = repeated(pattern, n)

    def run():
        d = x[1:] - x[:-1] ** 2
        g = np.zeros(n)
        g[:-1] = -400 * x[:-1] * d - 2 * (1 - x[:-1])
        g[1:] += 200 * d
        return g

    return run


def jacobian(n):
    a, b, x = tanh_map(n)

    def run():
        h = np.tanh(a @ x + b)
        y = np.tanh(a @ h + b)
        return ((1 - y**2)[:, None] * a) @ ((1 - h**2)[:, None] * a)

    return run


def log_sum_exp(n):
    x = 4 * uniform(n, 1)

    def run():
        e = np.exp(x - x.max())
        p = e / e.sum()
        return np.diag(p) - np.outer(p, p)

    return run


def chain_hessian(n, pattern):
    """The diagonal and the one beside it."""
    x = repeated(pattern, n)

    def run():
        diagonal = np.zeros(n)
        diagonal[:-1] = 1200 * x[:-1] ** 2 - 400 * x[1:] + 2
        diagonal[1:] += 200
        return diagonal, -400 * x[:-1]

    return run


def net(steps):
    inputs = net_inputs()
    x = inputs[4]

    def run():
        w1, b1, w2, b2 = (p.copy() for p in inputs[:4])
        for _ in range(steps):
            h = 1 / (1 + np.exp(-(x @ w1 + b1)))
            out = 1 / (1 + np.exp(-(w2 @ h + b2)))
            d2 = (out - 1) * out * (1 - out)
            d1 = d2 * w2[0] * h * (1 - h)
            w2 -= 0.05 * d2 * h
            b2 -= 0.05 * d2[0]
            w1 -= 0.05 * np.outer(x, d1)
            b1 -= 0.05 * d1
        return w1, b1, w2, b2

    return run


def mlp(batch):
    p, x, y = mlp_inputs(batch)
    w1, b1 = p[:100352].reshape(784, 128), p[100352:100480]
    w2, b2 = p[100480:101760].reshape(128, 10), p[101760:]

    def run():
        h = np.tanh(x @ w1 + b1)
        z = h @ w2 + b2
        e = np.exp(z - z.max(axis=1, keepdims=True))
        dz = (e / e.sum(axis=1, keepdims=True) - y) / batch
        dh = (dz @ w2.T) * (1 - h**2)
        return np.concatenate([(x.T @ dh).ravel(), dh.sum(axis=0), (h.T @ dz).ravel(), dz.sum(axis=0)])

    return run


def gemm(n):
    a, b = uniform(n * n, 1).reshape(n, n), uniform(n * n, 2).reshape(n, n)
    return lambda: a @ b


def det(n):
    a = square(n)
    return lambda: np.linalg.det(a)


def solve(n):
    a, b = square(n), uniform(n, 2)
    return lambda: np.linalg.solve(a, b)
