import casadi as ca
import numpy as np

import objectives
from inputs import repeated, tanh_map, uniform


class xp:
    cos, sin, sum = ca.cos, ca.sin, ca.sum1

    @staticmethod
    def join(parts):
        return ca.vertcat(*parts)

    @staticmethod
    def column(n):
        return ca.DM(np.arange(1.0, n + 1))


def called(name, x, expression, at):
    """Calls without copies; the answer is the buffer of nonzeros, column by column."""
    f = ca.Function(name, [x], [expression])
    out = np.zeros(f.nnz_out(0))
    at = np.ascontiguousarray(at)
    buffer, trigger = f.buffer()
    buffer.set_arg(0, memoryview(at))
    buffer.set_res(0, memoryview(out))

    def run(_keep=(f, buffer)):
        trigger()
        return out

    return run


def gradient(objective, n, pattern):
    x = ca.SX.sym("x", n)
    return called("g", x, ca.densify(ca.gradient(getattr(objectives, objective)(xp, x, n), x)), repeated(pattern, n))


def jacobian(n):
    a, b, at = tanh_map(n)
    x = ca.MX.sym("x", n)
    a, b = ca.DM(a), ca.DM(b)
    return called("j", x, ca.densify(ca.jacobian(ca.tanh(a @ ca.tanh(a @ x + b) + b), x)).T, at)


def log_sum_exp(n):
    x = ca.SX.sym("x", n)
    return called("h", x, ca.densify(ca.hessian(ca.log(ca.sum1(ca.exp(x))), x)[0]), 4 * uniform(n, 1))


def chain_hessian(n, pattern):
    x = ca.SX.sym("x", n)
    h = ca.hessian(objectives.rosenbrock(xp, x, n), x)[0]
    beside = ca.vertcat(*[h[i, i + 1] for i in range(n - 1)])
    return called("h", x, ca.densify(ca.vertcat(ca.diag(h), beside)), repeated(pattern, n))


def formula(terms, at):
    """The gradient of the long formula, from its table of coefficients."""
    v = ca.SX.sym("v", 3)
    x, y, z = v[0], v[1], v[2]
    value = sum(a * ca.sin(b * x + c * y) / (d + z**2) for a, b, c, d in terms)
    return called("g", v, ca.densify(ca.gradient(value, v)), np.array(at))
