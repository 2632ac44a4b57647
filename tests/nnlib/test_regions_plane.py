"""Regions of a plane are counted exactly: against laws, hand-worked networks, and the patterns on a fine grid."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnlib.network import MLP
from nnlib.regions import along, count_pieces, count_regions, regions_2d
from tests.nnlib.networks import UNIT, XOR, random_network


def pattern(network, x):
    """Which neurons fire at each row of x, by the formulas of the layers."""
    fires = []
    for weight, bias, name in network[:-1]:
        z = x @ np.asarray(weight, dtype=float).T + bias
        fires.append(z > 0)
        x = {"relu": np.maximum(z, 0), "leaky_relu": np.where(z > 0, z, 0.01 * z), "step": (z > 0) * 1.0}[name]
    return np.hstack(fires)


@pytest.mark.parametrize("lines", range(1, 7))
def test_lines_in_general_position_make_as_many_regions_as_zaslavsky_says(lines):
    angles = 0.3 + np.pi * np.arange(lines) / lines
    normals = np.column_stack([np.cos(angles), np.sin(angles)])
    network = [(normals, -0.5 - 0.1 * np.arange(lines), "relu"), (1.0 + np.arange(lines)[None], [0], "identity")]
    expected = 1 + lines + math.comb(lines, 2)
    assert count_regions(network, (-1e3, 1e3), (-1e3, 1e3)) == expected
    assert len(regions_2d(network, (-1e3, 1e3), (-1e3, 1e3))) == expected


@settings(max_examples=25, deadline=None)
@given(st.sampled_from([(2, 4, 1), (2, 3, 3, 1)]), st.integers(0, 10**6))
def test_the_polygons_fill_the_square_and_keep_one_pattern_each(sizes, seed):
    network = random_network(sizes, seed)
    polygons = regions_2d(network, (-2, 2), (-1, 3))
    areas = [area(corners) for corners in polygons]
    assert sum(areas) == pytest.approx(16, abs=1e-9)
    assert min(areas) > 0  # counter-clockwise, none of them flat
    grid = np.stack(np.meshgrid(np.linspace(-2, 2, 103)[1:-1], np.linspace(-1, 3, 103)[1:-1]), -1).reshape(-1, 2)
    seen = np.unique(pattern(network, grid), axis=0)
    middles = pattern(network, np.array([corners.mean(axis=0) for corners in polygons]))
    assert len(np.unique(middles, axis=0)) == len(polygons)  # no two polygons share a pattern: ReLU, convex cells
    assert {tuple(row) for row in seen} <= {tuple(row) for row in middles}
    for corners, expected in zip(polygons, middles, strict=True):
        inner = corners.mean(axis=0) + 0.9 * (corners - corners.mean(axis=0))
        assert (pattern(network, inner) == expected).all()


def area(corners):
    """The area of a polygon, positive where its corners run counter-clockwise."""
    x, y = corners.T
    return (x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2


def test_xor_in_two_neurons_has_two_regions_in_the_unit_square_and_three_around_it():
    assert count_regions(XOR, *UNIT) == 2
    assert count_regions(XOR, (-1, 2), (-1, 2)) == 3


def test_parts_that_do_not_touch_are_two_regions_even_with_one_formula():
    stripes = [([[1, 1], [1, 1]], [-0.5, -1.5], "step"), ([[1, -2]], [-0.5], "step")]  # 0, 1, 0
    assert count_regions(stripes, *UNIT) == 3


def test_neighbours_with_one_formula_are_one_region():
    straight = [([[1, 1], [-1, -1]], [0, 0], "relu"), ([[1, -1]], [0], "identity")]
    assert len(regions_2d(straight, (-1, 1), (-1, 1))) == 2
    assert count_regions(straight, (-1, 1), (-1, 1)) == 1
    crossed = [([[1, 0], [0, 1], [0, -1]], [0, 0, 0], "relu"), ([[1, 1, -1]], [0], "identity")]  # relu(x1) + x2
    assert count_regions(crossed, (-1, 1), (-1, 1)) == 2


def test_cells_that_meet_only_in_a_corner_are_not_neighbours():
    # step(x1) + step(x2) − 2·step(x1)·step(x2), by a second layer of steps: 0 in two opposite quarters
    quarters = [
        (np.eye(2), [0, 0], "step"),
        ([[1, 1], [1, 1]], [-0.5, -1.5], "step"),
        ([[1, -1]], [0], "identity"),
    ]
    assert count_regions(quarters, (-1, 1), (-1, 1)) == 4


def test_without_a_bend_there_is_one_region():
    linear = random_network((2, 5, 5, 1), 3, ("relu",))
    linear = [(weight, bias, "identity") for weight, bias, _ in linear]
    assert count_regions(linear, *UNIT) == len(regions_2d(linear, *UNIT)) == 1
    assert count_pieces(along(linear, (0, 0), (1, 1)), 0, 1) == 1


def test_an_mlp_and_its_plain_data_count_alike():
    network = MLP([2, 6, 6, 1], rng=np.random.default_rng(4))
    assert count_regions(network, (-1, 1), (-1, 1)) == count_regions(network.as_data(), (-1, 1), (-1, 1)) > 6
