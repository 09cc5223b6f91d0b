import jax
import jax.numpy as jnp

import objectives
from inputs import mlp as mlp_inputs, net as net_inputs, repeated, square, tanh_map, uniform

jax.config.update("jax_enable_x64", True)


class xp:
    cos, sin, sum, join = jnp.cos, jnp.sin, jnp.sum, jnp.concatenate

    @staticmethod
    def column(n):
        return jnp.arange(1, n + 1, dtype=jnp.float64)


def compiled(f, *args):
    run = jax.jit(f)
    args = [jnp.asarray(x) for x in args]
    return lambda: jax.block_until_ready(run(*args))


def gradient(objective, n, pattern):
    f = getattr(objectives, objective)
    return compiled(jax.grad(lambda x: f(xp, x, n)), repeated(pattern, n))


def jacobian(n):
    a, b, x = tanh_map(n)
    return compiled(jax.jacfwd(lambda x: jnp.tanh(a @ jnp.tanh(a @ x + b) + b)), x)


def log_sum_exp(n):
    return compiled(jax.hessian(jax.nn.logsumexp), 4 * uniform(n, 1))


def chain_hessian(n, pattern):
    """Three products with columns that do not meet, as the known pattern allows."""
    index = jnp.arange(n)
    seeds = jnp.stack([index % 3 == colour for colour in range(3)]).astype(jnp.float64)
    gradient = jax.grad(lambda x: objectives.rosenbrock(xp, x, n))

    def hessian(x):
        products = jax.vmap(lambda seed: jax.jvp(gradient, (x,), (seed,))[1])(seeds)
        return products[index % 3, index], products[index[1:] % 3, index[:-1]]

    return compiled(hessian, repeated(pattern, n))


def net(steps):
    w1, b1, w2, b2, x = net_inputs()

    def loss(p):
        h = jax.nn.sigmoid(x @ p[0] + p[1])
        return (1 - jax.nn.sigmoid(jnp.sum(p[2] * h) + p[3])) ** 2 / 2

    def step(_, p):
        return jax.tree.map(lambda x, g: x - 0.05 * g, p, jax.grad(loss)(p))

    return compiled(lambda *p: jax.lax.fori_loop(0, steps, step, p), w1, b1, w2, b2)


def mlp(batch):
    def loss(p, x, y):
        h = jnp.tanh(x @ p[:100352].reshape(784, 128) + p[100352:100480])
        z = h @ p[100480:101760].reshape(128, 10) + p[101760:]
        return (jnp.sum(jax.nn.logsumexp(z, axis=1)) - jnp.sum(z * y)) / batch

    return compiled(jax.grad(loss), *mlp_inputs(batch))


def gemm(n):
    return compiled(jnp.matmul, *(uniform(n * n, seed).reshape(n, n) for seed in (1, 2)))


def det(n):
    return compiled(jnp.linalg.det, square(n))


def solve(n):
    return compiled(jnp.linalg.solve, square(n), uniform(n, 2))
