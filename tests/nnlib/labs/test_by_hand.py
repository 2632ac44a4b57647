"""The networks made by hand exist: built here, they have the width, the depth and the error that the lab states."""

import numpy as np
import pytest

from nnlib import MLP
from nnlib.labs.by_hand import TARGETS, largest_error, name, pieces

END = {"x²": 1.0, "sine": 2 * np.pi}
CURVE = {"x²": np.square, "sine": np.sin}
ROUNDING = 1e-12


def zigzag(teeth):
    """Weights of ReLUs with kinks at 0, 1/teeth, … that go up and down between 0 and 1."""
    return teeth * np.array([1.0] + [2.0 * (-1) ** j for j in range(1, teeth)])


def bump(teeth):
    """Weights of the same ReLUs that follow t(1 − t) through their kinks."""
    knots = np.arange(teeth + 1) / teeth
    slopes = np.diff(knots * (1 - knots)) * teeth
    return np.diff(slopes, prepend=0.0)


def square(width, depth):
    """x² on [0, 1]: each layer folds once more, and one neuron carries the sum so far."""
    kinks = np.arange(width) / width
    layers = [(np.ones((width, 1)), -kinks, "relu")]
    fold, folded = zigzag(width), width
    carried = np.eye(width)[0] - bump(width)  # x minus the bump; the ReLU with its kink at 0 is x itself
    for _ in range(depth - 1):
        teeth = width - 1
        weight = np.vstack([np.tile(fold, (teeth, 1)), carried])
        layers.append((weight, np.append(-np.arange(teeth) / teeth, 0.0), "relu"))
        fold = np.append(zigzag(teeth), 0.0)
        carried = np.append(-bump(teeth) / folded**2, 1.0)
        folded *= teeth
    return MLP.from_data([*layers, (carried[None, :], [0.0], "identity")])


def sine(width, depth, end=2 * np.pi, lift=10.0):
    """A sine: each layer adds its kinks; from the second on, two neurons carry x and the sum so far."""
    count = width + (depth - 1) * (width - 2)
    knots = np.linspace(0, end, count + 1)
    steps = np.diff(np.diff(np.sin(knots)) / knots[1], prepend=0.0)
    layers = [(np.ones((width, 1)), -knots[:width], "relu")]
    position, total, at = np.eye(width)[0], steps[:width], width
    lifted = 0.0
    for _ in range(depth - 1):
        new = width - 2
        weight = np.vstack([position, total, *[position] * new])
        layers.append((weight, np.concatenate([[0.0], [lift - lifted], -knots[at : at + new]]), "relu"))
        position, total, lifted = np.eye(width)[0], np.concatenate([[0.0, 1.0], steps[at : at + new]]), lift
        at += new
    return MLP.from_data([*layers, (total[None, :], [-lifted], "identity")])


BUILD = {"x²": square, "sine": sine}


def measured_error(target, network, count):
    """The largest distance on a grid that holds every knot and many places between."""
    x = np.linspace(0, END[target], 64 * count + 1)
    return np.abs(network(x[:, None])[:, 0] - CURVE[target](x)).max()


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize(("width", "depth"), [(1, 1), (2, 1), (9, 1), (33, 1), (3, 2), (4, 3), (5, 3), (6, 2), (3, 5)])
def test_a_network_of_that_width_and_depth_has_that_error(target, width, depth):
    network, count = BUILD[target](width, depth), pieces(target, width, depth)
    assert [len(layer.bias) for layer in network.layers] == [width] * depth + [1]
    stated, found = largest_error(target, count), measured_error(target, network, count)
    assert found <= stated + ROUNDING
    assert found == pytest.approx(stated, rel=5e-3)  # of a sine, the grid need not hold the very worst place


@pytest.mark.parametrize(("depth", "count"), [(1, 3), (2, 6), (3, 12), (5, 48)])
def test_the_pieces_of_a_square_multiply(depth, count):
    assert pieces("x²", 3, depth) == count
    assert largest_error("x²", count) == 1 / (4 * count**2)


@pytest.mark.parametrize(("depth", "count"), [(1, 5), (2, 8), (3, 11), (8, 26)])
def test_the_pieces_of_a_sine_add_up(depth, count):
    assert pieces("sine", 5, depth) == count


@pytest.mark.parametrize(("target", "count"), [("x²", 1), ("sine", 1)])
@pytest.mark.parametrize("depth", [1, 2, 8])
def test_single_neurons_in_a_row_follow_with_one_piece(target, count, depth):
    assert pieces(target, 1, depth) == count


def test_nine_relus_follow_a_sine_as_the_lesson_says():
    assert largest_error("sine", 9) == pytest.approx(0.0594, abs=5e-5)
    step = 2 * np.pi / 9
    assert largest_error("sine", 9) < step**2 / 8  # the bound


@pytest.mark.parametrize("count", [1, 2, 3, 7, 64, 101])
def test_the_error_of_a_sine_is_that_of_a_fine_grid(count):
    knots, x = np.linspace(0, END["sine"], count + 1), np.linspace(0, END["sine"], 2000 * count + 1)
    found = np.abs(np.interp(x, knots, np.sin(knots)) - np.sin(x)).max()
    assert largest_error("sine", count) == pytest.approx(found, rel=1e-5)


@pytest.mark.parametrize("target", TARGETS)
def test_of_several_inputs_the_first_is_named(target):
    assert "₁" not in name(target, 1)
    assert "x₁" in name(target, 2)
