"""Do the counts agree with real arrays counted one by one, and with the numbers of the sources?"""

import operator
from functools import reduce

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib import MLP
from nnlib.cost import (
    ADAM,
    BITS,
    GB,
    GIB,
    adam_bytes,
    conv_params,
    dense_params,
    forward_flops,
    mlp_params,
    padded,
    weight_bytes,
)

sizes = st.lists(st.integers(1, 12), min_size=2, max_size=5)


@given(sizes)
def test_parameters_are_those_of_a_real_network(shape):
    assert mlp_params(shape) == MLP(shape, rng=np.random.default_rng(0)).n_parameters


class Tallied(float):
    """A number that counts how often one like it is multiplied or added."""

    operations = 0

    def __mul__(self, other):
        Tallied.operations += 1
        return Tallied(float(self) * other)

    def __add__(self, other):
        Tallied.operations += 1
        return Tallied(float(self) + other)


@given(sizes, st.integers(1, 3))
def test_operations_are_those_that_a_scalar_network_does(shape, batch):
    Tallied.operations = 0
    for _ in range(batch):
        x = [Tallied(0.5)] * shape[0]
        for n in shape[1:]:
            # m products and m − 1 additions for each neuron, and one more for its bias
            x = [reduce(operator.add, [Tallied(2.0) * value for value in x]) + 1.0 for _ in range(n)]
    assert forward_flops(shape, batch) == Tallied.operations


def test_the_sources_numbers():
    assert dense_params(4096, 4096) == 16_777_216 + 4_096
    assert mlp_params([784, 128, 10]) == 100_480 + 1_290
    assert mlp_params([128, 256, 128, 64, 1]) == 33_024 + 32_896 + 8_256 + 65
    assert weight_bytes(10**9, "float16") == 2 * GB
    assert conv_params(3, 3, 64) == 1_792
    assert dense_params(32 * 32 * 3, 32 * 32 * 64) == 201_392_128
    assert [padded(250, 32), padded(250, 64)] == [256, 256]
    assert [padded(100, 32), padded(100, 64)] == [128, 128]
    assert [padded(130, 32), padded(130, 64)] == [160, 192]


@pytest.mark.parametrize("precision", ["float64", "float32", "float16", "int8"])
def test_bytes_are_those_of_a_real_array(precision):
    assert weight_bytes(1000, precision) == np.zeros(1000, precision).nbytes
    assert BITS["int4"] == 4


def test_training_takes_sixteen_bytes_a_parameter_either_way():
    assert adam_bytes(7) == adam_bytes(7, mixed=True) == 16 * 7
    arrays = [np.zeros(7, np.float32) for _ in ADAM]
    assert sum(array.nbytes for array in arrays) == adam_bytes(7)


def test_a_gibibyte_is_seven_percent_more():
    excess = GIB / GB - 1
    assert excess == pytest.approx(0.0737, abs=1e-4)


@given(st.integers(1, 1000), st.integers(1, 100))
def test_padding_goes_to_the_next_multiple_and_not_beyond(width, multiple):
    found = padded(width, multiple)
    assert found % multiple == 0
    assert 0 <= found - width < multiple


@pytest.mark.parametrize(
    ("error", "said", "ask"),
    [
        (TypeError, r"fan_in must be a whole number, got 2.5 \(float\)", lambda: dense_params(2.5, 3)),
        (ValueError, "fan_out must be at least 1, got 0", lambda: dense_params(2, 0)),
        (ValueError, r"at least two sizes, inputs first and outputs last, got \[5\]", lambda: mlp_params([5])),
        (TypeError, r"sizes as a list such as \[784, 128, 10\], got 5", lambda: mlp_params(5)),
        (TypeError, r"each size must be a whole number, got '3' \(str\)", lambda: forward_flops([2, "3"])),
        (ValueError, "There is no precision 'float8'. There are: float64, float32", lambda: weight_bytes(1, "float8")),
        (TypeError, "params must be a whole number, got True", lambda: adam_bytes(True)),
    ],
)
def test_what_cannot_be_counted_is_refused_in_words(error, said, ask):
    with pytest.raises(error, match=said):
        ask()
