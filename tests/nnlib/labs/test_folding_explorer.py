"""The folding explorer says what its controls hold, its challenges are met when they should be, and only then."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given

from nnlib.labs import folding_explorer
from nnlib.labs.folding_cut import Cut
from nnlib.labs.folding_explorer import BENDS, CHALLENGES, PRESETS, START, draw
from nnlib.labs.folding_network import NAMES, folding, last_space
from tests.nnlib.labs.any_lab import OTHER
from tests.nnlib.labs.folding_settings import SETTINGS
from tests.nnlib.labs.pictures import parse, press, status

ANGLES = [5.0 * k for k in range(-36, 37)]
SHIFTS = [k / 20 for k in range(-60, 61)]


@given(SETTINGS)
def test_the_sentence_counts_pieces_and_wrong_points(setting):
    sentence = draw(**setting)[1]
    cut = Cut(*(setting[name] for name in ("data", "bend", "angle", "shift")))
    wrong, points = int(cut.wrong.sum()), len(folding(setting["data"], "none").points)
    assert sentence.endswith(
        f"{wrong} of {points} points on the wrong side." if wrong else f"All {points} points on the right side."
    )
    words = {0: "misses the sheet", 1: "is one straight line in the input plane"}
    assert words.get(cut.pieces, f"is {cut.pieces} straight pieces in the input plane") in sentence


@pytest.mark.parametrize(
    ("scrub", "words"),
    [
        (0, "At the start: the sheet is flat. "),
        (5, "In layer 1 of 2: weigh, 25 % done. "),
        (20, "In layer 1 of 2: weigh, 100 % done. "),
        (25, "In layer 1 of 2: sum, 50 % done. "),
        (40, "In layer 1 of 2: bend, 50 % done. "),
        (50, "After layer 1 of 2. "),
        (51, "In layer 2 of 2: weigh, 5 % done. "),
        (100, "In the last space, after layer 2 of 2. "),
    ],
)
def test_the_sentence_says_how_far_the_sheet_has_come(scrub, words):
    assert draw(**{**START, "scrub": float(scrub)})[1].startswith(words)


@given(SETTINGS)
def test_the_picture_is_an_image_whose_label_holds_every_value_and_the_sentence(setting):
    picture, sentence = draw(**setting)
    root = parse(picture)
    label = root.get("aria-label")
    assert root.get("role") == "img"
    assert root.get("viewBox") == "0 0 900 400"
    angle, shift = f"{setting['angle']:.0f}".replace("-", "−"), f"{setting['shift']:.2f}".replace("-", "−")
    assert f"scrub = {setting['scrub']:.0f} %, angle = {angle}°, shift = {shift}," in label
    assert f"data = {setting['data']}, bend = {setting['bend']}." in label
    assert sentence in label


def test_the_drop_down_lists_offer_all_data_and_bends():
    lab = folding_explorer()
    assert tuple(lab.controls["data"].options) == NAMES
    assert tuple(lab.controls["bend"].options) == BENDS


@pytest.mark.parametrize("label", PRESETS)
def test_a_preset_seen_to_the_end_gives_no_challenge_away(label):
    lab = folding_explorer()
    lab.set(**OTHER["folding_explorer"])
    press(lab, label)
    press(lab, "To the last space")
    assert lab.done == [False, False]


@pytest.mark.parametrize("number", [1, 2])
def test_the_start_of_a_challenge_does_not_meet_it(number):
    lab = folding_explorer()
    lab.set(**OTHER["folding_explorer"])
    press(lab, f"Start challenge {number}")
    assert lab.values == CHALLENGES[number - 1].start
    press(lab, "To the last space")
    assert lab.done == [False, False]


def solutions(data, bend):
    """Every setting of the sliders that leaves no point on the wrong side, by plain arithmetic on the last space."""
    turns = np.radians(ANGLES)
    along = last_space(data, bend) @ np.array([np.cos(turns), np.sin(turns)])  # (points, angles)
    above = along[:, :, None] > np.array(SHIFTS)
    right = (above == (np.array(folding(data, bend).labels) == 1)[:, None, None]).all(axis=0)
    return [(ANGLES[a], SHIFTS[s]) for a, s in zip(*np.nonzero(right), strict=True)]


@pytest.mark.parametrize(
    ("data", "bends"), [("XOR", {"leaky", "relu", "fold"}), ("rings", {"fold"}), ("teeth", {"fold"})]
)
def test_which_bends_make_which_classes_separable(data, bends):
    assert {bend for bend in BENDS if solutions(data, bend)} == bends


def test_the_solutions_of_the_challenges_are_easy_to_hit():
    assert len(solutions("XOR", "relu")) >= 10
    assert len(solutions("rings", "fold")) >= 10


def test_the_first_challenge_is_met_in_the_last_space_by_the_cut_alone():
    lab = folding_explorer()
    press(lab, "Start challenge 1")
    lab.set(angle=45.0, shift=0.5)
    assert lab.done == [False, False]  # separated, but not looked at where the cut is straight
    lab.controls["scrub"].value = 100.0
    assert lab.done == [True, False]
    assert status(lab).startswith("Challenge 1 is met. In the last space")
    lab.set(angle=-135.0, shift=-0.5)  # the arrow the other way round: everything is wrong
    assert "48 of 48 points on the wrong side" in status(lab)


def test_the_second_challenge_needs_the_fold():
    lab = folding_explorer()
    press(lab, "Start challenge 2")
    lab.set(scrub=100.0, angle=20.0, shift=0.7)
    for bend in ("none", "leaky", "relu"):
        lab.controls["bend"].value = bend
        assert lab.done == [False, False]
    lab.controls["bend"].value = "fold"
    assert lab.done == [False, True]


def test_teeth_that_come_out_right_meet_no_challenge():
    assert draw(**START)[1].endswith("All 51 points on the right side.")
    assert not any(challenge.met(**START) for challenge in CHALLENGES)


def test_the_drawing_is_pure():
    first = draw(**START)
    draw(**OTHER["folding_explorer"])
    assert draw(**START) == first
    assert np.array_equal(folding("rings", "relu").points, folding("rings", "fold").points)


def test_it_runs_where_there_is_no_kernel():
    code = (
        "from nnlib.labs import folding_explorer\n"
        "lab = folding_explorer()\n"
        "lab.set(bend='none')\n"
        "print(lab)\n"
        "print(sorted(lab._repr_mimebundle_()))\n"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        "Folding explorer: In the last space, after layer 2 of 2. The straight cut of the last space is one straight "
        "line in the input plane. 19 of 51 points on the wrong side.",
        "['application/vnd.jupyter.widget-view+json', 'text/plain']",
    ]
    assert done.stderr == ""
