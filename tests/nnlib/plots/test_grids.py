"""Does a grid come out straight, bent, squashed or shrunk where it does, and do picture and words say so?"""

import numpy as np
import pytest

from nnlib import MLP, Dense
from nnlib.plots import alt_text, warped_grid

W = [[1.0, 2.0], [3.0, 4.0]]


def drawn(ax):
    """Return the points of every line of the grid, shape (lines, points, 2)."""
    return np.array([line.get_xydata() for line in ax.get_lines() if len(line.get_xdata()) > 100])


def test_the_lines_are_those_of_the_grid_where_the_function_sends_them():
    plain, sent = drawn(warped_grid(reach=1.5)), drawn(warped_grid(Dense(W, [1, -1]), reach=1.5))
    assert plain.shape == sent.shape == (18, 201, 2)
    assert (plain[:9, :, 0] == plain[:9, :1, 0]).all(), "the first nine are upright"
    assert (plain[9:, :, 1] == plain[9:, :1, 1]).all(), "the others are level"
    assert (plain.min(), plain.max()) == (-1.5, 1.5)
    np.testing.assert_allclose(sent[..., 0], plain[..., 0] + 2 * plain[..., 1] + 1)
    np.testing.assert_allclose(sent[..., 1], 3 * plain[..., 0] + 4 * plain[..., 1] - 1)


def test_the_two_families_differ_by_more_than_colour():
    lines = warped_grid().get_lines()
    assert lines[0].get_linestyle() != lines[9].get_linestyle()
    assert lines[0].get_color() != lines[9].get_color()


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (None, "18 lines: all stay straight and parallel. (0, 0) goes to (0, 0), (1, 0) to (1, 0), (0, 1) to (0, 1)."),
        (
            Dense(W, [1, -1]),
            "all stay straight and parallel. (0, 0) goes to (1, −1), (1, 0) to (2, 2), (0, 1) to (3, 3).",
        ),
        (Dense(W, [0, 0], "tanh"), "comes out bent: 18 of its 18 lines are no longer straight"),
        (
            Dense(np.eye(2), [0, 0], "relu"),
            "keeps its 18 lines straight, but 18 of them are pushed together in places.",
        ),
        (Dense(np.eye(2), [9, 9], "relu"), "all stay straight and parallel."),
        (Dense([[1, 2], [2, 4]], [0, 1]), "is squashed onto one straight line."),
        (Dense(np.zeros((2, 2)), [3, -1]), "shrinks to the one point (3, −1)."),
        (lambda p: p / (4 + p[:, :1]), "keeps its 18 lines straight, but 9 of them are pushed together"),
        (lambda p: np.abs(p @ [[0.8, -0.6], [0.6, 0.8]]), "comes out bent: 16 of its 18 lines are no longer straight."),
    ],
)
def test_the_words_say_what_became_of_the_grid(function, words):
    text = alt_text(warped_grid(function))
    assert words in text
    assert text.startswith("A square grid, x1 and x2 from −2 to 2")


def test_a_map_that_keeps_lines_straight_but_not_parallel_is_told_apart():
    def fan(points):
        return np.stack([points[:, 0] * (1 + points[:, 1] / 8), points[:, 1]], axis=1)

    assert "all stay straight, not all parallel" in alt_text(warped_grid(fan))


def test_arrows_end_where_the_columns_point_and_can_be_left_out():
    ends = [text.xy for text in warped_grid(Dense(W, [1, -1])).texts if getattr(text, "arrow_patch", None)]
    np.testing.assert_allclose(ends, [[2, 2], [3, 3]])
    assert len(warped_grid(Dense(W, [1, -1]), arrows=False).texts) == 0


def test_an_arrow_says_where_it_came_from_and_in_the_plane_itself_where_it_is():
    assert [text.get_text() for text in warped_grid().texts if text.get_text()] == ["(1, 0)", "(0, 1)"]
    moved = [text.get_text() for text in warped_grid(Dense(W, [1, -1])).texts if text.get_text()]
    assert moved == ["from (1, 0)", "from (0, 1)"]


def test_a_crease_and_points_are_drawn_where_they_go_and_points_that_meet_share_a_name():
    ax = warped_grid(np.abs, arrows=False, crease=((0, -2), (0, 2)), points={"A": (1, 1), "B": (-1, 1), "C": (2, -1)})
    thick = max(ax.get_lines(), key=lambda line: line.get_linewidth())
    np.testing.assert_allclose(thick.get_xydata()[[0, 100, -1]], [[0, 2], [0, 0], [0, 2]])
    marked = [tuple(line.get_xydata()[0]) for line in ax.get_lines() if line.get_marker() == "o"]
    assert marked == [(1, 1), (2, 1)]
    assert [text.get_text() for text in ax.texts] == ["A and B", "C"]
    assert "thick line from (0, −2) to (0, 2) comes out from (0, 2) to (0, 2)." in alt_text(ax)
    assert alt_text(ax).endswith("A and B go to (1, 1). C goes to (2, 1).")


def test_the_overlay_marks_the_other_function_and_says_how_far_it_is():
    layers = [(W, [1, -1], "identity"), ([[0.5, -1], [1.5, 0.5]], [2, 0], "identity")]
    one = Dense([[-2.5, -3], [3, 5]], [3.5, 1])
    ax = warped_grid(MLP.from_data(layers), overlay=one)
    crosses = next(line for line in ax.get_lines() if line.get_marker() == "x").get_xydata()
    assert crosses.shape == (81, 2)
    np.testing.assert_allclose(one([-2, -2]), crosses[0])
    away = float(alt_text(ax).split("at most ")[1].split(" away")[0].replace("−", "-"))
    assert away < 1e-12
    shifted = Dense(one.weight, [*one.bias + np.array([3, 4])])
    assert "at most 5 away" in alt_text(warped_grid(MLP.from_data(layers), overlay=shifted))


@pytest.mark.parametrize(
    ("function", "error", "sentence"),
    [
        (3, TypeError, "must be something to call"),
        (Dense([[1, 2]], [0]), ValueError, r"points of shape \(201, 2\) into points of that shape, got \(201, 1\)"),
        (lambda points: points * np.inf, ValueError, "finite"),
    ],
)
def test_what_sends_no_points_to_points_is_refused_in_words(function, error, sentence):
    with np.errstate(invalid="ignore"), pytest.raises(error, match=sentence):
        warped_grid(function)
