"""Lesson 1 as a student meets it: JupyterLab, a real browser, mouse and keyboard.

The tests are one student's hour and share one notebook; each runs the cells that it needs.
"""

import re

import pytest

from tests.browser.contrast import too_faint
from tests.browser.jupyterlab import DARK, LIGHT

RESULT = "application/vnd.autograder.result+json"
BIAS_LEFT_OUT = "# exercise: weighted_sum\ndef weighted_sum(x, w, b):\n    return w @ x\n"
RIGHT = "# exercise: weighted_sum\ndef weighted_sum(x, w, b):\n    return w @ x + b\n"


@pytest.fixture(scope="module")
def after_run_all(lesson):
    """The lesson, run from top to bottom."""
    lesson.run_all()
    return lesson


@pytest.fixture(scope="module")
def untouched(after_run_all):
    """What the neuron explorer's picture says before anybody has touched it."""
    return after_run_all.cell("neuron-explorer").locator("svg[role=img]").get_attribute("aria-label")


@pytest.fixture
def explorer(after_run_all, untouched):
    """The neuron explorer on the page, in the state in which it starts."""
    cell = after_run_all.cell("neuron-explorer")
    cell.get_by_role("button", name="Reset").click()
    cell.locator(f'svg[role=img][aria-label="{untouched}"]').wait_for()
    return cell


def submit(lesson, source):
    """Type an answer to `weighted_sum`, run it and its check; return the verdict and what the student reads."""
    lesson.type("weighted_sum", source)
    assert lesson.source("weighted_sum") == source
    lesson.run("setup", "imports", "weighted_sum", "weighted_sum-test")
    (output,) = lesson.outputs("weighted_sum-test")
    return output["data"][RESULT], lesson.output_text("weighted_sum-test")


def value(explorer, name):
    """The value of one of the explorer's controls, as its picture says it to a screen reader."""
    label = explorer.locator("svg[role=img]").get_attribute("aria-label")
    return re.search(rf"\b{name} = ([^,.]*(?:\.\d+)?)", label)[1].replace("−", "-")


def test_a_prediction_is_locked_and_then_compared(lesson):
    lesson.run("setup", "imports", "voter-worked", "bias-predict")
    card = lesson.cell("bias-predict")
    button = card.get_by_role("button", name="Lock it in")
    button.wait_for()
    assert button.is_disabled()
    assert card.get_by_role("radio", checked=True).count() == 0

    card.get_by_label("exactly 0.5").check()
    handle = card.get_by_role("slider")
    handle.press("ArrowRight")
    card.get_by_text("“exactly 0.5”, 70 % sure. Not locked yet.").wait_for()
    button.click()
    card.get_by_text("Locked: “exactly 0.5”, 70 % sure.").wait_for()
    assert all(radio.is_disabled() for radio in card.get_by_role("radio").all())

    lesson.run("bias-reveal")
    seen = " ".join(lesson.output_text("bias-reveal").split())
    assert "You predicted exactly 0.5 (70 % sure) What happened a little above 0.5" in seen
    assert "✗ Not as you predicted." in seen
    card.get_by_text("Already revealed").wait_for()

    lesson.run("bias-predict")
    lesson.cell("bias-predict").get_by_text("Locked: “exactly 0.5”, 70 % sure. Already revealed").wait_for()


def test_a_wrong_answer_is_told_which_mistake_it_looks_like(lesson):
    result, text = submit(lesson, BIAS_LEFT_OUT)
    assert result["verdict"] == "wrong"
    assert result["points"] == 0
    assert "The bias is left out" in text


def test_the_right_answer_gets_all_points(lesson):
    result, text = submit(lesson, RIGHT)
    assert (result["verdict"], result["points"], result["max_points"]) == ("right", 2, 2)
    assert "2 of 2 points" in text


def test_the_whole_lesson_runs_without_a_complaint(after_run_all):
    assert after_run_all.complaints() == []
    assert after_run_all.cell("neuron-explorer").locator("svg[role=img]").is_visible()
    calibration = after_run_all.output_text("calibration")
    assert "exactly 0.5" in calibration
    assert "✗ wrong" in calibration


def test_the_lab_answers_the_keyboard(explorer):
    picture, sentence = explorer.locator("svg[role=img]"), explorer.locator("[role=status]")
    before = value(explorer, "x1"), picture.inner_html(), sentence.inner_text()
    explorer.get_by_role("slider").first.focus()
    explorer.page.keyboard.press("ArrowRight")
    explorer.locator(f"svg[aria-label*='x1 = {float(before[0]) + 0.1:.1f},']").wait_for()
    assert picture.inner_html() != before[1]
    assert sentence.inner_text() != before[2]


def test_a_preset_sets_all_controls_at_once(explorer):
    sentence = explorer.locator("[role=status]")
    before = value(explorer, "b"), sentence.inner_text()
    explorer.get_by_role("button", name="AND", exact=True).click()
    explorer.locator("svg[aria-label*='bend = step']").wait_for()
    w1, w2, b = (float(value(explorer, name)) for name in ("w1", "w2", "b"))
    assert [w1 * x1 + w2 * x2 + b > 0 for x1, x2 in ((0, 0), (0, 1), (1, 0), (1, 1))] == [False, False, False, True]
    assert str(b) != before[0]
    assert sentence.inner_text() != before[1]


def test_a_challenge_notices_when_it_is_met(explorer):
    explorer.get_by_role("button", name="Start challenge 1").click()
    explorer.get_by_text("Challenge 1, not yet").wait_for()
    bias = explorer.locator(".widget-hslider", has=explorer.page.get_by_text("b", exact=True)).get_by_role("slider")
    for _ in range(40):
        if explorer.get_by_text("Challenge 1, done").count():
            break
        before = value(explorer, "b")
        bias.press("ArrowLeft")
        explorer.locator(f"svg[role=img]:not([aria-label*='b = {before.replace('-', '−')},'])").wait_for()
    assert explorer.get_by_text("Challenge 1, done").is_visible()
    assert "Challenge 1 is met" in explorer.locator("[role=status]").inner_text()


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_everything_shown_can_be_read(after_run_all, theme):
    after_run_all.set_theme(theme)
    assert too_faint(after_run_all.page) == []
