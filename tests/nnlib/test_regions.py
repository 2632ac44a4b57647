"""Pieces on a line are counted exactly: against laws, hand-worked networks, and slopes measured in between."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnlib.network import MLP
from nnlib.regions import along, breakpoints, count_pieces, count_regions
from tests.nnlib.networks import UNIT, XOR, random_network

TENT = [([[1], [1]], [0, -0.5], "relu"), ([[2, -4]], [0], "identity")]
# 4 − 6r(x − 1/3) + 9r(2/3 − x) − 12r(5/6 − x): zigzags four times over [0, 1]
FOURFOLD = [([[1], [-1], [-1]], [-1 / 3, 2 / 3, 5 / 6], "relu"), ([[-6, 9, -12]], [4], "identity")]


@pytest.mark.parametrize("k", range(1, 13))
def test_k_tents_one_after_the_other_make_2_to_the_k_pieces(k):
    found = breakpoints(TENT * k, 0, 1)
    assert found == pytest.approx(np.arange(1, 2**k) / 2**k, abs=1e-12)
    assert count_pieces(TENT * k, 0, 1) == 2**k


@pytest.mark.parametrize(("k", "pieces"), [(1, 3), (2, 6), (3, 10)])
def test_on_the_whole_line_tents_make_fewer_new_pieces(k, pieces):
    assert count_pieces(TENT * k, -1e4, 1e4) == pieces


@pytest.mark.parametrize("k", range(1, 6))
def test_a_fourfold_zigzag_makes_4_to_the_k_pieces(k):
    assert count_pieces(FOURFOLD * k, 0, 1) == 4**k


@given(st.lists(st.integers(-40, 40), min_size=1, max_size=12, unique=True), st.integers(0, 10**6))
def test_a_shallow_network_has_a_kink_where_each_neuron_turns(places, seed):
    weights = np.random.default_rng(seed).choice([-2.0, -0.5, 1.0, 3.0], len(places))
    heights = np.random.default_rng(seed + 1).choice([-1.5, -0.3, 0.7, 2.0], len(places))
    network = [(weights[:, None], -weights * places, "relu"), (heights[None], [0.3], "identity")]
    # The slope changes by |w|·v at each place, which is never 0 here.
    assert breakpoints(network, -50, 50) == pytest.approx(sorted(places), abs=1e-9)


@settings(max_examples=40)
@given(st.sampled_from([(1, 6, 1), (1, 4, 4, 1), (1, 3, 3, 3, 2)]), st.integers(0, 10**6))
def test_between_the_kinks_the_output_is_straight_and_at_each_it_is_not(sizes, seed):
    network = random_network(sizes, seed, ("relu", "leaky_relu"))
    kinks = breakpoints(network, -3, 3)
    output = MLP.from_data(network)
    edges = np.concatenate([[-3.0], kinks, [3.0]])
    slopes = []
    for low, high in pairwise(edges):
        at = low + (high - low) * np.array([0.1, 0.5, 0.9])
        left, middle, right = output(at[:, None])
        assert left + right == pytest.approx(2 * middle, abs=1e-9)
        slopes.append((right - left) / (at[2] - at[0]))
    for before, after in pairwise(slopes):
        assert np.abs(before - after).max() > 0


@settings(max_examples=40)
@given(st.integers(0, 10**6))
def test_steps_leap_where_a_grid_sees_them_leap(seed):
    network = random_network((1, 5, 3, 1), seed, ("step",))
    x = np.linspace(-3, 3, 20_001)
    y = MLP.from_data(network)(x[:, None])[:, 0]
    leaps = x[1:][np.diff(y) != 0]
    found = breakpoints(network, -3, 3)
    assert len(found) >= len(leaps)
    assert all(np.abs(found - leap).min() < 1e-3 for leap in leaps)
    middles = (np.concatenate([[-3], found]) + np.concatenate([found, [3]])) / 2
    levels = MLP.from_data(network)(middles[:, None])[:, 0]
    assert (np.diff(levels) != 0).all()


def test_kinks_at_the_ends_do_not_count():
    assert count_pieces(TENT, 0, 1) == 2
    assert count_pieces(TENT, 0.5, 1) == 1
    assert breakpoints(TENT, -1, 1).tolist() == [0.0, 0.5]


def test_a_kink_that_rounding_puts_beside_an_end_does_not_count():
    turn = [([[10]], [-3], "relu")]  # at 0.3
    below, above = np.nextafter(0.3, 0), np.nextafter(0.3, 1)
    for lo, hi in ((below, 1), (above, 1), (0, below), (0, above)):
        assert count_pieces(turn, lo, hi) == 1
    assert count_pieces(turn, 0.3 - 1e-9, 1) == count_pieces(turn, 0, 0.3 + 1e-9) == 2


def test_equal_slopes_are_one_piece():
    nothing = [([[1], [-1]], [0, 0], "relu"), ([[1, -1]], [0], "identity")]  # relu(x) − relu(−x) = x
    assert count_pieces(nothing, -1, 1) == 1
    nearly = [([[1], [-1]], [0, 0], "relu"), ([[1, -1 - 1e-10]], [0], "identity")]
    assert count_pieces(nearly, -1, 1) == 1
    clearly = [([[1], [-1]], [0, 0], "relu"), ([[1, -1 - 1e-7]], [0], "identity")]
    assert count_pieces(clearly, -1, 1) == 2


def test_neurons_that_turn_at_one_place_make_one_kink():
    thirds = [([[1], [3], [-7]], [-1 / 3, -1, 7 / 3], "relu"), ([[1, 1, 1]], [0], "identity")]
    assert breakpoints(thirds, -1, 1) == pytest.approx([1 / 3])


def test_a_kink_of_any_output_counts():
    both = [([[1], [1]], [0, -0.5], "relu")]
    assert breakpoints(both, -1, 1).tolist() == [0.0, 0.5]


def test_a_bend_in_the_last_layer_counts():
    assert breakpoints([([[2]], [-1], "relu")], -3, 3).tolist() == [0.5]


@settings(max_examples=30)
@given(st.integers(0, 10**6))
def test_along_is_the_network_on_a_segment(seed):
    network = random_network((3, 5, 4, 2), seed)
    rng = np.random.default_rng(seed)
    start, end = rng.normal(size=(2, 3))
    t = np.linspace(0, 1, 7)
    walked = MLP.from_data(network)(start + t[:, None] * (end - start))
    assert MLP.from_data(along(network, start, end))(t[:, None]) == pytest.approx(walked, abs=1e-12)


def test_along_a_diagonal_xor_has_one_kink_and_across_it_none():
    assert breakpoints(along(XOR, (0, 0), (1, 1)), 0, 1).tolist() == [0.5]
    assert count_pieces(along(XOR, (0, 1), (1, 0)), 0, 1) == 1


@pytest.mark.parametrize("size", [1e-200, 1e200])
def test_tiny_and_huge_weights_are_no_reason_to_warn(size):
    network = [(size * np.array([[1.0, 2.0], [3.0, -1.0]]), [0.0, size], "relu"), ([[size, 1.0]], [0.0], "identity")]
    assert count_regions(network, *UNIT) >= 1
    assert count_pieces(along(network, (0, 0), (1, 1)), 0, 1) >= 1


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (
            lambda: count_pieces([([[1]], [0], "tanh")], 0, 1),
            ValueError,
            "Layer 1 bends by tanh, which has no straight",
        ),
        (lambda: count_pieces([([[1]], [0], np.sin)], 0, 1), ValueError, "Layer 1 bends by sin"),
        (lambda: count_pieces(XOR, 0, 1), ValueError, r"One input was expected, got a network of 2\. Pass along"),
        (lambda: count_pieces(TENT, 1, 0), ValueError, "lo < hi were expected, got 1 and 0"),
        (lambda: count_pieces(TENT, 0, np.inf), ValueError, "Two finite numbers"),
        (lambda: count_pieces(3, 0, 1), TypeError, "A network is a list of"),
        (lambda: count_pieces([([[np.nan]], [0], "relu")], 0, 1), ValueError, "Layer 1 holds NaN or infinity"),
        (lambda: count_regions(TENT, *UNIT), ValueError, "Two inputs were expected, got a network of 1"),
        (lambda: count_regions(XOR, (0, 0), (0, 1)), ValueError, "A rectangle"),
        (lambda: along(XOR, 0, 1), ValueError, "Two points of 2 numbers"),
    ],
)
def test_what_cannot_be_counted_is_said(call, error, words):
    with pytest.raises(error, match=words):
        call()


@pytest.mark.parametrize("seed", [465, 724, 968, 1092])
def test_a_kink_is_not_found_twice_where_large_sums_cancel(seed):
    """With all biases 0 every kink lies at 0; far from it the sums are large, and a small slope blurs the place."""
    network = MLP([1, 16, 16, 16, 16, 1], rng=np.random.default_rng(seed))
    assert count_pieces(network, -1e4, 1e4) == 2
