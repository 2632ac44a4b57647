"""The activation explorer draws a bend, its slope and its chain at their places, and says their numbers."""

import json
import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib.activations import ACTIVATIONS, SLOPES
from nnlib.labs import activation_explorer, svg
from nnlib.labs.activation_explorer import BENDS, CHALLENGES, START, draw
from nnlib.labs.bend_chain import BendChain
from nnlib.labs.bend_picture import OUTPUTS, SHADE, flat_zones
from nnlib.labs.chain_picture import limits
from nnlib.labs.lab import card
from nnlib.labs.panel import Panel
from nnlib.labs.powers import in_powers
from tests.nnlib.labs.explorer_settings import PIXEL
from tests.nnlib.labs.pictures import SVG, ends, numbers, parse, shapes

LARGEST_MESSAGE = 60_000  # bytes, the bar for every lab
TENTHS = {"z": st.integers(-60, 60), "weight": st.integers(-30, 30)}
SETTINGS = st.fixed_dictionaries(
    {
        "bend": st.sampled_from(BENDS),
        "layers": st.integers(1, 20),
        **{name: tenths.map(lambda value: value / 10) for name, tenths in TENTHS.items()},
    }
)
CORNERS = [{"bend": bend, "z": z, "layers": 20, "weight": w} for bend in BENDS for z in (-6, 6) for w in (-3, 3)]


def check_label_and_size(settings):
    picture, sentence = draw(**settings)
    root = parse(picture)
    label = root.get("aria-label")
    assert root.get("role") == "img"
    assert f"bend = {settings['bend']}, z = {svg.decimal(settings['z'], 1)}, layers = {settings['layers']}" in label
    assert f"weight = {svg.decimal(settings['weight'], 1)}." in label
    assert label.endswith(sentence)
    message = card(picture, sentence, CHALLENGES, (True, True))
    parse(message)
    assert len(json.dumps({"value": message}, ensure_ascii=False).encode()) <= LARGEST_MESSAGE


@given(SETTINGS)
def test_the_picture_is_an_image_whose_label_holds_every_value_and_the_sentence(settings):
    check_label_and_size(settings)


@pytest.mark.parametrize("settings", CORNERS, ids=lambda corner: "-".join(map(str, corner.values())))
def test_the_ends_of_the_sliders_are_drawn_too(settings):
    check_label_and_size(settings)


@given(SETTINGS)
def test_the_sentence_says_the_numbers(settings):
    chain, sentence = BendChain(**settings), draw(**settings)[1]
    a, slope = float(ACTIVATIONS[chain.bend](chain.z)), float(SLOPES[chain.bend](chain.z))
    start = f"{chain.bend}({svg.decimal(chain.z, 1)}) = {svg.decimal(a)}, slope {svg.decimal(slope, 3)}"
    assert sentence.startswith(f"{start} (flat)." if abs(slope) < 0.05 else f"{start}.")
    assert ("corner" in sentence) == (chain.z == 0 and chain.bend in ("relu", "leaky_relu"))
    if chain.layers == 1:
        assert "layers" not in sentence
        return
    assert f"The slopes of {chain.layers} layers multiply to {in_powers(chain.products[-1])}. With the " in sentence
    if chain.nudges[-1] == 0:
        assert sentence.endswith("between them, nothing of a small nudge to z arrives.")
    else:
        assert sentence.endswith(f"a small nudge to z arrives {in_powers(chain.nudges[-1])} times as large.")


def test_the_sentences_of_known_settings():
    assert draw(**START)[1] == (
        "sigmoid(2.0) = 0.88, slope 0.105. The slopes of 10 layers multiply to 1.4·10⁻⁷. "
        "With the 9 weights of 1.0 between them, a small nudge to z arrives 1.4·10⁻⁷ times as large."
    )
    assert draw(bend="relu", z=2.0, layers=2, weight=1.5)[1] == (
        "relu(2.0) = 2.00, slope 1.000. The slopes of 2 layers multiply to 1. "
        "With the weight of 1.5 between them, a small nudge to z arrives 1.50 times as large."
    )


def panels(root, chain):
    """The two panels on the left, read from their frames, with the data that they show."""
    upper, lower, *_ = shapes(root, "rect", fill="none", stroke=svg.RULE)
    return tuple(
        Panel((-6, 6), ylim, *numbers(frame, "x", "y", "width", "height"))
        for frame, ylim in ((upper, OUTPUTS[chain.bend][0]), (lower, (-0.2, 1.2)))
    )


@given(SETTINGS)
def test_the_point_stands_on_the_bend_and_straight_below_on_its_slope(settings):
    chain, root = BendChain(**settings), parse(draw(**settings)[0])
    upper, lower = panels(root, chain)
    a, slope = float(ACTIVATIONS[chain.bend](chain.z)), float(SLOPES[chain.bend](chain.z))
    points = [numbers(point, "cx", "cy") for point in shapes(root, "circle", fill=svg.ACCENT)]
    assert points == [
        pytest.approx((upper.x(chain.z), upper.y(a)), abs=PIXEL),
        pytest.approx((lower.x(chain.z), lower.y(slope)), abs=PIXEL),
    ]
    (tangent,) = shapes(root, "line", stroke=svg.ACCENT)
    x0, y0, x1, y1 = ends(tangent)
    assert (x0, x1) == pytest.approx((upper.x(-6), upper.x(6)), abs=PIXEL)
    rise = (y0 - y1) / upper.height * (upper.ylim[1] - upper.ylim[0]) / 12
    assert rise == pytest.approx(slope, abs=0.001)
    assert np.interp(upper.x(chain.z), [x0, x1], [y0, y1]) == pytest.approx(upper.y(a), abs=0.1)


@pytest.mark.parametrize("bend", BENDS)
def test_the_curves_are_the_bend_and_its_slope(bend):
    chain = BendChain(bend, 1.0, 1, 1.0)
    root = parse(draw(bend, 1.0, 1, 1.0)[0])
    curves = [
        np.array([pair.split(",") for pair in line.get("points").split()], dtype=float)
        for line in shapes(root, "polyline", stroke=svg.POSITIVE, stroke_width=3)
    ]
    upper, lower = panels(root, chain)
    for panel, formula in ((upper, ACTIVATIONS[bend]), (lower, SLOPES[bend])):
        inside = [line for line in curves if panel is lower or line[0, 1] < lower.top - 20]
        inside = [line for line in inside if panel is upper or line[0, 1] > lower.top - 20]
        drawn = np.concatenate(inside)
        zs = (drawn[:, 0] - panel.left) / panel.width * 12 - 6
        away = np.abs(zs) > 0.03  # at a jump both sides are drawn
        assert np.abs(drawn[:, 1] - panel.y(formula(zs)))[away].max() < 4  # pixels; relu-like slopes are steep
        assert (zs.min(), zs.max()) == pytest.approx((-6, 6), abs=0.01)


def root_of(function, low, high):
    """Where a falling function passes through 0, by halving."""
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if function(middle) > 0 else (low, middle)
    return low


def test_flat_zones_are_where_the_slope_is_below_a_twentieth():
    assert flat_zones("step") == [(-6.0, 6.0)]
    assert flat_zones("relu") == flat_zones("leaky_relu") == [(-6.0, 0.0)]
    edge = root_of(lambda z: 1 / math.cosh(z) ** 2 - 0.05, 0, 6)
    assert np.ravel(flat_zones("tanh")) == pytest.approx([-6, -edge, edge, 6], abs=0.002)
    assert flat_zones("elu") == [(-6.0, pytest.approx(math.log(0.05), abs=0.002))]
    assert len(flat_zones("gelu")) == len(flat_zones("silu")) == 1  # not the place where they dip


@pytest.mark.parametrize("bend", BENDS)
def test_flat_zones_are_shaded_in_both_drawings(bend):
    root = parse(draw(bend, 0.5, 3, 1.0)[0])
    upper, lower = panels(root, BendChain(bend, 0.5, 3, 1.0))
    drawn = [numbers(box, "x", "width", "y") for box in shapes(root, "rect", fill=SHADE)]
    expected = [(p.x(a), p.x(b) - p.x(a), p.top) for p in (upper, lower) for a, b in flat_zones(bend)]
    assert drawn == [pytest.approx(box, abs=PIXEL) for box in expected]


@given(SETTINGS)
def test_the_chain_has_a_mark_for_each_layer_at_the_height_of_its_product(settings):
    chain, root = BendChain(**settings), parse(draw(**settings)[0])
    frame, strip = shapes(root, "rect", fill="none", stroke=svg.RULE)[2:]
    panel = Panel((0.3, 20.7), limits(chain), *numbers(frame, "x", "y", "width", "height"))
    (_, *discs) = [numbers(disc, "cx", "cy") for disc in shapes(root, "circle", fill=svg.POSITIVE)]
    (_, *boxes) = [np.add(numbers(box, "x", "y"), 6) for box in shapes(root, "rect", stroke=svg.NEGATIVE)]
    for values, marks, color in ((chain.products, discs, svg.POSITIVE), (chain.nudges, boxes, svg.NEGATIVE)):
        shown = np.flatnonzero(values)
        assert len(marks) == len(shown)
        for layer, (x, y) in zip(shown, marks, strict=True):
            assert (x, y) == pytest.approx((panel.x(layer + 1), panel.y(np.log10(abs(values[layer])))), abs=PIXEL)
            assert panel.top - PIXEL <= y <= panel.top + panel.height + PIXEL
        crosses = [item for item in shapes(root, "text", fill=color) if item.text == "×"]
        assert len(crosses) == chain.layers - len(shown)  # a product of 0 has no place on the axis
        top, height = numbers(strip, "y", "height")
        assert all(top < float(cross.get("y")) < top + height for cross in crosses)


def test_the_key_says_both_products():
    root = parse(draw(bend="relu", z=2.0, layers=10, weight=1.5)[0])
    bold = [item.text for item in root.iter(SVG + "text") if item.get("font-weight") == "bold"]
    assert bold[-2:] == ["1", "38.44"]


def test_only_the_sigmoid_has_a_ceiling_of_a_quarter_each():
    for bend in BENDS:
        words = [item.text or "" for item in parse(draw(bend, 1.0, 5, 1.0)[0]).iter(SVG + "text")]
        assert any(re.match("at most", text) for text in words) == (bend == "sigmoid")


def test_the_drop_down_list_offers_every_bend():
    assert tuple(activation_explorer().controls["bend"].options) == BENDS
