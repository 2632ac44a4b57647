"""The collapse explorer's layers are what they say: rotations turn, a waist narrows, one layer does the same."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib import Dense
from nnlib.labs.layer_stack import BENDS, MOST, WEIGHTS, LayerStack
from nnlib.labs.sheet import CORNER, LINES, SHEET, best_layer, farthest, lines, width

STACKS = st.builds(
    LayerStack,
    layers=st.integers(1, MOST),
    weights=st.sampled_from(WEIGHTS),
    strength=st.integers(1, 20).map(lambda twentieths: twentieths / 20),
    bias=st.integers(0, 20).map(lambda tenths: tenths / 10),
    bend=st.sampled_from(BENDS),
)
BEND = {
    "none": lambda z: z,
    "relu": lambda z: max(z, 0.0),
    "tanh": math.tanh,
    "sigmoid": lambda z: 1 / (1 + math.exp(-z)),
}


def stack(layers=10, weights="rotations", strength=0.15, bias=0.3, bend="none"):
    return LayerStack(layers, weights, strength, bias, bend)


def by_hand(shown, x):
    """Send one point through the layers, a sum at a time."""
    for place, (weight, bias) in enumerate(shown.pairs, 1):
        x = [sum(w * v for w, v in zip(row, x, strict=True)) + b for row, b in zip(weight, bias, strict=True)]
        x = [BEND[shown.bend](z) for z in x] if place < shown.layers else x
    return x


@given(STACKS)
def test_the_layers_fit_each_other_and_hidden_ones_have_three_neurons(shown):
    assert len(shown.pairs) == shown.layers
    assert all(len(weight) == len(bias) for weight, bias in shown.pairs)
    assert all(after.shape[1] == len(before) for (before, _), (after, _) in pairwise(shown.pairs))
    assert shown.pairs[0][0].shape[1] == 2
    *hidden, last = [len(weight) for weight, _ in shown.pairs]
    assert last == 2
    assert sorted(hidden)[1:] == [3] * (len(hidden) - 1)
    if hidden:
        assert min(hidden) == (1 if shown.weights == "one-neuron waist" else 3)
    assert shown.parameters == sum(weight.size + bias.size for weight, bias in shown.pairs)


@given(STACKS, st.tuples(st.floats(-1, 1), st.floats(-1, 1)))
def test_a_point_goes_where_sums_by_hand_send_it(shown, x):
    assert shown.through(np.array([x]))[0] == pytest.approx(by_hand(shown, x), abs=1e-9)


@given(STACKS)
def test_without_a_bend_one_layer_does_what_all_of_them_do(shown):
    straight = LayerStack(shown.layers, shown.weights, shown.strength, shown.bias, "none")
    assert np.abs(straight.through(SHEET) - straight.one(SHEET)).max() < 1e-12
    assert shown.one.weight.tolist() == straight.one.weight.tolist()  # the product leaves the bends out
    assert shown.one.bias.tolist() == straight.one.bias.tolist()


@given(st.integers(1, MOST), st.integers(1, 20), st.floats(0, 2))
def test_rotations_turn_the_sheet_by_the_sum_of_their_angles(layers, twentieths, bias):
    turned = stack(layers, "rotations", twentieths / 20, bias).one.weight
    angle = math.radians(36 * twentieths / 20 * layers)
    expected = [[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]]
    assert turned == pytest.approx(np.array(expected), abs=1e-12)


@pytest.mark.parametrize(("layers", "strength"), [(100, 0.1), (50, 0.2), (80, 0.25), (60, 0.5)])
def test_a_full_turn_puts_every_point_back(layers, strength):
    assert farthest(stack(layers, strength=strength).through(SHEET), SHEET)[0] < 1e-12
    assert farthest(stack(layers - 1, strength=strength).through(SHEET), SHEET)[0] > 0.05


@pytest.mark.parametrize("layers", [10, 30, 60, 100])
@pytest.mark.parametrize("strength", [0.05, 0.5, 1.0])
def test_near_identity_layers_leave_a_sheet_that_can_be_seen(layers, strength):
    longest, shortest = np.linalg.svd(stack(layers, "near-identity", strength).one.weight)[1]
    assert 0.2 < shortest <= longest < 2
    assert not np.allclose([longest, shortest], 1, atol=0.01)  # but they do change it


@given(st.integers(2, MOST), st.sampled_from([0.05, 0.3, 1.0]))
def test_a_waist_makes_the_sheet_a_line_of_the_same_length(layers, strength):
    longest, shortest = np.linalg.svd(stack(layers, "one-neuron waist", strength).one.weight)[1]
    assert longest == pytest.approx(1, abs=1e-9)
    assert shortest < 1e-12


def test_each_of_three_relus_folds_a_corner_of_the_sheet():
    shown = stack(layers=2, bend="relu")
    hidden = Dense(*shown.pairs[0]).pre_activation(SHEET)
    silent = hidden <= 0
    assert (silent.any(axis=0) & ~silent.all(axis=0)).tolist() == [True, True, True]
    moved = np.hypot(*(shown.through(SHEET) - shown.one(SHEET)).T) > 1e-9
    assert moved.tolist() == (hidden < 0).any(axis=1).tolist()  # folded where a neuron is silent, and only there


@given(st.integers(2, MOST), st.sampled_from([0.05, 0.25, 1.0]))
@pytest.mark.parametrize("weights", ["rotations", "one-neuron waist"])  # behind a waist it is lifted once more
def test_a_large_bias_lifts_the_sheet_clear_of_all_creases(weights, layers, strength):
    clear, creased = (stack(layers, weights, strength, bias, "relu") for bias in (2.0, 0.3))
    assert farthest(clear.through(SHEET), clear.one(SHEET))[0] < 1e-12
    assert farthest(creased.through(SHEET), creased.one(SHEET))[0] > 0.3


def test_the_sheet_is_lines_of_dots_and_its_corner_the_positive_quarter():
    upright, level = np.split(lines(SHEET), 2)
    assert len(upright) == len(level) == LINES
    for i, at in enumerate(np.linspace(-1, 1, LINES)):
        assert set(upright[i][:, 0]) == set(level[i][:, 1]) == {at}
        assert (upright[i][[0, -1], 1].tolist(), level[i][[0, -1], 0].tolist()) == ([-1, 1], [-1, 1])
    assert {tuple(corner) for corner in CORNER.tolist()} >= {(0, 0), (1, 0), (1, 1), (0, 1)}
    assert CORNER.min() == 0
    assert (np.isin(CORNER, [0, 1]).any(axis=1)).all()  # on the rim


@given(st.integers(0, 1000))
def test_the_best_layer_is_that_of_least_squares(seed):
    target = np.random.default_rng(seed).standard_normal(SHEET.shape)
    design = np.column_stack([SHEET, np.ones(len(SHEET))])
    expected = design @ np.linalg.lstsq(design, target)[0]
    assert np.abs(best_layer(target) - expected).max() < 1e-9


def test_distances_and_widths_are_those_of_the_plane():
    moved = SHEET.copy()
    moved[[3, 50]] += [[0.0, 0.4], [-0.9, 1.2]]
    distance, index = farthest(moved, SHEET)
    assert (distance, index) == (pytest.approx(1.5), 50)
    assert width(SHEET * [1, 3]) == 6
