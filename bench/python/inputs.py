"""The inputs of bench/inputs.mjs, to the last bit."""

import numpy as np


def uniform(count, seed):
    """Hashes of indices in [-1/2, 1/2): C. Wellons, lowbias32."""
    h = np.arange(count, dtype=np.uint32) + np.uint32(seed * 0x9E3779B9 & 0xFFFFFFFF)
    h = (h ^ (h >> np.uint32(16))) * np.uint32(0x7FEB352D)
    h = (h ^ (h >> np.uint32(15))) * np.uint32(0x846CA68B)
    return (h ^ (h >> np.uint32(16))).astype(float) / 2.0**32 - 0.5


def repeated(pattern, n):
    return np.resize(np.array(pattern, dtype=float), n)


def tanh_map(n):
    return uniform(n * n, 1).reshape(n, n) * (2 / np.sqrt(n)), uniform(n, 2), uniform(n, 3)


def square(n):
    return uniform(n * n, 1).reshape(n, n) * np.sqrt(12 * np.e / n)


def mlp(batch):
    p = uniform(784 * 128 + 128 + 128 * 10 + 10, 1) * 0.2
    x = uniform(batch * 784, 2).reshape(batch, 784)
    y = np.eye(10)[np.arange(batch) * 7 % 10]
    return p, x, y


def net():
    """Row S49 of the notes: W1, b1, W2, b2, x."""
    return (
        np.array([[0.5, 0.2], [0.3, 0.7]]),
        np.array([0.1, 0.2]),
        np.array([[0.6, 0.9]]),
        np.array(0.3),
        np.array([0.5, 0.8]),
    )
