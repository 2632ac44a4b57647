"""How long a call takes: run it until it is warm, time it again and again, and take the middle of all runs."""

import time
from statistics import median

import numpy as np

from nnlib.arrays import describe

WARM_UP = 3  # the first calls load code and fill caches: what they take says little about the thousandth
LEAST_RUNS = 5
MOST_RUNS = 2_000


def median_seconds(call, budget=0.2, clock=time.perf_counter) -> float:
    """Return how many seconds a call takes: the median of many runs, after some that do not count.

    The median and not the mean: other programs hold some runs up, and one long break must not speak for all of them.

    Parameters
    ----------
    call : callable
        Called without arguments.
    budget : float
        Seconds that the runs may take together; a slow call is still timed five times.
    clock : callable
        Returns the time in seconds.

    Raises
    ------
    TypeError, ValueError
        If there is nothing to call, or no time to do it.

    Examples
    --------
    >>> 0 < median_seconds(lambda: sum(range(100)), budget=0.01) < 1
    True
    """
    if not callable(call):
        raise TypeError(f"median_seconds expected something to call, got {describe(call)}. Pass lambda: f(x), say.")
    if not budget > 0:
        raise ValueError(f"budget must be more than 0 seconds, got {budget}.")
    for _ in range(WARM_UP):
        call()
    took, start = [], clock()
    while len(took) < LEAST_RUNS or (clock() - start < budget and len(took) < MOST_RUNS):
        before = clock()
        call()
        took.append(clock() - before)
    return median(took)


def forward_seconds(network, batch=1, budget=0.2) -> float:
    """Return how many seconds a network takes for one forward pass of a whole batch on this machine, now.

    Parameters
    ----------
    network : MLP
    batch : int
        How many inputs go through at once; they are random.
    budget : float
        Seconds that the measurement may take, see `median_seconds`.

    Raises
    ------
    TypeError, ValueError
        If it is no network or no batch.

    Examples
    --------
    >>> from nnlib import MLP
    >>> network = MLP([128, 64, 1], rng=np.random.default_rng(0))
    >>> 0 < forward_seconds(network, batch=32, budget=0.01) < 1
    True
    """
    if not hasattr(network, "layers"):
        raise TypeError(
            f"forward_seconds expected an MLP, got {describe(network)}. Make one: MLP([128, 64, 1], rng=…)."
        )
    if isinstance(batch, bool) or not isinstance(batch, int | np.integer):
        raise TypeError(f"batch must be a whole number, got {describe(batch)}.")
    if batch < 1:
        raise ValueError(f"batch must be at least 1, got {batch}.")
    inputs = np.random.default_rng(0).normal(size=(batch, network.layers[0].weight.shape[1]))
    return median_seconds(lambda: network(inputs), budget)
