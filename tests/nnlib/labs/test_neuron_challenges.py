"""A challenge of the neuron explorer is met exactly when it should be, in spite of binary fractions."""

import pytest
from hypothesis import given

from nnlib.labs import neuron_explorer
from nnlib.labs.neuron_explorer import CHALLENGES, PRESETS, START, draw, silenced, through_target
from tests.nnlib.labs.any_lab import OTHER
from tests.nnlib.labs.explorer_settings import SETTINGS, floats
from tests.nnlib.labs.pictures import listed, press, status


@pytest.mark.parametrize("label", PRESETS)
def test_no_preset_gives_a_challenge_away(label):
    lab = neuron_explorer()
    press(lab, label)
    assert lab.done == [False, False]


@pytest.mark.parametrize("number", [1, 2])
def test_the_start_of_a_challenge_does_not_meet_it(number):
    lab = neuron_explorer()
    lab.set(**OTHER["neuron_explorer"])
    press(lab, f"Start challenge {number}")
    assert lab.values == {**OTHER["neuron_explorer"], **CHALLENGES[number - 1].start}
    assert lab.done == [False, False]


@pytest.mark.parametrize("tenths", range(-30, 31))
def test_the_bias_silences_the_neuron_from_minus_2_2_on(tenths):
    for b in (tenths / 10, -3 + (tenths + 30) * 0.1):  # typed, and as a slider's steps add up to it
        lab = neuron_explorer()
        lab.controls["b"].value = b
        met = 30 - 8 + tenths <= 0  # 1.5 · 2 − 0.8 · 1 + b, in tenths
        assert lab.done == [met, False]
        assert status(lab).startswith("Challenge 1 is met. ") == met
        assert ("Bend: relu(" in status(lab) and status(lab).endswith("= 0.00.")) == met


@given(SETTINGS)
def test_silence_counts_only_where_nothing_but_the_bias_was_moved(settings):
    values = floats(settings)
    untouched = all(values[name] == START[name] for name in ("x1", "x2", "w1", "w2", "bend"))
    assert silenced(**values) == (untouched and settings["b"] <= -22)


@pytest.mark.parametrize("name", ["x1", "x2", "w1", "w2", "bend"])
def test_a_neuron_silenced_by_something_else_does_not_count(name):
    lab = neuron_explorer()
    moved = {"x1": 1.9, "x2": 1.1, "w1": 1.4, "w2": -0.9, "bend": "gelu"}[name]
    lab.set(b=-3.0, **{name: moved})
    assert lab.done == [False, False]
    lab.controls[name].value = START[name]  # put back, only the bias differs
    assert lab.done == [True, False]


def test_silence_by_an_input_or_a_weight_alone_does_not_count():
    lab = neuron_explorer()
    for name, value in (("x1", -3.0), ("w1", -3.0), ("w2", -3.0), ("x2", 3.0)):
        press(lab, "Start challenge 1")
        lab.controls[name].value = value
    assert lab.done == [False, False]


def test_every_setting_on_the_target_line_counts_and_no_other():
    met = []
    for w1 in range(-30, 31):
        for w2 in range(-30, 31):
            weights = {"w1": w1 / 10, "w2": w2 / 10}
            reached = through_target(x1=2.0, x2=1.0, **weights, b=-1.0, bend="step", table="none")
            assert reached == (w1 - w2 - 10 == 0), weights  # w₁ · 1 + w₂ · (−1) − 1 = 0, in tenths
            met.append(reached)
    assert sum(met) == 51  # w₁ from −2.0 to 3.0


@pytest.mark.parametrize("step", range(51))
def test_a_slider_reaches_the_target_line_in_spite_of_binary_fractions(step):
    lab = neuron_explorer()
    press(lab, "Start challenge 2")
    lab.controls["w2"].value = -3 + step * 0.1
    lab.controls["w1"].value = -3 + (step + 10) * 0.1
    assert lab.done == [False, True]
    assert status(lab).startswith("Challenge 2 is met. ")
    lab.controls["w1"].value += -0.1 if step == 50 else 0.1
    assert not status(lab).startswith("Challenge")


@pytest.mark.parametrize("b", [-3.0, -1.1, -0.9, 0.0, 3.0])
def test_the_line_through_the_target_by_the_bias_does_not_count(b):
    weights = [(w1 / 10, w2 / 10) for w1 in range(-30, 31) for w2 in range(-30, 31)]
    through = [(w1, w2) for w1, w2 in weights if round(10 * (w1 - w2 + b)) == 0]
    assert through
    assert not any(through_target(2.0, 1.0, w1, w2, b, "step", "none") for w1, w2 in through)


def test_the_inputs_and_the_bend_do_not_matter_for_the_line():
    lab = neuron_explorer()
    lab.set(w1=2.0, w2=1.0, b=-1.0, x1=-3.0, x2=0.7, bend="gelu", table="XOR")
    assert lab.done == [False, True]


def test_both_challenges_stay_done_after_a_reset():
    lab = neuron_explorer()
    lab.set(b=-2.5)
    press(lab, "Start challenge 2")
    lab.set(w2=0.0)
    press(lab, "Reset")
    assert lab.done == [True, True]
    assert [words[:21] for words in listed(lab)] == ["☑ Challenge 1, done: ", "☑ Challenge 2, done: "]
    assert status(lab) == draw(**START)[1]
    assert neuron_explorer().done == [False, False]  # another lab has a score of its own
