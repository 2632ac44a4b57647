"""The cost explorer says and shows what a network costs, measures on its button alone, and notices its challenges."""

import pytest
from hypothesis import given

from nnlib.cost import mlp_params
from nnlib.labs import cost_explorer, stopwatch, svg
from nnlib.labs.controls import options_of
from nnlib.labs.cost_explorer import CHALLENGES, PRESETS, START, WIDTHS, draw, measure, plan_of
from nnlib.labs.cost_picture import CARD_BAR
from tests.nnlib.labs.any_lab import settings
from tests.nnlib.labs.pictures import numbers, parse, press, redraws, shapes, status

SETTINGS = settings(cost_explorer())


@given(SETTINGS)
def test_the_picture_is_an_image_whose_label_holds_every_value_and_the_sentence(values):
    picture, sentence = draw(**values)
    root = parse(picture)
    label = root.get("aria-label")
    assert root.get("role") == "img"
    assert f"inputs = {values['inputs']:,}, width 1 = {values['width1']:,}," in label
    assert f"width 2 = {values['width2'] or 'none'}, width 3 = {values['width3'] or 'none'}," in label
    assert f"outputs = {values['outputs']:,}, repeat = {values['repeat']}, batch = {values['batch']:,}," in label
    assert f"precision = {values['precision']}, use = {values['use']}. {sentence}" in label


@given(SETTINGS)
def test_the_shares_of_each_column_make_a_whole(values):
    plan = plan_of(**values)
    root = parse(draw(**values)[0])
    bars = [item for item in shapes(root, "rect", height="9") if item.get("fill") != svg.GRID]
    assert len(bars) == 3 * len(plan.rows) + 1  # and one of what flows through, which takes memory alone
    for color in (svg.POSITIVE, svg.ACCENT, svg.NEGATIVE):
        widths = [numbers(bar, "width")[0] for bar in bars if bar.get("fill") == color]
        assert 112 - 0.1 <= sum(widths) <= 112 + len(widths)  # the smallest are drawn a pixel wide


@given(SETTINGS)
def test_cards_are_full_as_far_as_they_hold_it(values):
    plan = plan_of(**values)
    root = parse(draw(**values)[0])
    bars = [item for item in shapes(root, "rect", height="15") if item.get("fill") != svg.GRID]
    full = CARD_BAR
    uses = [(gigabytes, use) for gigabytes in (16, 24, 80) for use in ("run", "train")]
    for bar, (gigabytes, use) in zip(bars, uses, strict=True):
        share = plan.memory(use) / (gigabytes * 1e9)
        assert (bar.get("fill") == svg.NEGATIVE) == (share > 1)
        assert numbers(bar, "width")[0] == pytest.approx(max(min(full * share, full), 1), abs=0.01)


@pytest.mark.parametrize(
    ("label", "words"),
    [
        (
            "784 → 128 → 10",
            "parameters. To run, in float32, they and what flows through take 411 kB;",
        ),
        ("784 → 128 → 10", "to train with Adam, all in 32 bits, 1.63 MB. A card of 16 GB is enough for both."),
        ("784 → 128 → 10", "One pass is 203,264 FLOPs; with hidden layers twice as wide, 2.00 times as many."),
        (
            "Ranking network",
            "1 has 74,241 parameters. To run, in float32, they and what flows through take 298 kB;",
        ),
        ("Ranking network", "One pass is 147,584 FLOPs; with hidden layers twice as wide, 3.11 times as many."),
        ("7B-like", "has 7.00 billion parameters. To run, in float16, they and what flows through take 14.0 GB;"),
        ("7B-like", "112 GB. A card of 16 GB runs it, none of 80 GB trains it."),
        ("70B-like", "To run, in float16, they and what flows through take 140 GB;"),
        ("70B-like", "A card of 80 GB is too small for both. One pass"),
    ],
)
def test_known_sentences(label, words):
    lab = cost_explorer()
    press(lab, label)
    assert words in status(lab)


def test_every_step_of_the_first_slider_shows_another_picture():
    lab = cost_explorer()
    pictures = redraws(lab)
    for width in WIDTHS:
        lab.controls["inputs"].value = width
    assert len({picture for picture, _ in pictures}) == len(pictures) == len(WIDTHS)


@pytest.mark.parametrize(
    ("change", "met"),
    [
        ({"width1": 3_072, "width2": 0}, True),  # one hidden layer: each layer has one end that stays
        ({"width1": 2_048, "width2": 192}, True),
        ({"width1": 2_048, "width2": 256, "inputs": 768}, False),  # the inputs have to stay
        ({"width1": 3_072, "width2": 0, "outputs": 12}, False),
        ({"width1": 1_024, "width2": 1_024}, False),
        ({"width1": 1_024, "width2": 2_048}, False),
        ({"inputs": 4_096, "width1": 512, "width2": 512}, False),
        ({"width1": 2_048, "width2": 0, "outputs": 10}, False),  # 1.6 million
    ],
)
def test_doubling_is_cheap_where_most_layers_have_one_end_that_stays(change, met):
    assert CHALLENGES[0].met(**{**START, **change}) == met


@pytest.mark.parametrize(
    ("change", "met"),
    [
        ({"width1": 128}, True),
        ({"width1": 192, "width2": 96}, True),
        ({"width2": 64}, False),  # 53,697
        ({"width1": 48}, False),  # narrower than 64
        ({"width1": 128, "width3": 0}, False),
        ({"width1": 128, "inputs": 64}, False),
        ({"width1": 128, "outputs": 2}, False),
        ({"width1": 64, "width2": 64, "repeat": 2}, False),
    ],
)
def test_the_slim_ranking_network_keeps_its_form(change, met):
    assert CHALLENGES[1].met(**{**PRESETS["Ranking network"], **change}) == met


def test_no_slider_alone_meets_the_first_challenge():
    lab = cost_explorer()
    for name, control in lab.controls.items():
        for value in options_of(control):
            assert not CHALLENGES[0].met(**{**CHALLENGES[0].start, name: value})


def test_slim_is_below_50000_parameters():
    for first in WIDTHS:
        for second in WIDTHS:
            values = {**PRESETS["Ranking network"], "width1": first, "width2": second}
            wanted = min(first, second) >= 64 and mlp_params([128, first, second, 64, 1]) < 50_000
            assert CHALLENGES[1].met(**values) == wanted


def test_the_button_measures_the_network_that_is_set_and_no_slider_does(monkeypatch):
    calls = []

    def measured(sizes, batch, name):
        calls.append((sizes, batch))
        return f"Measured {name}."

    monkeypatch.setattr(stopwatch, "measured", measured)
    lab = cost_explorer()
    press(lab, "Ranking network")
    lab.set(batch=32)
    assert calls == []
    press(lab, "Measure on this machine")
    assert calls == [([128, 256, 128, 64, 1], 32)]
    assert lab.note == "Measured 128 → 256 → 128 → 64 → 1."
    lab.set(batch=1)
    assert lab.note == ""


def test_what_is_measured_is_a_time_or_a_reason():
    assert measure(**PRESETS["Ranking network"]).startswith("Measured here, in float64, 128 → 256 → 128 → 64 → 1: ")
    assert measure(**PRESETS["70B-like"]).startswith("Not measured: ")
