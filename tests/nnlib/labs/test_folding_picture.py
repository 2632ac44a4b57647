"""What the folding explorer paints is where the numbers say: points, curve, creases, the straight cut, the steps."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib.labs import svg
from nnlib.labs.folding_cut import Cut
from nnlib.labs.folding_explorer import START, draw
from nnlib.labs.folding_network import folding
from nnlib.labs.folding_picture import INPUT, SIZE, input_plane, on_the_way
from nnlib.labs.folding_progress import CREASE, ONE, ZERO, formula, legend, progress, what_happens, where
from nnlib.labs.panel import Panel, clip_line
from tests.nnlib.labs.folding_settings import CUTS, EVERY
from tests.nnlib.labs.pictures import ends, fragment, numbers, parse, shapes

PIXEL = 0.11  # coordinates in paths are written with one decimal
PLACE = r"M(-?[\d.]+) (-?[\d.]+)"


def start_points(path):
    """Return where each stroke of a path begins."""
    return np.array(re.findall(PLACE, path.get("d")), dtype=float)


def corners(path):
    """Return the corners of each stroke of a path, in pixels."""
    strokes = path.get("d").replace("Z", "").split("M")[1:]
    return [np.array([pair.split() for pair in stroke.split("L")], dtype=float) for stroke in strokes]


def panel_of(cut):
    """Return the panel of the right-hand plane."""
    return Panel(*cut.network.window, left=366, top=48, width=SIZE, height=SIZE)


def pixels(panel, places):
    return np.column_stack([panel.x(places[:, 0]), panel.y(places[:, 1])])


@given(CUTS, st.integers(0, 100))
def test_each_point_is_painted_where_the_network_has_brought_it(setting, scrub):
    cut = Cut(**setting)
    network = cut.network
    stage = scrub / 100 * network.depth
    root = fragment(on_the_way(cut, stage))
    labels = np.array(network.labels)
    for label, paint in ((1, {"fill": svg.POSITIVE}), (0, {"fill": svg.PAPER, "stroke": svg.NEGATIVE})):
        (path,) = shapes(root, "path", **paint)
        expected = pixels(panel_of(cut), network.at(network.points[labels == label], stage))
        assert start_points(path) == pytest.approx(expected, abs=PIXEL)


@given(CUTS)
def test_each_wrong_point_has_a_cross_in_both_planes(setting):
    cut = Cut(**setting)
    network = cut.network
    for root, panel, places in (
        (fragment(input_plane(cut)), INPUT, network.points),
        (fragment(on_the_way(cut, network.depth)), panel_of(cut), network.at(network.points, network.depth)),
    ):
        crosses = shapes(root, "path", stroke=svg.INK)
        if not cut.wrong.any():
            assert not crosses
            continue
        assert start_points(crosses[0]) == pytest.approx(pixels(panel, places[cut.wrong]), abs=PIXEL)


@given(CUTS, st.integers(0, 100))
def test_the_curve_is_the_tear_carried_along(setting, scrub):
    cut = Cut(**setting)
    stage = scrub / 100 * cut.network.depth
    tears = cut.torn[2]
    for root, panel, at in (
        (fragment(input_plane(cut)), INPUT, 0),
        (fragment(on_the_way(cut, stage)), panel_of(cut), stage),
    ):
        curves = shapes(root, "path", stroke=svg.ACCENT)
        if not tears:
            assert not curves
            continue
        for stroke, tear in zip(corners(curves[0]), tears, strict=True):
            assert stroke == pytest.approx(pixels(panel, cut.network.at(np.array(tear), at)), abs=PIXEL)


@given(CUTS)
def test_the_straight_cut_is_shown_in_the_last_space_alone(setting):
    cut = Cut(**setting)
    panel = panel_of(cut)
    assert not shapes(fragment(on_the_way(cut, cut.network.depth - 0.01)), "line", stroke_dasharray="7 5")
    found = shapes(fragment(on_the_way(cut, cut.network.depth)), "line", stroke_dasharray="7 5")
    expected = clip_line(cut.normal, -cut.shift, panel.xlim, panel.ylim)
    if expected is None:
        assert not found
        return
    (line,) = found
    assert ends(line) == pytest.approx(tuple(pixels(panel, np.array(expected)).ravel()), abs=PIXEL)


def test_the_curve_lies_on_the_straight_cut_in_the_last_space():
    cut = Cut("rings", "fold", 20.0, 0.8)
    root = fragment(on_the_way(cut, 2))
    x0, y0, x1, y1 = ends(shapes(root, "line", stroke_dasharray="7 5")[0])
    along = np.array([x1 - x0, y1 - y0]) / np.hypot(x1 - x0, y1 - y0)
    for stroke in corners(shapes(root, "path", stroke=svg.ACCENT)[0]):
        off = (stroke - (x0, y0)) @ (-along[1], along[0])
        assert np.abs(off).max() < 0.3


def test_the_arrow_points_to_where_the_network_says_1():
    cut = Cut("teeth", "fold", 135.0, 1.0)
    head = shapes(fragment(on_the_way(cut, 2)), "polygon", fill=svg.INK)[0]
    tip = np.array(head.get("points").split()[0].split(","), dtype=float)
    panel = panel_of(cut)
    data = np.array(
        [
            panel.xlim[0] + (tip[0] - panel.left) / panel.width * (panel.xlim[1] - panel.xlim[0]),
            panel.ylim[1] - (tip[1] - panel.top) / panel.height * (panel.ylim[1] - panel.ylim[0]),
        ]
    )
    assert cut.heights(data) > 0.5


@pytest.mark.parametrize(("data", "bend"), EVERY)
def test_creases_are_painted_where_there_is_a_bend(data, bend):
    found = shapes(fragment(input_plane(Cut(data, bend, 20.0, 0.8))), "path", stroke=CREASE)
    assert len(found) == (bend != "none")


def test_the_sheet_has_the_colour_of_what_the_network_says():
    cut = Cut("teeth", "fold", 135.0, 1.0)
    zeros, ones, _ = cut.torn
    root = fragment(input_plane(cut))
    for fill, parts in ((ZERO, zeros), (ONE, ones)):
        (path,) = shapes(root, "path", fill=fill)
        assert len(corners(path)) == len(parts) == 4
    moved = fragment(on_the_way(cut, 1.5))
    assert len(shapes(moved, "path", fill=ONE)) == 4  # one by one, so that paper on paper is deeper


@pytest.mark.parametrize(
    ("stage", "name"), [(0, "x"), (0.3, "z"), (0.5, "z"), (0.7, "a"), (1, "a"), (1.2, "z"), (2, "a")]
)
def test_the_axes_are_named_for_what_they_hold(stage, name):
    words = {item.text for item in shapes(fragment(on_the_way(Cut("rings", "fold", 20.0, 0.8), stage)), "text")}
    assert {f"{name}₁", f"{name}₂"} <= words


@pytest.mark.parametrize(
    ("stage", "head", "words"),
    [
        (0, "At the start", "the sheet is flat"),
        (0.2, "Layer 1, weigh", "turned and stretched"),
        (0.4, "Layer 1, weigh", "turned and stretched"),
        (0.5, "Layer 1, sum", "shifted by the bias"),
        (0.7, "Layer 1, bend", "folded over at 0"),
        (1, "After layer 1", "ready for layer 2"),
        (1.9, "Layer 2, bend", "folded over at 0"),
        (2, "Last space", "the cut is straight"),
    ],
)
def test_the_heading_says_what_happens(stage, head, words):
    assert (where(stage, 2), what_happens(stage, 2, "fold")) == (head, words)


@pytest.mark.parametrize(("stage", "widths"), [(0, []), (0.2, [0.5]), (1, [1, 1, 1]), (1.5, [1, 1, 1, 1, 0.5])])
def test_the_steps_fill_as_far_as_they_are_done(stage, widths):
    root = fragment(progress(Cut("rings", "fold", 20.0, 0.8), stage))
    (full,) = {numbers(item, "width")[0] for item in shapes(root, "rect", stroke=svg.RULE)}
    filled = [numbers(item, "width")[0] for item in shapes(root, "rect") if item.get("stroke") is None]
    assert filled == pytest.approx([full * width for width in widths])


@pytest.mark.parametrize(("data", "bend"), EVERY)
def test_the_formulas_are_those_of_the_weights(data, bend):
    network = folding(data, bend)
    words = " ".join(item.text for item in shapes(fragment(progress(Cut(data, bend, 0.0, 0.0), 0)), "text"))
    for layer, (weight, bias) in enumerate(zip(network.weights, network.biases, strict=True)):
        inputs = ("x₁", "x₂") if layer == 0 else ("a₁", "a₂")
        for row, shift in zip(weight.tolist(), bias.tolist(), strict=True):
            z = formula(row, shift, inputs)
            assert {"none": f"= {z}", "fold": f"= |{z}|"}.get(bend, f"= {bend}({z})") in words
            assert evaluated(z, inputs) == pytest.approx([row[0] + shift, row[1] + shift])  # nothing is rounded off


def evaluated(z, inputs):
    """Return a formula's value at (1, 0) and at (0, 1)."""
    found = []
    for values in ((1, 0), (0, 1)):
        total = 0.0
        for sign, size, name in re.findall(r"([−+]?) ?([\d.]*)((?:[xa][₁₂])?)", z):
            if size or name:
                factor = float(size or 1) * (-1 if sign == "−" else 1)
                total += factor * (values[inputs.index(name)] if name else 1)
        found.append(total)
    return found


def test_the_drawings_make_the_whole_picture():
    cut = Cut("teeth", "fold", 135.0, 1.0)
    whole = parse(draw(**START)[0])
    parts = (input_plane(cut), on_the_way(cut, 2.0), progress(cut, 2.0), legend())
    for tag in ("line", "circle", "rect", "path", "text"):
        assert len(shapes(whole, tag)) == len(shapes(fragment(*parts), tag)) > 0
