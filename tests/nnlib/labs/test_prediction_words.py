"""What is said about predictions follows from the figures, and not from colour."""

from dataclasses import replace

import pytest

from nnlib.labs.prediction_store import Prediction
from nnlib.labs.prediction_words import calibration_html, calibration_sentences, comparison_html
from nnlib.labs.predictions import calibration, reveal
from tests.nnlib.labs.predicting import LESSON, QUESTION, lock, words

pytestmark = pytest.mark.usefixtures("lesson")


def known(choice, confidence, question="Q?"):
    return Prediction(LESSON, question, question, ("a", "b"), choice, confidence, answer="a")


def said(*predictions):
    return " ".join(calibration_sentences(list(predictions)))


def test_calibration_without_predictions_is_one_friendly_sentence(shown):
    calibration()
    assert shown[-1]["text/plain"].startswith("No predictions yet")
    assert "<table" not in shown[-1]["text/html"]


def test_calibration_lists_every_prediction_of_this_lesson(shown):
    lock("no", 90)
    reveal("bias-at-zero", "yes")
    lock("b", 60, key="later", question="And then?", options=["a", "b"])
    calibration()
    seen = words(shown[-1]["text/html"])
    assert f"{QUESTION} no 90 % yes ✗ wrong" in seen
    assert "And then? b 60 % — not shown yet" in seen
    assert "1 locked prediction waits" in seen


@pytest.mark.parametrize(
    ("predictions_", "verdict"),
    [
        # worked by hand: hits against the sum of confidences, ± 2 sqrt(sum of c(1 - c))
        ([known("a", 75)] * 3 + [known("b", 75)], "The two agree"),  # 3 against 3.0
        ([known("a", 65)] * 3 + [known("b", 65)], "The two agree"),  # 75 % against 65 %
        ([known("a", 60)] * 3 + [known("b", 60)], "may be chance"),  # 3 against 2.4 ± 1.96
        ([known("a", 80)] * 2 + [known("b", 80)] * 3, "surer than you were right"),  # 2 against 4.0 ± 1.79
        ([known("a", 50)] * 5, "knew more than you trusted"),  # 5 against 2.5 ± 2.24
        ([known("a", 100)] * 4, "The two agree"),  # 4 against 4.0 ± 0
        ([known("a", 100)] * 4 + [known("b", 100)], "surer than you were right"),  # 4 against 5.0 ± 0
        ([known("a", 50)], "may be chance"),  # 1 against 0.5 ± 1
        ([known("b", 70)], "may be chance"),  # 0 against 0.7 ± 0.92
        ([known("b", 90)], "surer than you were right"),  # 0 against 0.9 ± 0.6
    ],
)
def test_the_verdict_on_calibration_follows_from_the_figures(predictions_, verdict):
    verdicts = {"The two agree", "may be chance", "surer than you were right", "knew more than you trusted"}
    assert {v for v in verdicts if v in said(*predictions_)} == {verdict}


def test_calibration_gives_the_figures():
    assert "right on 1 of 2 predictions (50 %) and 75 % sure on average" in said(known("a", 90), known("b", 60))
    assert "right on 1 of 1 prediction (100 %)" in said(known("a", 90))


def test_only_what_was_sure_and_wrong_is_named():
    text = said(known("b", 80, "sure and wrong"), known("b", 75, "unsure"), known("a", 95, "right"))
    assert "look again: “sure and wrong”." in text
    assert "“unsure”" not in text
    assert "“right”" not in text


def test_a_prediction_that_still_waits_counts_neither_way():
    waiting = replace(known("b", 100), answer=None)
    assert not waiting.missed
    assert "right on 1 of 1" in said(known("a", 100), waiting)
    assert "right on" not in said(waiting)


def test_the_table_has_headers_that_a_screen_reader_announces():
    html = calibration_html([known("a", 90)])
    assert html.count("<th scope='col'") == 5
    assert "<caption" in html


def test_right_and_wrong_differ_by_more_than_colour():
    right, wrong = (comparison_html("Q?", known(choice, 60), "a", "").replace("#D55E00", "#0072B2") for choice in "ab")
    assert "solid" in right
    assert "dashed" in wrong
    assert words(right) != words(wrong)
