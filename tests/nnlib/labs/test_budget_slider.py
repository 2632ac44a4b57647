"""The budget slider says and shows what a budget buys, answers each control, and notices its challenges."""

import json

import pytest
from hypothesis import given

from nnlib.labs import budget_slider
from nnlib.labs.budget_slider import (
    BUDGETS,
    CHALLENGES,
    START,
    cheapest,
    counted,
    draw,
    possible_and_not_typical,
)
from nnlib.labs.budgets import parameters, widest
from nnlib.labs.card import card
from nnlib.labs.possible_pieces import at_least, no_more_than
from tests.nnlib.labs.any_lab import settings
from tests.nnlib.labs.pictures import parse, press, redraws, shapes

LARGEST_MESSAGE = 60_000  # bytes, the bar for every lab
SETTINGS = settings(budget_slider())


@given(SETTINGS)
def test_the_picture_is_an_image_whose_label_holds_every_value_and_the_sentence(values):
    picture, sentence = draw(**values)
    root = parse(picture)
    label = root.get("aria-label")
    assert root.get("role") == "img"
    numbers = f"budget = {values['budget']:,}, depth = {values['depth']:.0f}, inputs = {values['inputs']},"
    words = f"seed = {values['seed']:.0f}, biases = {values['biases']}, target = {values['target']}."
    assert f"{numbers} {words} {sentence}" in label


def test_the_largest_messages_are_small():
    for depth in range(1, 9):
        message = card(*draw(**{**START, "budget": BUDGETS[-1], "depth": depth}), CHALLENGES, (True, True))
        assert len(json.dumps({"value": message}, ensure_ascii=False).encode()) <= LARGEST_MESSAGE


@given(SETTINGS)
def test_the_sentence_does_the_sum(values):
    budget, depth, inputs = values["budget"], int(values["depth"]), values["inputs"]
    width, sentence = widest(budget, depth, inputs), draw(**values)[1]
    layers = "1 hidden layer" if depth == 1 else f"{depth} hidden layers"
    if width == 0:
        least = sum(parameters(1, depth, inputs))
        assert least > budget
        bought = f"{budget:,} parameters do not pay for {layers}: one neuron in each already takes {least:,}."
        assert sentence == bought
        return
    spent = sum(parameters(width, depth, inputs))
    assert f"pay for {layers} of {width:,}: {spent:,} spent, {budget - spent:,} left." in sentence
    sure, most = at_least(width, depth, inputs), no_more_than(width, depth, inputs)
    assert f"possible: {counted(sure)}" in sentence
    assert (f"for none more than {counted(most)}." in sentence) == (sure < most)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            {"budget": 58, "depth": 5.0},
            "58 parameters pay for 5 hidden layers of 3: 58 spent, 0 left. Pieces possible: 1,024. ",
        ),
        ({"budget": 901, "depth": 1.0, "biases": "zero"}, "This random network has 2 pieces between −1 and 1. "),
        ({"budget": 33, "depth": 1.0, "target": "sine"}, "a sine from 0 to 2π: 10 pieces, largest error 0.049."),
        ({"budget": 58, "depth": 6.0}, "Pieces possible: 96 for some weights, for none more than 729. "),
        ({"budget": 30_301, "depth": 3.0, "inputs": 99}, "pay for 3 hidden layers of 100: 30,301 spent, 0 left."),
        ({"budget": 30_301, "depth": 8.0}, "on paper."),
    ],
)
def test_known_sentences(change, words):
    assert words in draw(**{**START, **change})[1]


def test_every_step_of_the_first_slider_shows_another_picture():
    lab = budget_slider()
    pictures = redraws(lab)
    for budget in BUDGETS:
        lab.controls["budget"].value = budget
    assert len({picture for picture, _ in pictures}) == len(pictures) == len(BUDGETS)


def test_ten_thousand_pieces_cost_85_parameters_at_depth_7_and_no_other_setting_counts():
    assert (cheapest(1_000), cheapest(10_000)) == (58, 85)
    met = [
        (budget, depth)
        for budget in BUDGETS
        for depth in range(1, 9)
        if CHALLENGES[0].met(**{**START, "budget": budget, "depth": float(depth)})
    ]
    assert met == [(85, 7)]
    assert not CHALLENGES[0].met(**{**START, "budget": 85, "depth": 7.0, "inputs": 2})


def test_a_million_possible_pieces_and_few_typical_ones_are_found_at_several_depths_and_never_in_one_layer():
    met = [
        depth for depth in range(1, 9) if possible_and_not_typical(**{**START, "budget": 901, "depth": float(depth)})
    ]
    assert met == [6, 7, 8]
    assert not any(possible_and_not_typical(**{**START, "budget": budget, "depth": 1.0}) for budget in BUDGETS)
    few = {**START, "budget": 901, "depth": 8.0}
    assert not possible_and_not_typical(**{**few, "biases": "zero"})
    assert not possible_and_not_typical(**{**few, "inputs": 2})


@given(SETTINGS)
def test_the_second_challenge_is_met_by_what_the_sentence_says(values):
    if possible_and_not_typical(**values):
        width = widest(values["budget"], int(values["depth"]), 1)
        assert (width + 1) ** values["depth"] >= 1_000_000
        sentence = draw(**values)[1]
        assert int(sentence.split("This random network has ")[1].split(" ")[0]) < 100


def test_the_legend_names_the_pale_part_where_there_is_one():
    for inputs, shown in ((1, False), (2, True)):
        assert ("not known" in str(draw(**{**START, "inputs": inputs})[0])) == shown


def test_challenges_are_met_by_moving_the_controls():
    lab = budget_slider()
    press(lab, "Start challenge 1")
    lab.set(budget=85)
    lab.controls["depth"].value = 7.0
    assert lab.done == [True, False]
    press(lab, "Start challenge 2")
    lab.controls["seed"].value = 0.0
    lab.controls["depth"].value = 6.0
    assert lab.done == [True, True]


def test_a_dot_marks_each_kink_of_the_random_network():
    root = parse(draw(**{**START, "budget": 40, "depth": 1.0, "biases": "zero"})[0])
    assert len(shapes(root, "circle", r="3.5")) == 1
    root = parse(draw(**START)[0])
    assert f"has {len(shapes(root, 'circle', r='3.5')) + 1} pieces between" in draw(**START)[1]


@given(SETTINGS)
def test_bars_and_circles_stand_in_their_charts(values):
    root = parse(draw(**values)[0])
    assert all(float(bar.get("height")) >= 0 and float(bar.get("width")) >= 0 for bar in shapes(root, "rect"))
    bought = sum(widest(values["budget"], depth, values["inputs"]) > 0 for depth in range(1, 9))
    radii = [circle.get("r") for circle in shapes(root, "circle")]
    paid = widest(values["budget"], int(values["depth"]), values["inputs"]) > 0
    assert radii.count("4.5") == 2 * (bought - paid)
    assert all(0 <= float(circle.get("cy")) <= 400 for circle in shapes(root, "circle"))


def test_large_numbers_are_written_as_powers():
    assert counted(9_999_999) == "9,999,999"
    assert counted(10_000_000) == "1.0·10⁷"
    assert counted(2**800) == "6.7·10²⁴⁰"
