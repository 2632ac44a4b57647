"""What the neuron explorer paints is what its numbers say: wires, bars, the point on the curve, the plane."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib.labs import neuron_picture, png, svg
from nnlib.labs.neuron_explorer import BENDS, TARGET, draw
from nnlib.labs.neuron_picture import FULL, Neuron2, bend_curve, output_levels, plane, sum_of_terms, weigh
from nnlib.labs.panel import Panel, clip_line
from tests.nnlib.labs.pictures import decode_image, ends, fragment, numbers, parse, shapes

PIXEL = 0.02  # coordinates are written with two decimals
GRID = st.integers(-30, 30).map(lambda tenths: tenths / 10)
NEURONS = st.builds(Neuron2, GRID, GRID, GRID, GRID, GRID, st.sampled_from(BENDS))
FORMULAS = {
    "step": lambda z: 1.0 if z > 0 else 0.0,
    "sigmoid": lambda z: 1 / (1 + math.exp(-z)),
    "tanh": math.tanh,
    "relu": lambda z: max(z, 0.0),
    "gelu": lambda z: z * (1 + math.erf(z / math.sqrt(2))) / 2,
}


def neuron(x1=2.0, x2=1.0, w1=1.5, w2=-0.8, b=0.3, bend="relu"):
    return Neuron2(x1, x2, w1, w2, b, bend)


def plane_of(shown, table="none"):
    """Return (root, panel) of the plane; where it stands is read from its heat map."""
    root = fragment(plane(shown, table, TARGET))
    (image,) = shapes(root, "image")
    left, top, width, height = numbers(image, "x", "y", "width", "height")
    return root, Panel((-3, 3), (-3, 3), left, top, width, height)


@given(NEURONS)
def test_the_wires_show_the_signs_of_the_weights_and_the_bias(shown):
    strokes = sorted(line.get("stroke") for line in shapes(fragment(weigh(shown)), "line"))
    for color, sign in ((svg.POSITIVE, 1), (svg.NEGATIVE, -1)):
        assert strokes.count(color) == sum(np.sign(weight) == sign for weight in (shown.w1, shown.w2, shown.b))


def test_a_larger_weight_is_a_thicker_wire():
    thin, thick = (shapes(fragment(weigh(neuron(w1=w))), "line", stroke=svg.POSITIVE)[0] for w in (0.5, 2.5))
    assert float(thick.get("stroke-width")) > float(thin.get("stroke-width")) + 2
    assert ends(thick) == ends(thin)


@given(NEURONS)
def test_each_bar_is_as_long_as_its_term_and_starts_where_the_last_one_ends(shown):
    root = fragment(sum_of_terms(shown))
    *terms, total = shapes(root, "rect")
    assert len(terms) == 3
    (zero,) = {x0 for x0, _, x1, _ in map(ends, shapes(root, "line", stroke=svg.RULE)) if x0 == x1}
    values = (shown.w1 * shown.x1, shown.w2 * shown.x2, shown.b)
    scale = scale_of(values, terms)
    at = 0.0
    for value, bar in zip(values, terms, strict=True):
        x, width = numbers(bar, "x", "width")
        assert x == pytest.approx(zero + scale * min(at, at + value), abs=PIXEL)
        assert width == pytest.approx(scale * abs(value), abs=PIXEL)
        assert value == 0 or bar.get("fill") == (svg.POSITIVE if value > 0 else svg.NEGATIVE)
        at += value
    x, width = numbers(total, "x", "width")
    assert (x, width) == pytest.approx((zero + scale * min(0, at), scale * abs(at)), abs=PIXEL)
    assert total.get("fill") == svg.INK
    assert 0 <= x - zero + 108 <= 216  # inside its drawing


def scale_of(values, bars):
    """Pixels for one unit, read from the longest bar; one of the axis' own where all terms are zero."""
    longest = max(range(3), key=lambda i: abs(values[i]))
    width = float(bars[longest].get("width"))
    scales = [108 / limit for limit in (3, 6, 12, 24)]
    return min(scales, key=lambda scale: abs(scale * abs(values[longest]) - width))


@given(NEURONS)
def test_the_point_lies_on_the_curve_at_z_and_a(shown):
    root = fragment(bend_curve(shown))
    (point,) = shapes(root, "circle")
    cx, cy = numbers(point, "cx", "cy")
    (border,) = shapes(root, "rect")
    left, top, width, height = numbers(border, "x", "y", "width", "height")
    assert left - PIXEL <= cx <= left + width + PIXEL
    assert top - PIXEL <= cy <= top + height + PIXEL
    if shown.bend == "step":
        pieces = {ends(line) for line in shapes(root, "line", stroke=svg.ACCENT)}
        assert len(pieces) == 2
        assert any(min(x0, x1) - PIXEL <= cx <= max(x0, x1) + PIXEL and abs(y0 - cy) < PIXEL for x0, y0, x1, _ in pieces)
        return
    (curve,) = shapes(root, "polyline")
    xs, ys = np.array([pair.split(",") for pair in curve.get("points").split()], dtype=float).T
    assert np.interp(cx, xs, ys) == pytest.approx(cy, abs=0.5)  # 121 points; a chord is not quite the curve


@given(NEURONS)
def test_output_and_sum_equal_their_formulas(shown):
    z = round(10 * (10 * (shown.w1 * shown.x1 + shown.w2 * shown.x2 + shown.b))) / 100  # products of tenths
    assert shown.z == z
    assert shown.a == pytest.approx(FORMULAS[shown.bend](z), abs=1e-12)


@given(NEURONS)
def test_the_plane_has_the_colour_of_the_output_at_every_input(shown):
    (image,) = shapes(fragment(plane(shown, "none", TARGET)), "image")
    levels, palette = decode_image(image)
    assert palette.tolist() == png.PALETTE.tolist()
    assert levels.shape == (200, 200)
    axis = np.linspace(-3, 3, 200)
    for row, column in np.random.default_rng(0).integers(0, 200, (60, 2)):
        z = shown.w1 * axis[column] + shown.w2 * axis[199 - row] + shown.b  # the top row has the largest x2
        if shown.bend == "step" and abs(z) < 0.02:
            continue  # half a pixel from the jump
        expected = 32 + 32 * min(FORMULAS[shown.bend](z) / FULL[shown.bend], 1)
        assert abs(int(levels[row, column]) - expected) <= 1


def test_a_neuron_without_weights_and_bias_fires_nowhere():
    assert set(output_levels(neuron(w1=0.0, w2=0.0, b=0.0, bend="step")).flat) == {32}
    assert set(output_levels(neuron(w1=0.0, w2=0.0, b=0.1, bend="step")).flat) == {64}


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
    if math.hypot(shown.w1, shown.w2) < 1 or clip_line((shown.w1, shown.w2), shown.b, (-3, 3), (-3, 3)) is None:
        return  # no line, or an arrow too short for its head
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
    squares = {tuple(np.add(numbers(box, "x", "y"), 6.5)) for box in shapes(root, "rect", fill=svg.POSITIVE)}
    rings = {numbers(ring, "cx", "cy") for ring in shapes(root, "circle", stroke=svg.NEGATIVE)}
    zeros = {(0, 0), (0, 1), (1, 0), (1, 1)} - set(ones)
    assert near(squares, panel, ones)
    assert near(rings, panel, zeros)
    assert len([item for item in shapes(root, "text") if item.text == "×"]) == len(wrong) == len(shown.wrong_rows(table))
    assert shown.wrong_rows(table) == wrong


def near(found, panel, expected):
    """Whether the pixels are those of the corners, in any order."""
    wanted = [(panel.x(x), panel.y(y)) for x, y in expected]
    return np.allclose(sorted(found), sorted(wanted), atol=PIXEL) if len(found) == len(wanted) else False


def test_without_a_table_no_classes_are_drawn():
    root, _ = plane_of(neuron())
    assert not shapes(root, "rect", fill=svg.POSITIVE)
    assert not shapes(root, "circle", stroke=svg.NEGATIVE)


@pytest.mark.parametrize(("terms", "limit"), [((3, 0, 0), 3), ((3.1, 0, 0), 6), ((-9, 3, 0), 12), ((9, 9, 3), 24)])
def test_the_axis_reaches_over_every_running_sum_in_steps(terms, limit):
    assert neuron_picture.reach(neuron(x1=terms[0] / 3, w1=3.0, x2=terms[1] / 3, w2=3.0, b=float(terms[2]))) == limit


def test_the_four_drawings_make_the_whole_picture():
    setting = {"x1": 2.0, "x2": 1.0, "w1": 1.5, "w2": -0.8, "b": 0.3, "bend": "relu"}
    whole = parse(draw(**setting, table="AND")[0])
    shown = neuron(**setting)
    parts = (weigh(shown), sum_of_terms(shown), bend_curve(shown), plane(shown, "AND", TARGET))
    for tag in ("line", "circle", "rect", "polygon", "polyline", "image", "text"):
        assert len(shapes(whole, tag)) == len(shapes(fragment(*parts), tag)) > 0
