"""A chain of bends multiplies its slopes, and with its weights it is the slope of the whole chain."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib.activations import ACTIVATIONS, SLOPES
from nnlib.labs.bend_chain import MOST, BendChain
from nnlib.labs.bend_picture import OUTPUTS

SMOOTH = ("sigmoid", "tanh", "gelu", "silu")
CHAINS = st.builds(
    BendChain,
    bend=st.sampled_from(list(OUTPUTS)),
    z=st.integers(-60, 60).map(lambda tenths: tenths / 10),
    layers=st.integers(1, MOST),
    weight=st.integers(-30, 30).map(lambda tenths: tenths / 10),
)


def end_of(chain, z):
    """Where the chain ends that starts at z, one call at a time."""
    a = ACTIVATIONS[chain.bend](z)
    for _ in range(chain.layers - 1):
        a = ACTIVATIONS[chain.bend](chain.weight * a)
    return float(a)


@given(CHAINS)
def test_the_products_are_those_of_the_slopes_and_the_weights_between_them(chain):
    assert len(chain.zs) == len(chain.slopes) == len(chain.products) == len(chain.nudges) == chain.layers
    assert chain.zs[0] == chain.z
    assert chain.zs[1:] == pytest.approx(chain.weight * ACTIVATIONS[chain.bend](chain.zs[:-1]), abs=1e-12)
    for n in range(chain.layers):
        slopes = [float(SLOPES[chain.bend](z)) for z in chain.zs[: n + 1]]
        assert chain.products[n] == pytest.approx(math.prod(slopes), rel=1e-9, abs=0)
        assert chain.nudges[n] == pytest.approx(math.prod(slopes) * chain.weight**n, rel=1e-9, abs=0)


@given(CHAINS.filter(lambda chain: chain.bend in SMOOTH and abs(chain.z) < 3 and chain.layers <= 4))
def test_with_its_weights_a_chain_has_the_slope_that_a_nudge_measures(chain):
    step = 1e-4
    measured = (end_of(chain, chain.z + step) - end_of(chain, chain.z - step)) / (2 * step)
    assert chain.nudges[-1] == pytest.approx(measured, rel=1e-4, abs=1e-6)


@given(CHAINS.filter(lambda chain: chain.bend == "sigmoid"))
def test_sigmoids_never_leave_more_than_a_quarter_each(chain):
    assert (chain.products <= 0.25 ** np.arange(1, chain.layers + 1)).all()


def test_weights_of_nought_cut_the_chain_after_its_first_layer():
    assert BendChain("tanh", 0.5, 3, 0.0).nudges[1:].tolist() == [0.0, 0.0]
    assert BendChain("tanh", 0.5, 3, 0.0).products[2] == BendChain("tanh", 0.5, 1, 0.0).products[0]
