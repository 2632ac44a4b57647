"""Data stand where they belong: on known pixels, up for larger y, and inside the panel."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib.labs import svg
from nnlib.labs.panel import Panel, clip_line
from tests.nnlib.labs.pictures import SVG, decode_image, ends, fragment, numbers, parse, shapes

PANEL = Panel(xlim=(-2, 2), ylim=(0, 10), left=50, top=20, width=200, height=100)
SQUARE = {"xlim": (-3, 3), "ylim": (-3, 3)}
FINITE = st.floats(-10, 10)


def test_known_values_fall_on_known_pixels():
    assert [PANEL.x(value) for value in (-2, 0, 1, 2)] == [50, 150, 200, 250]
    assert [PANEL.y(value) for value in (0, 5, 10)] == [120, 70, 20]
    assert PANEL.x(np.array([[-2.0], [2.0]])).tolist() == [[50.0], [250.0]]


def test_reversed_limits_run_the_other_way():
    panel = Panel(xlim=(2, -2), ylim=(10, 0), left=50, top=20, width=200, height=100)
    assert (panel.x(-2), panel.x(2), panel.y(10), panel.y(0)) == (250, 50, 120, 20)


@pytest.mark.parametrize("limits", [(1, 1), (0, float("nan"))])
def test_limits_without_an_extent_are_refused(limits):
    with pytest.raises(ValueError, match=r"xlim = .*two different numbers, got"):
        Panel(xlim=limits, ylim=(0, 1), left=0, top=0, width=1, height=1)
    with pytest.raises(ValueError, match=r"ylim = .*two different numbers, got"):
        Panel(xlim=(0, 1), ylim=limits, left=0, top=0, width=1, height=1)


def test_a_frame_has_a_number_and_a_grid_line_for_each_tick():
    root = fragment(PANEL.frame(xticks=(-2, 0, 1.5), yticks=(0, 10), xlabel="x < 1", ylabel="y & z"))
    assert [item.text for item in shapes(root, "text")] == ["−2", "0", "1.5", "0", "10", "x < 1", "y & z"]
    assert [ends(item) for item in shapes(root, "line")] == [
        (50, 20, 50, 120), (150, 20, 150, 120), (225, 20, 225, 120), (50, 120, 250, 120), (50, 20, 250, 20),
    ]  # fmt: skip
    (border,) = shapes(root, "rect")
    assert numbers(border, "x", "y", "width", "height") == (50, 20, 200, 100)


def test_a_tick_number_is_centred_under_its_place():
    root = fragment(PANEL.frame(xticks=(1,), yticks=(5,), grid=False))
    below, beside = shapes(root, "text")
    assert (below.get("x"), below.get("text-anchor")) == ("200", "middle")
    assert float(below.get("y")) > 120
    assert float(beside.get("x")) < 50
    assert not shapes(root, "line")


def test_shapes_take_data_coordinates():
    root = fragment(
        PANEL.segment((-2, 0), (2, 10)), PANEL.curve([-2, 0], [10, 5]), PANEL.arrow((-2, 0), (2, 0), head=10),
    )  # fmt: skip
    segment, shaft = shapes(root, "line")
    assert ends(segment) == (50, 120, 250, 20)
    assert ends(shaft) == (50, 120, 240, 120)
    assert shapes(root, "polygon")[0].get("points").startswith("250.0,120.0 ")
    assert shapes(root, "polyline")[0].get("points") == "50.0,20.0 150.0,70.0"


@pytest.mark.parametrize(("x0", "x1"), [(-1, 1), (1, -1)])
@pytest.mark.parametrize(("y0", "y1"), [(0, 5), (5, 0)])
def test_a_bar_spans_its_corners_in_either_order(x0, x1, y0, y1):
    bar = parse(PANEL.bar(x0, x1, y0, y1, fill="#123456"))
    assert numbers(bar, "x", "y", "width", "height") == (100, 70, 100, 50)
    assert bar.get("fill") == "#123456"


def test_the_two_classes_differ_in_shape_and_in_filling():
    root = fragment(PANEL.points([-2, 2], [0, 10], [1, 0], size=5))
    (square,), (ring,) = shapes(root, "rect"), shapes(root, "circle")
    assert numbers(square, "x", "y", "width", "height") == (45, 115, 10, 10)
    assert numbers(ring, "cx", "cy") == (250, 20)
    assert (square.get("fill"), ring.get("fill")) == (svg.POSITIVE, svg.PAPER)
    assert ring.get("stroke") == svg.NEGATIVE


def test_points_need_a_label_each():
    with pytest.raises(ValueError, match="shorter"):
        PANEL.points([0, 1], [0, 1], [1])


def test_a_heat_map_fills_the_panel_and_its_first_row_lies_at_the_bottom():
    levels = np.array([[0, 1, 2], [3, 4, 5]], np.uint8)
    image = parse(PANEL.heat(levels))
    assert numbers(image, "x", "y", "width", "height") == (50, 20, 200, 100)
    assert image.get("preserveAspectRatio") == "none"  # or a 3 × 2 map would not fill 200 × 100 pixels
    assert decode_image(image)[0].tolist() == [[3, 4, 5], [0, 1, 2]]


def test_what_is_clipped_keeps_its_coordinates_and_is_cut_at_the_panel():
    clipped = parse(PANEL.clip(svg.circle(0, 0, 9), svg.circle(150, 70, 9)))
    assert clipped.tag == SVG + "svg"
    assert clipped.get("overflow") == "hidden"
    assert numbers(clipped, "x", "y", "width", "height") == (50, 20, 200, 100)
    assert clipped.get("viewBox").split() == ["50", "20", "200", "100"]
    assert len(shapes(clipped, "circle")) == 2


@pytest.mark.parametrize(
    ("w", "b", "expected"),
    [
        ((1, 0), -2, {(2, -3), (2, 3)}),
        ((0, 2), 2, {(-3, -1), (3, -1)}),
        ((1, 1), 0, {(-3, 3), (3, -3)}),
        ((1, 1), -1, {(-2, 3), (3, -2)}),
        ((1, -2), 4, {(-3, 0.5), (2, 3)}),
    ],
)
def test_a_line_is_cut_at_the_sides_of_the_square(w, b, expected):
    assert {tuple(round(value, 9) for value in end) for end in clip_line(w, b, **SQUARE)} == expected


@pytest.mark.parametrize(("w", "b"), [((0, 0), 0), ((0, 0), 1), ((1, 0), 3.1), ((0, 1), -4), ((1, 1), 6), ((1, 1), -7)])
def test_no_line_where_there_is_none_or_it_misses_the_square(w, b):
    assert clip_line(w, b, **SQUARE) is None


@given(st.tuples(FINITE, FINITE), FINITE)
def test_a_cut_joins_two_points_of_the_border_on_the_line(w, b):
    corners = [w[0] * x + w[1] * y + b for x in (-3, 3) for y in (-3, 3)]
    found = clip_line(w, b, **SQUARE)
    size = abs(w[0]) + abs(w[1])
    if size < 1e-3:  # the foot of such a line lies anywhere
        return
    if min(corners) > 1e-6 or max(corners) < -1e-6:  # all four corners on one side
        assert found is None
    elif min(corners) < -1e-6 and max(corners) > 1e-6:
        assert found is not None
        for x, y in found:
            assert abs(w[0] * x + w[1] * y + b) <= 1e-9 * size * 10
            assert max(abs(x), abs(y)) == pytest.approx(3, abs=1e-6)
