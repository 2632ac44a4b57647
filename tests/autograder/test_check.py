"""What `check` gives back: a plain number, words, a table; and that nothing it is given makes it raise."""

import itertools
import subprocess
import sys
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder import check
from autograder.exercises import LESSONS, find, lesson
from autograder.forms import Part, Result
from autograder.report import RESULT_MIMETYPE, Score

WEIGHTED_SUM = "01_one_neuron.weighted_sum"


def right(x, w, b):
    return w @ x + b


def half_right(x, w, b):
    return w @ x + abs(b)


class Contrary:
    """Refuses to be compared, printed, measured or turned into an array."""

    def __eq__(self, other):
        raise RuntimeError("no")

    __hash__ = None
    __repr__ = __str__ = __len__ = __bool__ = __array__ = __iter__ = lambda self, *args, **more: 1 / 0


class Unprintable(Exception):
    def __str__(self):
        raise RuntimeError("no")


def raises_unprintable(*args):
    raise Unprintable


# --- the score ------------------------------------------------------------------------------------------------------


def test_a_score_is_a_plain_number_to_nbgrader():
    bundle = check(WEIGHTED_SUM, half_right)._repr_mimebundle_()
    assert bundle["text/plain"] == "1.5"
    assert float(bundle["text/plain"]) == check(WEIGHTED_SUM, half_right) == 1.5


@pytest.mark.parametrize(
    ("points", "expected"),
    [(3.3000000000000003, 3.3), (float("nan"), 0.0), (-1.0, 0.0), (99.0, 3.3), (float("inf"), 0.0)],
)
def test_a_score_is_rounded_and_stays_within_its_points(points, expected):
    assert Score("x.y", Result(points, 3.3, "right", "")) == expected
    assert repr(Score("x.y", Result(points, 3.3, "right", ""))) == repr(expected)


def test_the_output_carries_a_row_for_the_graders():
    row = check(WEIGHTED_SUM, lambda x, w, b: w @ x)._repr_mimebundle_()[RESULT_MIMETYPE]
    assert row == {
        "id": WEIGHTED_SUM,
        "points": 0.0,
        "max_points": 2.0,
        "verdict": "wrong",
        "message": "The bias is left out. After the products are summed, b is added once.",
    }


def test_the_table_says_in_words_what_the_colours_say():
    html = check(WEIGHTED_SUM, half_right)._repr_mimebundle_()["text/html"]
    assert "partly right: 1.5 of 2 points" in html
    assert "✓ right" in html
    assert "✗ not yet" in html


@pytest.mark.parametrize(
    "answer", [right, half_right, lambda x, w, b: "<script>alert('&')</script>", None, 3, raises_unprintable]
)
def test_the_table_is_well_formed_and_escapes_what_the_student_wrote(answer):
    html = check(WEIGHTED_SUM, answer)._repr_mimebundle_()["text/html"]
    ElementTree.fromstring(html)
    assert "<script" not in html


def test_prints_and_warnings_are_caught_and_shown_beside_a_full_mark(capsys):
    def chatty(x, w, b):
        print("adding up", file=sys.stderr)
        np.divide(1.0, np.zeros(1))
        return w @ x + b

    score = check(WEIGHTED_SUM, chatty)
    assert score == 2.0
    assert capsys.readouterr() == ("", "")
    assert "adding up" in str(score)
    assert "divide by zero" in str(score)


def test_a_print_in_a_loop_does_not_fill_the_report():
    def endless(x, w, b):
        for _ in range(2_000):
            print("again" * 10)
        return w @ x + b

    assert len(str(check(WEIGHTED_SUM, endless))) < 2_000


# --- states and bad input -------------------------------------------------------------------------------------------


def test_an_interrupt_while_the_function_runs_is_a_report_and_not_a_traceback():
    def interrupted(x, w, b):
        raise KeyboardInterrupt

    result = check(WEIGHTED_SUM, interrupted).result
    assert result.verdict == "error"
    assert "never finishes" in result.message
    assert "x = [0.5, 0.8, 0.2]" in result.message


def test_an_error_in_the_function_is_named_with_the_arguments_that_caused_it():
    result = check(WEIGHTED_SUM, lambda x, w, b: 1 / 0).result
    assert result.verdict == "error"
    assert "ZeroDivisionError" in result.message
    assert "b = 0.1" in result.message


ODD = [
    *("text", b"bytes", 3, 3.5, True, float("nan"), 1j, [], {}, set(), (), [1, [2, 3]], range(3)),
    *(object(), Contrary(), Contrary, type, len, raises_unprintable, itertools.count(), (i for i in itertools.count())),
    *(np.zeros((2, 2, 2)), np.array(["a"]), np.array([None, 1]), np.datetime64("2020-01-01")),
    *({"AND": Contrary()}, {"holds": Contrary(), "fails": 1}, (Contrary(), 1), [Contrary()]),
]


@pytest.mark.parametrize("odd", range(len(ODD)))
@pytest.mark.parametrize("exercise_id", [f"{name}.{exercise}" for name in LESSONS for exercise in lesson(name)])
def test_no_answer_and_no_returned_value_makes_check_raise(exercise_id, odd):
    for answer in (ODD[odd], lambda *args: ODD[odd]):
        score = check(exercise_id, answer)
        assert score.result.verdict in ("wrong", "error", "not attempted", "partly right")
        assert score < find(exercise_id).points
        assert str(score)
        ElementTree.fromstring(score._repr_mimebundle_()["text/html"])
        assert "could not be judged" not in str(score), "the last resort is for answers that nobody has thought of"


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (("01_one_neuron.weigthed_sum", right), 'Did you mean "01_one_neuron.weighted_sum"?'),
        (("weighted_sum", right), 'Did you mean "01_one_neuron.weighted_sum"?'),
        (("01_on_neuron.neuron", right), 'Did you mean "01_one_neuron.neuron"?'),
        (("", right), "There is no exercise"),
        ((right, WEIGHTED_SUM), "It takes two things"),
        ((WEIGHTED_SUM,), "It takes two things"),
        ((), "It takes two things"),
        ((WEIGHTED_SUM, right, 3), "It takes two things"),
        ((None, right), "It takes two things"),
    ],
)
def test_a_wrong_call_is_answered_in_words(args, expected):
    score = check(*args)
    assert score == 0.0
    assert expected in str(score)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(), lambda s: st.lists(s) | st.dictionaries(st.text(), s)
    )
)
def test_any_plain_data_is_answered_in_words(answer):
    for name in lesson("01_one_neuron"):
        assert str(check(f"01_one_neuron.{name}", answer))


# --- hints ----------------------------------------------------------------------------------------------------------


def test_hints_come_one_more_at_each_call_and_stay_at_the_last():
    fresh = type(check)()
    given_ = [fresh.hint("01_one_neuron.gates") for _ in range(4)]
    assert [len(hint.steps) for hint in given_] == [1, 2, 3, 3]
    assert "Hint 1 of 3" in repr(given_[0])
    assert "2 left" in repr(given_[0])
    assert "left" not in repr(given_[2])
    ElementTree.fromstring(given_[1]._repr_html_())


def test_a_hint_for_something_unknown_suggests_the_nearest():
    assert 'Did you mean "01_one_neuron.gates"?' in repr(check.hint("01_one_neuron.gate"))
    assert "in quotes" in repr(check.hint())
    assert "There is no hint for 01_one_neuron.q1" in repr(check.hint("01_one_neuron.q1"))


# --- what it costs and needs ----------------------------------------------------------------------------------------


def test_importing_check_loads_numpy_alone():
    code = "import sys, autograder; print(*sorted({m.split('.')[0] for m in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert {"autograder", "numpy"} <= set(loaded)
    assert not {"matplotlib", "ipywidgets", "IPython", "nbgrader", "nbformat"} & set(loaded)


# --- the total ------------------------------------------------------------------------------------------------------


def test_the_total_adds_up_the_latest_score_of_each_exercise():
    fresh = type(check)()
    fresh(WEIGHTED_SUM, half_right)
    fresh("01_one_neuron.q1", "c")
    fresh("01_one_neuron.q1", "a")
    total = fresh.total("01_one_neuron")
    assert total.points == 1.5
    assert repr(total).startswith("01_one_neuron: 1.5 of 20 points\n")
    assert "weighted_sum     1.5 of 2  partly right" in repr(total)
    assert "gates              0 of 2  not checked" in repr(total)
    ElementTree.fromstring(total._repr_html_())


def test_the_total_of_something_unknown_suggests_the_nearest():
    assert 'Did you mean "01_one_neuron"?' in repr(check.total("01_one_neurons"))
    assert "There is no lesson" in repr(check.total())
    assert "<" not in repr(check.total("<b>"))[:1]
    ElementTree.fromstring(check.total("<b>")._repr_html_())


def test_the_message_is_not_said_twice_but_a_part_that_is_right_keeps_its_own_words():
    parts = (Part("one", True, "the same words"), Part("two", False, "the same words"))
    rows = str(Score("lesson.exercise", Result(1, 2, "partly right", "the same words", parts))).splitlines()
    assert [row.split(": ")[-1] for row in rows[1:]] == ["the same words", "see below", "the same words"]


def test_an_answer_with_one_place_open_is_called_unfinished():
    score = check("05_depth_vs_width.interpolant", lambda knots, values: (1, 2, ..., 4))
    assert (score, score.result.verdict) == (0, "not attempted")
    assert "a `...` is still in it" in score.result.message
    blank = check("05_depth_vs_width.interpolant", lambda knots, values: (..., ..., ..., ...))
    assert "Nothing to check yet" in blank.result.message


def test_emphasis_is_set_as_such_where_there_is_markup_and_products_are_left_alone():
    def slopes(knots, values):
        import numpy as np

        w2 = np.diff(values) / np.diff(knots)
        return np.ones((len(w2), 1)), -knots[:-1], w2[None, :], values[:1]

    shown = check("05_depth_vs_width.interpolant", slopes)._repr_mimebundle_()["text/html"]
    assert "adds only the <em>change</em> of slope" in shown
    assert "*change*" not in shown
