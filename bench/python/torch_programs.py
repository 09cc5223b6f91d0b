import torch

import objectives
from inputs import mlp as mlp_inputs, net as net_inputs, repeated, square, tanh_map, uniform

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)


class xp:
    cos, sin, sum, join = torch.cos, torch.sin, torch.sum, torch.cat

    @staticmethod
    def column(n):
        return torch.arange(1, n + 1, dtype=torch.float64)


def gradient(objective, n, pattern):
    f = getattr(objectives, objective)
    x = torch.tensor(repeated(pattern, n), requires_grad=True)
    return lambda: torch.autograd.grad(f(xp, x, n), x)[0]


def jacobian(n):
    a, b, x = map(torch.tensor, tanh_map(n))

    def f(x):
        return torch.tanh(a @ torch.tanh(a @ x + b) + b)

    return lambda: torch.autograd.functional.jacobian(f, x, vectorize=True)


def log_sum_exp(n):
    x = torch.tensor(4 * uniform(n, 1))
    return lambda: torch.autograd.functional.hessian(lambda x: torch.logsumexp(x, 0), x, vectorize=True)


def chain_hessian(n, pattern):
    """Three products with columns that do not meet, as the known pattern allows."""
    x = torch.tensor(repeated(pattern, n), requires_grad=True)
    index = torch.arange(n)
    seeds = [(index % 3 == colour).double() for colour in range(3)]

    def run():
        (g,) = torch.autograd.grad(objectives.rosenbrock(xp, x, n), x, create_graph=True)
        products = torch.stack([torch.autograd.grad(g, x, seed, retain_graph=True)[0] for seed in seeds])
        return products[index % 3, index], products[index[1:] % 3, index[:-1]]

    return run


def net(steps):
    w1, b1, w2, b2, x = map(torch.tensor, net_inputs())

    def run():
        parameters = [p.clone().requires_grad_() for p in (w1, b1, w2, b2)]
        optimiser = torch.optim.SGD(parameters, lr=0.05)
        for _ in range(steps):
            optimiser.zero_grad()
            h = torch.sigmoid(x @ parameters[0] + parameters[1])
            out = torch.sigmoid((parameters[2] * h).sum() + parameters[3])
            ((1 - out) ** 2 / 2).backward()
            optimiser.step()
        return [p.detach() for p in parameters]

    return run


def mlp(batch):
    p, x, y = map(torch.tensor, mlp_inputs(batch))
    p.requires_grad_()
    labels = y.argmax(1)

    def run():
        h = torch.tanh(x @ p[:100352].reshape(784, 128) + p[100352:100480])
        z = h @ p[100480:101760].reshape(128, 10) + p[101760:]
        return torch.autograd.grad(torch.nn.functional.cross_entropy(z, labels), p)[0]

    return run


def gemm(n):
    a, b = (torch.tensor(uniform(n * n, seed).reshape(n, n)) for seed in (1, 2))
    return lambda: a @ b


def det(n):
    a = torch.tensor(square(n))
    return lambda: torch.linalg.det(a)


def solve(n):
    a, b = torch.tensor(square(n)), torch.tensor(uniform(n, 2))
    return lambda: torch.linalg.solve(a, b)
