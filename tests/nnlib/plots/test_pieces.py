"""Do the pictures of pieces show every kink and region, and say so in words?"""

import numpy as np
import pytest

from nnlib.plots import alt_text, pieces, polyline, regions

TENT = [([[1], [1]], [0, -0.5], "relu"), ([[2, -4]], [0], "identity")]


def line(ax, label):
    (found,) = [drawn for drawn in ax.get_lines() if drawn.get_label() == label]
    return found


def test_the_line_runs_from_kink_to_kink():
    ax = pieces(TENT * 2, 0, 1)
    np.testing.assert_allclose(line(ax, "network").get_xydata(), [[0, 0], [0.25, 1], [0.5, 0], [0.75, 1], [1, 0]])
    assert ax.get_title() == "4 pieces"
    assert alt_text(ax) == "Output against x from 0 to 1: 4 straight pieces, 3 kinks, at x = 0.25, 0.5, 0.75."


def test_many_kinks_are_counted_and_not_marked():
    ax = pieces(TENT * 6, 0, 1)
    assert [drawn.get_label() for drawn in ax.get_lines()] == ["network"]
    assert alt_text(ax) == "Output against x from 0 to 1: 64 straight pieces, 63 kinks."


def test_the_distance_to_a_wanted_curve_is_told():
    ax = pieces([([[1.0]], [0.0], "identity")], 0, 1, lambda x: x**2)
    assert line(ax, "wanted").get_linestyle() == "--"
    assert alt_text(ax) == (
        "Output against x from 0 to 1: 1 straight piece, 0 kinks. Its largest distance to the dashed curve is 0.2500."
    )


def test_only_one_output_can_be_drawn():
    with pytest.raises(ValueError, match="one output, got one with 2"):
        pieces(TENT[:1], 0, 1)


def test_every_polygon_is_drawn_and_regions_are_counted():
    ax = regions([([[1, 0], [0, 1]], [0, 0], "relu")], (-1, 1), (-2, 2))
    assert len(ax.patches) == 4
    assert ax.get_title() == "4 regions"
    assert alt_text(ax) == "x1 from −1 to 1, x2 from −2 to 2, cut into 4 polygons; 4 linear regions."


def test_neighbours_with_one_formula_are_one_region():
    cancelled = [([[1, 0], [-1, 0]], [0, 0], "relu"), ([[1, -1]], [0], "identity")]  # r(x) − r(−x) = x
    ax = regions(cancelled, (-1, 1), (-1, 1))
    assert alt_text(ax).endswith("cut into 2 polygons; 1 linear region.")


def test_points_are_joined_as_a_network_through_them_would():
    x, y = np.array([0.0, 0.5, 1.0]), np.array([0.0, 1.0, 0.0])
    ours, network = polyline(x, y, np.sin), pieces(TENT, 0, 1, np.sin)
    assert alt_text(ours) == alt_text(network)
    for one, other in zip(ours.get_lines(), network.get_lines(), strict=True):
        np.testing.assert_allclose(one.get_xydata(), other.get_xydata(), atol=1e-12)


@pytest.mark.parametrize(
    ("x", "y", "sentence"),
    [
        ([0, 1], [0, 1, 2], r"got \(2,\) and \(3,\)"),
        ([0], [1], "two points or more"),
        ([[0, 1]], [[0, 1]], r"\(n_points,\)"),
        ([0, 2, 1], [0, 1, 2], "Sort the points by x"),
        ([0, 0, 1], [0, 1, 2], "drop repeated"),
    ],
)
def test_points_that_make_no_line_are_refused(x, y, sentence):
    with pytest.raises(ValueError, match=sentence):
        polyline(x, y)
