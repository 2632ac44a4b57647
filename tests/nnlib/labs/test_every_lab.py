"""What every lab promises: small messages, an answer to each control, presets and challenges that start afresh."""

import importlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib import labs
from nnlib.labs.card import card
from tests.nnlib.labs.any_lab import OTHER, drawn, letters, settings_of
from tests.nnlib.labs.pictures import geometry, listed, parse, press, redraws, status

LARGEST_MESSAGE = 60_000  # bytes
ALL = {name: importlib.import_module(f"nnlib.labs.{name}") for name in labs.LABS}
CONTROLS = [(name, control) for name in ALL for control in ALL[name].START]
PRESETS = [(name, label) for name in ALL for label in ALL[name].PRESETS]
# Exceptions, each with its reason.
SAME_SHAPES = {("cost_explorer", "precision")}  # every part takes as much less, so that only the numbers change
SAME_SENTENCE = {("cost_explorer", "use")}  # the sentence says what both uses take
IN_PASSING = {("folding_explorer", "To the input"), ("folding_explorer", "To the last space")}  # move the scrub alone
AS_IT_STARTS = {("neuron_explorer", 0)}  # the neuron of the lesson is to be silenced
STARTS = [(name, number) for name in ALL for number in range(len(ALL[name].CHALLENGES))]


def new(name):
    return getattr(labs, name)()


def test_every_lab_has_another_setting_for_each_control():
    assert {name: set(other) for name, other in OTHER.items()} == {name: set(ALL[name].START) for name in ALL}
    assert not [(name, key) for name, key in CONTROLS if OTHER[name][key] == ALL[name].START[key]]


@pytest.mark.parametrize("name", ALL)
@given(st.data())
def test_a_message_is_small_and_well_formed_and_its_picture_says_the_sentence(name, data):
    module = ALL[name]
    picture, sentence = module.draw(**data.draw(settings_of(name)))
    root = parse(picture)
    assert root.get("role") == "img"
    assert root.get("aria-label").startswith(f"{module.TITLE}. ")
    assert sentence in root.get("aria-label")
    message = card(picture, sentence, module.CHALLENGES, [True] * len(module.CHALLENGES), "A note of some length.")
    parse(message)
    assert len(json.dumps({"value": message}, ensure_ascii=False).encode()) <= LARGEST_MESSAGE


@pytest.mark.parametrize("name", ALL)
def test_a_lab_starts_at_its_start_with_nothing_done(name):
    lab = new(name)
    assert lab.values == ALL[name].START
    assert not any(lab.done)
    assert [words[:24] for words in listed(lab)] == [f"☐ Challenge {i}, not yet: " for i in range(1, len(lab.done) + 1)]
    assert status(lab) == ALL[name].draw(**ALL[name].START)[1]


@pytest.mark.parametrize(("name", "control"), CONTROLS)
def test_each_control_changes_the_picture_the_sentence_and_the_label_and_leaves_nothing_behind(name, control):
    lab = new(name)
    before, said = drawn(lab), status(lab)
    lab.controls[control].value = OTHER[name][control]
    after = drawn(lab)
    assert letters(after) != letters(before) or (name, control) not in SAME_SHAPES
    assert (geometry(after) == geometry(before)) == ((name, control) in SAME_SHAPES)
    assert (status(lab) == said) == ((name, control) in SAME_SENTENCE)
    assert after.get("aria-label") != before.get("aria-label")
    lab.controls[control].value = ALL[name].START[control]
    assert (geometry(drawn(lab)), letters(drawn(lab)), status(lab)) == (geometry(before), letters(before), said)


@pytest.mark.parametrize(("name", "label"), PRESETS)
def test_a_preset_sets_its_values_redraws_once_and_gives_no_challenge_away(name, label):
    lab = new(name)
    lab.set(**OTHER[name])
    pictures = redraws(lab)
    press(lab, label)
    assert len(pictures) == 1
    preset = ALL[name].PRESETS[label]
    assert lab.values == {**OTHER[name], **preset}
    assert (set(preset) != set(ALL[name].START)) == ((name, label) in IN_PASSING)  # so that it always shows the same
    assert not any(lab.done)


@pytest.mark.parametrize(("name", "number"), STARTS)
def test_the_start_of_a_challenge_is_not_its_end(name, number):
    lab, start = new(name), ALL[name].CHALLENGES[number].start
    press(lab, f"Start challenge {number + 1}")
    assert lab.values == start
    assert (start == ALL[name].START) == ((name, number) in AS_IT_STARTS)
    assert not any(lab.done)
