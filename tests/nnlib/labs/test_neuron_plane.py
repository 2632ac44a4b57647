"""The plane of the neuron explorer has the output's colour, the cut, the arrow and the points at their places."""

import numpy as np
import pytest
from hypothesis import example, given

from nnlib.labs import png, svg
from nnlib.labs.neuron_explorer import TARGET
from nnlib.labs.neuron_plane import output_levels, plane
from nnlib.labs.panel import Panel, clip_line
from nnlib.labs.two_input_neuron import FULL
from tests.nnlib.labs.explorer_settings import FORMULAS, NEURONS, PIXEL, neuron
from tests.nnlib.labs.pictures import decode_image, ends, fragment, numbers, shapes


def plane_of(shown, table="none"):
    """Return (root, panel) of the plane; where it stands is read from its heat map, the first image."""
    root = fragment(plane(shown, table, TARGET))
    image, _ = shapes(root, "image")
    left, top, width, height = numbers(image, "x", "y", "width", "height")
    return root, Panel((-3, 3), (-3, 3), left, top, width, height)


@given(NEURONS)
def test_the_plane_has_the_colour_of_the_output_at_every_input(shown):
    image, _ = shapes(fragment(plane(shown, "none", TARGET)), "image")
    levels, palette = decode_image(image)
    assert palette.tolist() == png.PALETTE.tolist()
    assert levels.shape == (200, 200)
    axis = (np.arange(200) + 0.5) * 0.03 - 3  # the middles of the pixels
    for row, column in np.random.default_rng(0).integers(0, 200, (60, 2)):
        z = shown.w1 * axis[column] + shown.w2 * axis[199 - row] + shown.b  # the top row has the largest x2
        if shown.bend == "step" and abs(z) < 0.02:
            continue  # half a pixel from the jump
        expected = 32 + 32 * min(FORMULAS[shown.bend](z) / FULL[shown.bend], 1)
        assert abs(int(levels[row, column]) - expected) <= 1


def test_a_neuron_without_weights_and_bias_fires_nowhere():
    assert set(output_levels(neuron(w1=0.0, w2=0.0, b=0.0, bend="step")).flat) == {32}
    assert set(output_levels(neuron(w1=0.0, w2=0.0, b=0.1, bend="step")).flat) == {64}


@example(neuron(w1=0.2, w2=-0.3, b=2.0))  # without a cut, rare by chance
@example(neuron(w1=0.2, w2=-0.3, b=-2.0))
@example(neuron(w1=0.0, w2=0.0, b=0.0))
@given(NEURONS)
def test_the_cut_is_drawn_where_z_is_zero_or_the_plane_says_that_there_is_none(shown):
    root, panel = plane_of(shown)
    expected = clip_line((shown.w1, shown.w2), shown.b, (-3, 3), (-3, 3))
    words = {item.text for item in shapes(root, "text")} & {"every input here fires", "no input here fires"}
    thick = [ends(line) for line in shapes(root, "line", stroke=svg.PAPER)]
    if expected is None:
        assert not thick
        assert words == {"every input here fires" if shown.b > 0 else "no input here fires"}
        return
    (start, end) = expected
    assert not words
    assert thick == [pytest.approx((panel.x(start[0]), panel.y(start[1]), panel.x(end[0]), panel.y(end[1])), abs=PIXEL)]
    assert thick[0] in [ends(line) for line in shapes(root, "line", stroke=svg.INK)]


@given(NEURONS)
def test_the_arrow_is_square_to_the_cut_and_points_to_where_z_grows(shown):
    root, panel = plane_of(shown)
    heads = shapes(root, "polygon", fill=svg.INK)
    if clip_line((shown.w1, shown.w2), shown.b, (-3, 3), (-3, 3)) is None:
        assert not heads
        return
    (head,) = heads
    tip = tuple(map(float, head.get("points").split()[0].split(",")))
    (x0, y0), (x1, y1) = [
        ((px - panel.left) / panel.width * 6 - 3, 3 - (py - panel.top) / panel.height * 6)
        for px, py in (middle_of_cut(root), tip)
    ]
    assert (x1 - x0) * shown.w2 - (y1 - y0) * shown.w1 == pytest.approx(0, abs=0.05)
    assert (x1 - x0) * shown.w1 + (y1 - y0) * shown.w2 > 0


def middle_of_cut(root):
    x0, y0, x1, y1 = ends(shapes(root, "line", stroke=svg.PAPER)[0])
    return (x0 + x1) / 2, (y0 + y1) / 2


@given(NEURONS)
def test_the_input_stands_at_its_place_and_is_filled_where_the_neuron_fires(shown):
    root, panel = plane_of(shown)
    (point,) = shapes(root, "circle", stroke=svg.INK)
    assert numbers(point, "cx", "cy") == pytest.approx((panel.x(shown.x1), panel.y(shown.x2)), abs=PIXEL)
    assert point.get("fill") == (svg.INK if shown.z > 0 else svg.PAPER)


def test_the_target_stands_at_1_and_minus_1_and_is_filled_when_reached():
    for w2, fill in ((1.0, svg.PAPER), (0.0, svg.ACCENT)):
        root, panel = plane_of(neuron(w1=1.0, w2=w2, b=-1.0))
        (diamond,) = shapes(root, "polygon", stroke=svg.ACCENT)
        corners = np.array([pair.split(",") for pair in diamond.get("points").split()], dtype=float)
        assert corners.mean(axis=0) == pytest.approx((panel.x(1.0), panel.y(-1.0)), abs=0.1)
        assert diamond.get("fill") == fill


@pytest.mark.parametrize(
    ("table", "ones", "wrong"),
    [
        ("AND", [(1, 1)], [(0, 1), (1, 0)]),
        ("OR", [(0, 1), (1, 0), (1, 1)], []),
        ("XOR", [(0, 1), (1, 0)], [(1, 1)]),
    ],
)
def test_a_truth_table_is_squares_for_ones_and_rings_for_zeros_with_wrong_rows_crossed(table, ones, wrong):
    shown = neuron(w1=1.0, w2=1.0, b=-0.5, bend="step", x1=-2.0, x2=-2.0)  # OR
    root, panel = plane_of(shown, table)
    key_to_one, *boxes = shapes(root, "rect", fill=svg.POSITIVE)
    key_to_zero, *circles = shapes(root, "circle", stroke=svg.NEGATIVE)
    assert min(*numbers(key_to_one, "y"), *numbers(key_to_zero, "cy")) > panel.y(-3)  # below the plane
    squares = {tuple(np.add(numbers(box, "x", "y"), 6.5)) for box in boxes}
    rings = {numbers(ring, "cx", "cy") for ring in circles}
    zeros = {(0, 0), (0, 1), (1, 0), (1, 1)} - set(ones)
    assert near(squares, panel, ones)
    assert near(rings, panel, zeros)
    assert (
        len([item for item in shapes(root, "text") if item.text == "×"]) == len(wrong) == len(shown.wrong_rows(table))
    )
    assert shown.wrong_rows(table) == wrong


def near(found, panel, expected):
    """Whether the pixels are those of the corners, in any order."""
    wanted = [(panel.x(x), panel.y(y)) for x, y in expected]
    return np.allclose(sorted(found), sorted(wanted), atol=PIXEL) if len(found) == len(wanted) else False


def test_without_a_table_no_classes_are_drawn():
    root, _ = plane_of(neuron())
    assert not shapes(root, "rect", fill=svg.POSITIVE)
    assert not shapes(root, "circle", stroke=svg.NEGATIVE)


@pytest.mark.parametrize(
    ("bend", "lowest", "words"),
    [("tanh", 0, {"a: −1", "1"}), ("sigmoid", 32, {"a: 0", "1"}), ("gelu", 32, {"a: 0", "4 or more"})],
)
def test_the_scale_says_which_output_has_which_colour(bend, lowest, words):
    root, _ = plane_of(neuron(bend=bend))
    levels, _ = decode_image(shapes(root, "image")[1])
    assert (levels.min(), levels.max()) == (lowest, 64)
    assert np.all(np.diff(levels[0].astype(int)) >= 0)
    shown = {item.text for item in shapes(root, "text", font_size=13) if item.get("fill") is None}
    assert shown - {"goal"} == words


def test_the_input_does_not_hide_a_row_of_the_table_that_is_wrong():
    root, panel = plane_of(neuron(w1=1.0, w2=1.0, b=-0.5, bend="step", x1=1.0, x2=1.0), "XOR")
    there = [ring for ring in shapes(root, "circle") if numbers(ring, "cx", "cy") == (panel.x(1.0), panel.y(1.0))]
    assert [ring.get("stroke") for ring in there] == [svg.PAPER, svg.INK, svg.NEGATIVE]  # the row is painted last
    assert float(there[2].get("r")) < float(there[1].get("r"))  # and the input is seen around it
