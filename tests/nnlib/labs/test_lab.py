"""The shell redraws on every change, once for each preset, and keeps score of its challenges."""

import subprocess
import sys

import pytest
from IPython.core.formatters import DisplayFormatter

from nnlib.labs import svg
from nnlib.labs.lab import Challenge, Lab, card, choice, slider
from tests.nnlib.labs.pictures import SVG, html_widget, listed, press, redraws, seen, status, widgets_in

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
NASTY = "<script>alert('x')</script> a < b & \"c\""


def draw(x, y, kind):
    """A picture as small as can be: a circle, and its numbers in words."""
    sentence = f"x = {x}, y = {y}, {kind}."
    return svg.picture(100, 100, sentence, svg.circle(x, y, 3)), sentence


def small_lab(draw=draw, presets=None, challenges=()):
    columns = [{"x": slider("x", 1.0, -3, 3)}, {"y": slider("y", 0.0, -3, 3), "kind": choice("kind", "a", "abc")}]
    return Lab("Small lab", draw, columns, presets, challenges)


def centre(lab):
    (circle,) = seen(lab).iter(SVG + "circle")
    return float(circle.get("cx")), float(circle.get("cy"))


def far(x, y, kind):
    return x + y >= 4


FAR = Challenge("Go far.", {"x": 2.0, "y": 1.0}, far)


def test_a_new_lab_shows_its_first_state():
    lab = small_lab()
    assert lab.values == {"x": 1.0, "y": 0.0, "kind": "a"}
    assert centre(lab) == (1, 0)
    assert status(lab) == lab.description == "x = 1.0, y = 0.0, a."
    assert listed(lab) == []


def test_a_moved_control_redraws_once():
    lab = small_lab()
    pictures = redraws(lab)
    lab.controls["x"].value = -1.5
    assert len(pictures) == 1
    assert centre(lab) == (-1.5, 0)
    lab.controls["kind"].value = "b"
    assert len(pictures) == 2
    assert status(lab) == "x = -1.5, y = 0.0, b."


def test_a_preset_redraws_once_and_leaves_other_controls_alone():
    lab = small_lab(presets={"Corner": {"x": 3.0, "kind": "c"}})
    lab.controls["y"].value = 2.0
    pictures = redraws(lab)
    messages = []
    html_widget(lab).observe(messages.append, "value")
    press(lab, "Corner")
    assert len(pictures) == len(messages) == 1
    assert lab.values == {"x": 3.0, "y": 2.0, "kind": "c"}
    assert status(lab) == "x = 3.0, y = 2.0, c."
    lab.controls["y"].value = 0.0  # and the sliders are live again
    assert centre(lab) == (3, 0)


def test_set_moves_several_controls_and_redraws_once():
    lab = small_lab()
    pictures = redraws(lab)
    lab.set(x=2.0, y=1.0, kind="b")
    assert len(pictures) == 1
    assert status(lab) == "x = 2.0, y = 1.0, b."


def test_sliders_stay_live_after_a_value_that_is_refused():
    lab = small_lab()
    with pytest.raises(Exception, match="float"):
        lab.set(x="nothing")
    lab.controls["x"].value = 2.0
    assert centre(lab) == (2, 0)


def test_the_dust_of_a_slider_is_wiped_off():
    lab = small_lab()
    lab.controls["x"].value = -3 + 33 * 0.1
    assert lab.controls["x"].value != 0.3
    assert lab.values["x"] == 0.3


def test_a_name_that_is_no_control_is_refused_with_those_that_are():
    lab = small_lab()
    with pytest.raises(ValueError, match=r"Small lab has no control 'z'\. Its controls are x, y, kind\."):
        lab.set(x=2.0, z=1.0)
    assert lab.values["x"] == 1.0  # nothing moved
    with pytest.raises(ValueError, match="no control 'w'"):
        small_lab(presets={"Wrong": {"w": 1.0}})
    with pytest.raises(ValueError, match="no control 'q'"):
        small_lab(challenges=[Challenge("?", {"q": 1.0}, far)])


def test_a_challenge_is_done_when_met_and_stays_done():
    lab = small_lab(challenges=[FAR])
    assert lab.done == [False]
    assert listed(lab) == ["☐ Challenge 1, not yet: Go far."]
    lab.set(x=2.0, y=1.9)
    assert lab.done == [False]
    assert "met" not in status(lab)
    lab.controls["y"].value = 2.0
    assert lab.done == [True]
    assert status(lab) == "Challenge 1 is met. x = 2.0, y = 2.0, a."
    assert listed(lab) == ["☑ Challenge 1, done: Go far."]
    lab.controls["y"].value = 0.0
    assert lab.done == [True]
    assert status(lab) == "x = 2.0, y = 0.0, a."  # not news any more
    assert listed(lab) == ["☑ Challenge 1, done: Go far."]


def test_challenges_are_kept_apart():
    never = Challenge("Never.", {}, lambda **values: False)
    lab = small_lab(challenges=[never, FAR])
    lab.set(x=3.0, y=3.0)
    assert lab.done == [False, True]
    assert status(lab).startswith("Challenge 2 is met. x")
    assert [words[0] for words in listed(lab)] == ["☐", "☑"]


def test_the_start_of_a_challenge_has_a_button():
    lab = small_lab(challenges=[FAR])
    pictures = redraws(lab)
    press(lab, "Start challenge 1")
    assert lab.values == {"x": 2.0, "y": 1.0, "kind": "a"}
    assert len(pictures) == 1


def test_every_text_is_escaped():
    def nasty(x, y, kind):
        return svg.picture(100, 100, NASTY, svg.text(0, 0, NASTY)), NASTY

    lab = small_lab(nasty, challenges=[Challenge(NASTY, {}, far)])
    assert status(lab) == NASTY
    assert listed(lab) == [f"☐ Challenge 1, not yet: {NASTY}"]
    assert not list(seen(lab).iter("script"))
    assert not list(seen(lab).iter(SVG + "script"))


def test_a_card_needs_to_know_of_each_challenge_whether_it_is_done():
    with pytest.raises(ValueError, match="shorter"):
        card(svg.Svg("<svg/>"), "A sentence.", [FAR], [])


def test_a_card_is_readable_in_a_dark_theme():
    style = seen(small_lab()).get("style")
    assert f"background:{svg.PAPER}" in style  # both are set, so neither comes from the theme
    assert f";color:{svg.INK}" in style


@pytest.mark.parametrize(("step", "shown"), [(0.1, ".1f"), (0.25, ".2f"), (1, ".0f")])
def test_a_slider_shows_the_decimals_of_its_step_and_redraws_while_it_moves(step, shown):
    made = slider("w", 0.5, -2, 2, step)
    assert (made.value, made.min, made.max, made.step, made.description) == (0.5, -2, 2, step, "w")
    assert made.readout_format == shown
    assert made.continuous_update is True


def test_a_choice_offers_its_options():
    made = choice("bend", "tanh", ("relu", "tanh"))
    assert (made.value, tuple(made.options), made.description) == ("tanh", ("relu", "tanh"), "bend")


def test_a_lab_shows_itself_as_a_widget_and_in_a_terminal_as_a_sentence():
    lab = small_lab()
    bundle, _ = DisplayFormatter().format(lab)
    assert bundle["text/plain"] == repr(lab) == "Small lab: x = 1.0, y = 0.0, a."
    view = bundle[WIDGET_VIEW]
    assert view == {"version_major": 2, "version_minor": 0, "model_id": lab.widget.model_id}
    assert html_widget(lab) in list(widgets_in(lab.widget))
    lab.controls["x"].value = 2.0
    assert lab._repr_mimebundle_(include=None, exclude=None)["text/plain"] == "Small lab: x = 2.0, y = 0.0, a."


def test_only_core_widgets_are_used():
    kinds = {type(widget).__name__ for widget in widgets_in(small_lab(presets={"P": {}}).widget)}
    assert kinds <= {"VBox", "HBox", "HTML", "Button", "FloatSlider", "Dropdown"}


@pytest.mark.parametrize("module", ["nnlib.labs", "nnlib.labs.lab", "nnlib.labs.neuron_explorer"])
def test_an_import_loads_neither_widgets_nor_matplotlib(module):
    assert loaded(f"import {module}") == "[]"
    assert loaded("import ipywidgets, matplotlib") != "[]"


def loaded(code):
    """Return which of the heavy packages a fresh interpreter has loaded after `code`."""
    report = "import sys; print(sorted({'ipywidgets', 'matplotlib', 'IPython'} & set(sys.modules)))"
    command = [sys.executable, "-W", "error", "-c", f"{code}; {report}"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_an_option_that_does_not_exist_is_refused_before_anything_moves():
    lab = small_lab()
    with pytest.raises(ValueError, match=r"kind has no option 'foo'. Its options are a, b, c."):
        lab.set(x=-1.0, kind="foo")
    assert lab.values["x"] == 1.0


def test_the_picture_says_what_the_controls_say_even_when_one_refuses_its_value():
    lab = small_lab()
    with pytest.raises(Exception, match="float"):
        lab.set(x=-1.0, y="north")
    assert centre(lab)[0] == lab.values["x"] == -1.0


@pytest.mark.parametrize(("step", "readout"), [(0.1, ".1f"), (1, ".0f"), (0.25, ".2f"), (0.00001, ".5f")])
def test_the_readout_has_the_decimals_of_the_step(step, readout):
    assert slider("x", 0.0, -3, 3, step).readout_format == readout
