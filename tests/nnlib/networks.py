"""Networks that several tests count the pieces of."""

from itertools import pairwise

import numpy as np

XOR = [([[1, 1], [1, 1]], [0, -1], "relu"), ([[1, -2]], [0], "identity")]
UNIT = (0, 1), (0, 1)


def random_network(sizes, seed, bends=("relu",)):
    """A network whose kinks lie all over the plane."""
    rng = np.random.default_rng(seed)
    shapes = [(fan_out, fan_in) for fan_in, fan_out in pairwise(sizes)]
    names = [bends[place % len(bends)] for place in range(len(shapes) - 1)] + ["identity"]
    return [(rng.normal(size=s), rng.normal(size=s[0]), name) for s, name in zip(shapes, names, strict=True)]
