"""What the neuron explorer paints beside the plane is what its numbers say: wires, bars, the point on the curve."""

import numpy as np
import pytest
from hypothesis import given

from nnlib.labs import neuron_picture, svg
from nnlib.labs.neuron_explorer import TARGET, draw
from nnlib.labs.neuron_picture import bend_curve, sum_of_terms, weigh
from nnlib.labs.neuron_plane import plane
from tests.nnlib.labs.explorer_settings import FORMULAS, NEURONS, PIXEL, neuron
from tests.nnlib.labs.pictures import ends, fragment, numbers, parse, shapes


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
        assert any(
            min(x0, x1) - PIXEL <= cx <= max(x0, x1) + PIXEL and abs(y0 - cy) < PIXEL for x0, y0, x1, _ in pieces
        )
        return
    (curve,) = shapes(root, "polyline")
    xs, ys = np.array([pair.split(",") for pair in curve.get("points").split()], dtype=float).T
    assert np.interp(cx, xs, ys) == pytest.approx(cy, abs=0.5)  # 121 points; a chord is not quite the curve


@given(NEURONS)
def test_output_and_sum_equal_their_formulas(shown):
    z = round(10 * (10 * (shown.w1 * shown.x1 + shown.w2 * shown.x2 + shown.b))) / 100  # products of tenths
    assert shown.z == z
    assert shown.a == pytest.approx(FORMULAS[shown.bend](z), abs=1e-12)


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
