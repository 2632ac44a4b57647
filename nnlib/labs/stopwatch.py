"""How long a network's forward pass takes here and now."""

from itertools import pairwise

import numpy as np

from nnlib.cost import forward_flops, mlp_params
from nnlib.labs.amounts import amount, in_bytes, in_seconds
from nnlib.latency import forward_seconds
from nnlib.layers import Dense
from nnlib.network import MLP

MOST_BYTES = 500 * 10**6  # of memory, while it is built: more takes longer than a second or two
MOST_FLOPS = 10**9  # in a pass, of which a measurement takes eight or more
SECONDS = 0.25  # for each median
_BYTES = 8  # a number in float64, which nnlib computes with


def measured(sizes, batch, name):
    """Build the network, time it with one input and with the batch, and return a sentence.

    Parameters
    ----------
    sizes : list of int
    batch : int
    name : str
        What the sentence calls the network.
    """
    refused = too_much(sizes, batch)
    if refused:
        return refused
    network = built(sizes)
    found = [_timed(network, sizes, rows) for rows in dict.fromkeys((1, batch))]
    which = "Each is the median of many passes" if batch > 1 else "That is the median of many passes"
    return f"Measured here, in float64, {name}: {'; '.join(found)}. {which}."


def too_much(sizes, batch):
    """Return why the network is not measured, or nothing where it is."""
    params = mlp_params(sizes)
    held = _BYTES * (params + batch * 2 * max(sizes))
    building = _BYTES * max(a * b for a, b in pairwise(sizes))  # a layer is copied once
    if held + building > MOST_BYTES:
        what = f"would take {in_bytes(held + building)} of memory in float64, and {in_bytes(MOST_BYTES)} is the limit"
        return f"Not measured: it {what}. Choose a smaller network."
    flops = forward_flops(sizes, batch)
    if flops > MOST_FLOPS:
        return (
            f"Not measured: one pass has {amount(flops)} FLOPs, and {amount(MOST_FLOPS)} is the limit here."
            " Choose a smaller network or a smaller batch."
        )
    return ""


def built(sizes):
    """Return an `MLP` of these sizes. Its weights repeat themselves, which makes it quick to build and no faster."""
    block = np.random.default_rng(6).standard_normal(4099)
    layers = []
    for fan_in, fan_out in pairwise(sizes):
        weight = np.resize(block, (fan_out, fan_in))
        weight *= (2 / fan_in) ** 0.5  # in place: a second copy of a large layer would cost memory
        layers.append(Dense(weight, np.zeros(fan_out), "relu" if len(layers) < len(sizes) - 2 else "identity"))
    return MLP.from_data(layers)


def _timed(network, sizes, rows):
    seconds = forward_seconds(network, rows, SECONDS)
    rate = amount(forward_flops(sizes, rows) / seconds)
    each = f", {in_seconds(seconds / rows)} an input" if rows > 1 else ""
    what = f"batch {rows:,}" if rows > 1 else "one input"
    return f"{what} {in_seconds(seconds)}{each} ({rate} FLOPs a second)"
