"""A challenge of the collapse explorer is met exactly when it should be."""

import pytest

from nnlib.labs import collapse_explorer
from nnlib.labs.collapse_explorer import CHALLENGES, bends_nothing, moves_nothing
from nnlib.labs.layer_stack import WEIGHTS
from tests.nnlib.labs.any_lab import OTHER
from tests.nnlib.labs.pictures import press, status


@pytest.mark.parametrize("number", [1, 2])
def test_the_start_of_a_challenge_does_not_meet_it(number):
    lab = collapse_explorer()
    lab.set(**OTHER["collapse_explorer"])
    press(lab, f"Start challenge {number}")
    assert lab.values == CHALLENGES[number - 1].start
    assert lab.done == [False, False]


@pytest.mark.parametrize("layers", [49, 50, 60, 75, 99, 100])
@pytest.mark.parametrize("weights", WEIGHTS)
def test_idle_layers_are_full_turns_of_at_least_50(layers, weights):
    for twentieths in range(1, 21):
        full = weights == "rotations" and layers >= 50 and layers * twentieths % 200 == 0
        setting = {"layers": float(layers), "weights": weights, "strength": twentieths / 20, "bias": 0.3}
        assert moves_nothing(**setting, bend="none") == full
        assert not moves_nothing(**setting, bend="relu")


@pytest.mark.parametrize("tenths", range(21))
def test_a_large_bias_meets_the_second_challenge_and_nothing_else_does(tenths):
    lab = collapse_explorer()
    press(lab, "Start challenge 2")
    lab.controls["bias"].value = tenths * 0.1
    met = tenths >= 14
    assert lab.done == [False, met]
    assert status(lab).startswith("Challenge 2 is met. ") == met
    assert ("W′x + b′ agrees" in status(lab)) == met


@pytest.mark.parametrize("name", ["layers", "weights", "strength", "bend"])
def test_moving_anything_but_the_bias_does_not_count(name):
    moved = {"layers": 1, "weights": "near-identity", "strength": 0.05, "bend": "none"}[name]
    setting = {**CHALLENGES[1].start, "bias": 2.0}
    assert bends_nothing(**setting)
    assert not bends_nothing(**{**setting, name: moved})
