"""An action has a button, runs when that is pressed and never else, and its sentence goes when a control moves."""

import pytest

from nnlib.labs import svg
from nnlib.labs.card import card
from nnlib.labs.lab import Challenge, Lab, slider, steps
from tests.nnlib.labs.pictures import listed, press, redraws, seen, status, widgets_in


def draw(x, size):
    sentence = f"x = {x}, size = {size}."
    return svg.picture(100, 100, sentence, svg.circle(x, 0, 3)), sentence


def lab_with(**actions):
    columns = [{"x": slider("x", 1.0, -3, 3), "size": steps("size", 10, (1, 10, 1_000))}]
    met = Challenge("Go far.", {"x": 2.0}, lambda x, size: x > 2.5)
    return Lab("Small lab", draw, columns, {"Far": {"x": 3.0}}, [met], actions)


def notes(lab):
    """Return what stands under the picture beside the sentence."""
    return ["".join(item.itertext()) for item in seen(lab).iter("p") if item.get("aria-live") == "polite"]


def test_a_pressed_action_gets_the_values_and_its_sentence_is_shown():
    lab = lab_with(Measure=lambda **values: f"Measured {values}.")
    assert notes(lab) == []
    press(lab, "Measure")
    assert notes(lab) == ["Measured {'x': 1.0, 'size': 10}."]
    assert status(lab) == "x = 1.0, size = 10."
    assert listed(lab) == ["☐ Challenge 1, not yet: Go far."]


def test_an_action_runs_when_pressed_and_never_on_a_slider_event():
    runs = []
    lab = lab_with(Measure=lambda **values: f"Run {len(runs)}." + "" * bool(runs.append(values)))
    lab.controls["x"].value = 2.0
    lab.set(size=1_000)
    press(lab, "Far")
    assert runs == []
    press(lab, "Measure")
    assert runs == [{"x": 3.0, "size": 1_000}]


@pytest.mark.parametrize("move", [lambda lab: lab.set(x=2.0), lambda lab: press(lab, "Far")])
def test_what_was_found_goes_when_a_control_moves(move):
    lab = lab_with(Measure=lambda **values: "Found.")
    press(lab, "Measure")
    move(lab)
    assert notes(lab) == []
    assert lab.note == ""


def test_an_action_draws_nothing_anew():
    lab = lab_with(Measure=lambda **values: "Found.")
    pictures = redraws(lab)
    press(lab, "Measure")
    assert pictures == []


def test_the_buttons_wait_while_an_action_runs_and_the_lab_says_so():
    waiting = []

    def look(**values):
        (button,) = (item for item in widgets_in(lab.widget) if getattr(item, "description", None) == "Measure")
        waiting.append((button.disabled, notes(lab)))
        return "Found."

    lab = lab_with(Measure=look)
    press(lab, "Measure")
    assert waiting == [(True, ["Measure …"])]
    assert not any(getattr(item, "disabled", False) for item in widgets_in(lab.widget))


def test_the_buttons_are_live_again_after_an_action_that_failed():
    def fail(**values):
        raise RuntimeError("no clock")

    lab = lab_with(Measure=fail)
    with pytest.raises(RuntimeError, match="no clock"):
        lab.act("Measure")
    assert notes(lab) == []
    assert not any(getattr(item, "disabled", False) for item in widgets_in(lab.widget))


def test_each_action_has_its_own_button():
    lab = lab_with(One=lambda **values: "1.", Two=lambda **values: "2.")
    press(lab, "Two")
    assert notes(lab) == ["2."]
    press(lab, "One")
    assert notes(lab) == ["1."]


def test_an_action_that_does_not_exist_is_refused_with_those_that_do():
    with pytest.raises(ValueError, match=r"Small lab has no action 'Fly'\. Its actions: Measure\."):
        lab_with(Measure=lambda **values: "").act("Fly")
    with pytest.raises(ValueError, match=r"Its actions: none\."):
        lab_with().act("Fly")


def test_a_note_is_escaped():
    lab = lab_with(Measure=lambda **values: "<script>1 < 2</script>")
    press(lab, "Measure")
    assert notes(lab) == ["<script>1 < 2</script>"]
    assert not list(seen(lab).iter("script"))


def test_a_card_without_a_note_has_no_empty_paragraph():
    assert card(svg.Svg("<svg/>"), "A sentence.").count("<p") == 1


def test_steps_offer_their_numbers_with_the_thousands_apart():
    made = steps("size", 1_000, (1, 10, 1_000, 24_576))
    assert [label for label, _ in made.options] == ["1", "10", "1,000", "24,576"]
    assert (made.value, made.index, made.description, made.continuous_update) == (1_000, 2, "size", True)


def test_a_step_may_be_a_word():
    made = steps("width", 0, (("none", 0), 64))
    assert list(made.options) == [("none", 0), ("64", 64)]
    assert made.value == 0


def test_a_number_between_the_steps_is_refused_with_those_there_are():
    lab = lab_with()
    with pytest.raises(ValueError, match=r"size has no option 11\. Its options are 1, 10, 1000\."):
        lab.set(x=2.0, size=11)
    assert lab.values == {"x": 1.0, "size": 10}
