"""A challenge of the activation explorer is met exactly when it should be."""

import pytest

from nnlib.labs import activation_explorer
from nnlib.labs.activation_explorer import CHALLENGES, draw, most_left, nothing_lost
from tests.nnlib.labs.any_lab import OTHER
from tests.nnlib.labs.pictures import press, status


@pytest.mark.parametrize("number", [1, 2])
def test_the_start_of_a_challenge_does_not_meet_it(number):
    lab = activation_explorer()
    lab.set(**OTHER["activation_explorer"])
    press(lab, f"Start challenge {number}")
    assert lab.values == CHALLENGES[number - 1].start
    assert lab.done == [False, False]


def test_the_first_challenge_is_met_a_little_below_0():
    met = []
    for tenths in range(-60, 61):
        lab = activation_explorer()
        press(lab, "Start challenge 1")
        lab.controls["z"].value = -6 + (tenths + 60) * 0.1  # as a slider's steps add up to it
        if lab.done[0]:
            met.append(tenths)
            assert "multiply to 3.9·10⁻⁷" in status(lab)
    assert met == [-2, -1]


@pytest.mark.parametrize(
    "other", [{"bend": "tanh"}, {"layers": 9}, {"weight": 0.0}, {"weight": -1.0}, {"bend": "relu", "z": 1.0}]
)
def test_another_chain_does_not_meet_the_first_challenge(other):
    best = {"bend": "sigmoid", "z": -0.2, "layers": 10, "weight": 1.0}
    assert most_left(**best)
    assert not most_left(**{**best, **other})


@pytest.mark.parametrize(
    ("bend", "z", "weight", "met"),
    [
        ("relu", 0.1, 1.0, True),
        ("relu", 6.0, 3.0, True),
        ("leaky_relu", 2.0, 0.5, True),
        ("elu", 1.0, 1.0, True),
        ("tanh", 0.0, 1.0, True),  # its slope is 1 there and nowhere else
        ("relu", -1.0, 1.0, False),
        ("relu", 1.0, -1.0, False),  # silent from the second layer on
        ("tanh", 0.1, 1.0, False),
        ("gelu", 6.0, 1.0, False),  # nearly
        ("sigmoid", 0.0, 1.0, False),
    ],
)
def test_the_second_challenge_wants_a_product_of_exactly_1(bend, z, weight, met):
    assert nothing_lost(bend, z, 20.0, weight) == met
    assert not nothing_lost(bend, z, 19.0, weight)
    assert ("multiply to 1. With" in draw(bend, z, 20, weight)[1]) == met
