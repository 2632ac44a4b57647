"""The collapse explorer compares the layers with their product, in picture and words, and notices its challenges."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib.labs import collapse_explorer, svg
from nnlib.labs.collapse_explorer import PRESETS, START, draw
from nnlib.labs.layer_stack import BENDS, WEIGHTS, LayerStack
from nnlib.labs.sheet import DOT, LINES, SHEET, farthest, width
from tests.nnlib.labs.pictures import SVG, ends, parse, shapes

SETTINGS = st.fixed_dictionaries(
    {
        "layers": st.integers(1, 100),
        "weights": st.sampled_from(WEIGHTS),
        "strength": st.integers(1, 20).map(lambda twentieths: twentieths / 20),
        "bias": st.integers(0, 20).map(lambda tenths: tenths / 10),
        "bend": st.sampled_from(BENDS),
    }
)


def polylines(root, color):
    return [
        np.array([pair.split(",") for pair in line.get("points").split()], dtype=float)
        for line in shapes(root, "polyline", stroke=color)
    ]


@given(SETTINGS)
def test_the_picture_is_an_image_whose_label_holds_every_value_and_the_sentence(settings):
    picture, sentence = draw(**settings)
    root = parse(picture)
    label = root.get("aria-label")
    assert root.get("role") == "img"
    assert f"layers = {settings['layers']}, weights = {settings['weights']}, " in label
    assert f"strength = {settings['strength']:.2f}, bias = {settings['bias']:.1f}, bend = {settings['bend']}." in label
    assert label.endswith(sentence)


@given(SETTINGS)
def test_the_sentence_says_who_agrees_and_who_misses(settings):
    shown, sentence = LayerStack(**settings), draw(**settings)[1]
    dots = shown.through(SHEET)
    gap = farthest(dots, shown.one(SHEET))[0]
    assert f"{shown.layers} layers ({shown.parameters} numbers)" in sentence or shown.layers == 1
    if shown.layers == 1:
        assert sentence.endswith("One layer (6 numbers): nothing stands between layers, so nothing bends.")
    elif shown.bend == "none":
        assert re.search(r"agree: the largest distance is (\d\.\d·10⁻¹[⁴⁵⁶⁷], which is rounding|0)\.$", sentence)
    elif gap < 1e-9:
        assert "no neuron falls silent on this sheet, so nothing bends: W′x + b′ agrees" in sentence
    else:
        assert f"{shown.bend} between: W′x + b′ misses by up to {svg.decimal(gap)}" in sentence or gap < 0.1
        assert ("has shrunk to" in sentence) == (width(dots) < DOT)
        assert ("Even the single layer that fits best" in sentence) == (width(dots) >= DOT)


def test_the_sentences_of_known_settings():
    assert draw(**PRESETS["2 layers, ReLU"])[1] == (
        "Each layer turns the sheet by 5.4°. 2 layers (17 numbers) with relu between: W′x + b′ misses by up to 0.68. "
        "Even the single layer that fits best misses by up to 0.34."
    )
    assert draw(**PRESETS["100 layers, sigmoid"])[1].endswith(
        "W′x + b′ misses by up to 1.46. But the whole sheet has shrunk to a single point: "
        "there is nothing left to fold."
    )
    assert draw(**PRESETS["Through one neuron"])[1].startswith(
        "Each layer turns the sheet by 5.4°, except in the middle, where one neuron lets a single direction pass. "
        "10 layers (99 numbers) and the one layer W′x + b′ (6 numbers) agree: "
    )


@pytest.mark.parametrize(
    ("layers", "weights", "shown"),
    [
        (1, "rotations", "2 → 2"),
        (2, "rotations", "2 → 3 → 2"),
        (3, "near-identity", "2 → 3 → 3 → 2"),
        (100, "rotations", "2 → 3 … 3 → 2"),
        (2, "one-neuron waist", "2 → 1 → 2"),
        (10, "one-neuron waist", "2 → 3 … 3 → 1 → 3 … 3 → 2"),
    ],
)
def test_the_picture_and_its_label_say_how_many_numbers_each_layer_gives(layers, weights, shown):
    root = parse(draw(**{**START, "layers": layers, "weights": weights})[0])
    assert shown in [item.text for item in root.iter(SVG + "text")]
    assert f" Sizes {shown}. " in root.get("aria-label")


def test_presets_with_more_layers_change_nothing_else_behind_your_back():
    assert PRESETS["100 layers, no bend"] == {**PRESETS["10 layers, no bend"], "layers": 100}


@given(SETTINGS)
def test_the_lines_of_the_sheet_are_drawn_where_the_layers_put_them(settings):
    root = parse(draw(**settings)[0])
    dots = LayerStack(**settings).through(SHEET).reshape(2, LINES, -1, 2)
    for color, before, after in zip((svg.POSITIVE, svg.NEGATIVE), SHEET.reshape(dots.shape), dots, strict=True):
        drawn = polylines(root, color)
        assert len(drawn) == 2 * LINES
        for shown, expected in ((drawn[:LINES], before), (drawn[LINES:], after)):
            assert on_one_scale(shown, expected)
    dashed = {line.get("stroke-dasharray") for line in shapes(root, "polyline", stroke=svg.NEGATIVE)}
    assert dashed == {"10 2"}  # blue lines are solid
    assert not any(line.get("stroke-dasharray") for line in shapes(root, "polyline", stroke=svg.POSITIVE))


def on_one_scale(drawn, lines):
    """Whether the drawn lines pass through all dots, moved, and scaled by one number, upside down."""
    pixels, dots = np.concatenate(drawn), np.concatenate(lines)
    scale = np.ptp(pixels, axis=0).max() / max(np.ptp(dots, axis=0).max(), 1e-9)
    wanted = [(line - lines[0][0]) * [scale, -scale] + drawn[0][0] for line in lines]
    # A tenth of a pixel each, that of the scale, and that of a bow between two drawn dots.
    return all(strays(line, dots).max() < 0.45 for line, dots in zip(drawn, wanted, strict=True))


def strays(line, dots):
    """Return how far each dot lies from a line of straight parts."""
    start, along = np.asarray(line)[:-1], np.diff(line, axis=0)
    towards = dots[:, None] - start
    share = (towards * along).sum(axis=-1) / np.maximum((along**2).sum(axis=-1), 1e-12)
    nearest = start + np.clip(share, 0, 1)[..., None] * along
    return np.hypot(*(dots[:, None] - nearest).transpose(2, 0, 1)).min(axis=1)


def dotted(root):
    """The lines of the one layer: dotted and black; the first one belongs to the legend's key."""
    return [ends(line) for line in shapes(root, "line", stroke=svg.INK, stroke_dasharray="1 5")]


@given(SETTINGS)
def test_the_one_layer_is_drawn_dotted_as_straight_lines(settings):
    shown, root = LayerStack(**settings), parse(draw(**settings)[0])
    starts = shown.one(SHEET).reshape(2 * LINES, -1, 2)[:, [0, -1]].reshape(-1, 4)
    lines, key = dotted(root)[: 2 * LINES], dotted(root)[2 * LINES :]
    assert len(key) == 1
    assert on_one_scale(np.reshape(lines, (-1, 2, 2)), starts.reshape(-1, 2, 2))
    if settings["bend"] == "none":  # and it lies on the layers' own lines
        drawn = [*polylines(root, svg.POSITIVE)[LINES:], *polylines(root, svg.NEGATIVE)[LINES:]]
        assert np.abs(np.array([[*line[0], *line[-1]] for line in drawn]) - lines).max() < 0.06


@given(SETTINGS)
def test_an_arrow_leads_over_the_largest_miss_where_it_can_be_seen(settings):
    shown, root = LayerStack(**settings), parse(draw(**settings)[0])
    dots, one = shown.through(SHEET), shown.one(SHEET)
    distances = np.hypot(*(dots - one).T)
    *arrow, _in_the_key = shapes(root, "polygon", fill=svg.ACCENT)
    assert bool(arrow) == (distances.max() >= 0.04 * reach_of(root))
    if arrow:
        scale = 155 / reach_of(root) * np.array([1, -1])
        from_to = ends(shapes(root, "line", stroke=svg.PAPER)[0])
        farthest_ones = distances > distances.max() - 1e-9  # a sheet has corners that are equally far away
        expected = np.hstack([(715, 199) + dots[farthest_ones] * scale, (715, 199) + one[farthest_ones] * scale])
        assert (np.abs(expected - from_to).max(axis=1) < 0.05).any()
        tip = [float(number) for number in arrow[0].get("points").split()[0].split(",")]
        assert tip == pytest.approx(from_to[2:], abs=0.1)


def reach_of(root):
    """The half-width of the right plane: its ticks are those that end at the greatest number."""
    shown = [item.text.replace("−", "-") for item in shapes(root, "text", font_size=13, fill=svg.MUTED)]
    return max(float(text) for text in shown if re.fullmatch(r"-?\d+(\.\d+)?", text))


@given(SETTINGS)
def test_bars_stand_for_the_layers_and_their_bends(settings):
    shown, root = LayerStack(**settings), parse(draw(**settings)[0])
    grey, *purple = [re.findall(r"v(\d+)", path.get("d")) for path in shapes(root, "path")]
    assert [int(high) / 24 for high in grey] == [len(weight) for weight, _ in shown.pairs]
    assert purple == ([] if settings["bend"] == "none" or shown.layers == 1 else [grey[:-1]])
    written = [item.text for item in root.iter(SVG + "text")]
    for value in (*shown.one.weight.flat, *shown.one.bias):
        assert svg.decimal(value) in written


def test_the_sliders_have_the_ranges_of_the_stack_and_room_for_their_names():
    controls = collapse_explorer().controls
    ranges = {name: (controls[name].min, controls[name].max, controls[name].step) for name in START if name in
              ("layers", "strength", "bias")}  # fmt: skip
    assert ranges == {"layers": (1, 100, 1), "strength": (0.05, 1, 0.05), "bias": (0, 2, 0.1)}
    assert tuple(controls["bend"].options) == BENDS
    assert tuple(controls["weights"].options) == WEIGHTS
    assert {control.style.description_width for control in controls.values()} == {"62px"}
