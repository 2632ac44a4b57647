"""Does the page that a student gets back show the diagnosis, and neither hidden tests nor anything that runs?"""

import base64
import os
import re
import shutil

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder.grading.feedback import feedback
from autograder.grading.feedback_steps import HideTests, SafeOutputs
from autograder.grading.grade import grade
from autograder.grading.project import CallError
from autograder.grading.results import RESULT_MIMETYPE
from tests.autograder.grading.tiny import DOUBLE, FAILS_HIDDEN, LESSON, SOLVED, SQUARED, TRIPLE, submit

ATTACK = "<script>alert('attack')</script>"
HOSTILE = {
    **SQUARED,
    "double": DOUBLE.format("y = x * x")
    + "\nfrom IPython.display import display"
    + "\nkinds = ['text/html', 'text/markdown', 'text/latex', 'application/javascript', 'image/svg+xml', 'image/png']"
    + "\nfor kind in kinds:"
    + f'\n    display({{kind: "{ATTACK}"}}, raw=True)'
    + f'\nprint("{ATTACK}")',
    "title": f"# Tiny {ATTACK}",
    "essay-manual": f"Because {ATTACK}",
}
PRINTS_ARGUMENTS = {**SOLVED, "triple": TRIPLE.format("print('called with', x); y = 3 * x + (x > 9)")}


@pytest.fixture(scope="module")
def graded(tiny, released, tmp_path_factory):
    """A graded course, and what `feedback` said about it."""
    course = tmp_path_factory.mktemp("course [a]")
    submit(course, "squared", released, SQUARED)
    submit(course, "fails [hidden]", released, FAILS_HIDDEN)
    submit(course, "prints", released, PRINTS_ARGUMENTS)
    submit(course, "hostile", released, HOSTILE)
    grade(tiny, LESSON, course)
    said = []
    assert feedback(tiny, LESSON, course, say=said.append) == 0
    return course, said


def page(course, student):
    return (course / "feedback" / student / LESSON / f"{LESSON}.html").read_text(encoding="utf-8")


def test_every_graded_student_gets_a_page_and_the_command_says_where(graded):
    course, said = graded
    for student in ("squared", "fails [hidden]", "prints", "hostile"):
        assert f"{student}: {course / 'feedback' / student / LESSON / LESSON}.html" in said
    assert said[-1] == f"4 written, 0 up to date, in {course / 'feedback'}"


def test_the_page_has_scores_verdicts_and_the_student_s_own_answer(graded):
    text = page(graded[0], "squared")
    assert f"{LESSON} (Score: 1.0 / 6.0)" in text
    assert '<a href="#double-test">double: wrong</a> (Score: 0.0 / 2.0)' in text
    assert '<a href="#triple-test">triple</a> (Score: 1.0 / 1.0)' in text
    assert "Because it adds." in text


@pytest.mark.parametrize("student", ["squared", "fails [hidden]", "prints"])
def test_hidden_tests_are_not_on_the_page(graded, student):
    text = re.sub(r"<[^>]+>", "", page(graded[0], student))  # without the tags that colour code
    assert "Tests that are not shown" in text
    for hidden in ("triple(14)", "== 42", "fourteen", "HIDDEN", "called with 14"):
        assert hidden not in text


def test_a_failed_hidden_test_is_told_without_its_case(graded):
    assert "AssertionError in a test that is not shown" in page(graded[0], "fails [hidden]")


def test_nothing_that_a_student_wrote_runs_on_the_page(graded):
    text = page(graded[0], "hostile")
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text  # what was printed shows as text
    pictures = re.findall(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)", text)
    assert base64.b64decode(pictures[0]).decode() == ATTACK  # inside a picture nothing runs


def test_up_to_date_pages_are_left_and_changed_ones_written(graded, tiny, tmp_path):
    course = shutil.copytree(graded[0], tmp_path / "course")
    said = []
    feedback(tiny, LESSON, course, ["squared"], force=True, say=said.append)
    feedback(tiny, LESSON, course, ["squared"], say=said.append)
    assert said[-1] == f"0 written, 1 up to date, in {course / 'feedback'}"
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        essay = gradebook.find_grade("essay-manual", LESSON, LESSON, "squared")
        essay.manual_score = 2.5
        gradebook.db.commit()
    later = (course / "feedback" / "squared" / LESSON / f"{LESSON}.html").stat().st_mtime_ns + 10**9
    os.utime(course / "gradebook.db", ns=(later, later))
    feedback(tiny, LESSON, course, ["squared"], say=said.append)
    assert said[-1].startswith("1 written")
    assert "(Score: 3.5 / 6.0)" in page(course, "squared")


def test_a_page_that_cannot_be_written_has_a_reason_and_the_next_is_written(graded, tiny, tmp_path):
    course = shutil.copytree(graded[0], tmp_path / "course")
    (course / "autograded" / "prints" / LESSON / f"{LESSON}.ipynb").write_text("{")
    said = []
    assert feedback(tiny, LESSON, course, ["prints", "squared"], force=True, say=said.append) == 1
    assert said[0].startswith("prints: no feedback: ")
    assert said[1].startswith("squared: ")
    assert "\n" not in said[0]


def test_without_graded_notebooks_the_command_says_what_comes_first(tiny, tmp_path, graded):
    with pytest.raises(CallError, match="grade 90_tiny"):
        feedback(tiny, LESSON, tmp_path)
    with pytest.raises(CallError, match=r'no graded notebook of "sqared".*Did you mean "squared"'):
        feedback(tiny, LESSON, graded[0], ["sqared"])


def stopped_at(line):
    trace = [
        "-" * 75,
        "AssertionError  Traceback",
        f"Cell In[9], line {line}",
        f"----> {line} assert no",
        "AssertionError: why",
    ]
    return nbformat.v4.new_output("error", ename="AssertionError", evalue="why", traceback=trace)


SOURCE = "assert f(1) == 1, 'why'\n### BEGIN HIDDEN TESTS\nassert f(9) == 81, 'why'\n### END HIDDEN TESTS"


@pytest.mark.parametrize(
    ("line", "shown"),
    [(1, ["AssertionError: why"]), (3, ["AssertionError in a test that is not shown"])],
)
def test_a_visible_test_keeps_its_message(line, shown):
    cell = nbformat.v4.new_code_cell(SOURCE, outputs=[stopped_at(line)])
    cell, _ = HideTests().preprocess_cell(cell, {}, 0)
    assert cell.outputs[0].traceback == shown
    assert cell.source == "assert f(1) == 1, 'why'\n# Tests that are not shown"


def test_a_check_s_report_is_kept_in_a_cell_with_hidden_tests():
    said = {"verdict": "wrong", "message": "It looks squared."}
    report = nbformat.v4.new_output("execute_result", {"text/html": "<b>wrong</b>", RESULT_MIMETYPE: said})
    stream = nbformat.v4.new_output("stream", name="stdout", text="f was called with 9")
    cell, _ = HideTests().preprocess_cell(nbformat.v4.new_code_cell(SOURCE, outputs=[stream, report]), {}, 0)
    assert cell.outputs == [report]


def test_cells_without_hidden_tests_keep_everything():
    before = nbformat.v4.new_code_cell("assert f(1) == 1", outputs=[stopped_at(1)])
    after, _ = HideTests().preprocess_cell(nbformat.from_dict(before), {}, 0)
    assert after == before


def test_metadata_that_a_page_acts_on_is_dropped():
    nb = nbformat.v4.new_notebook(metadata={"title": ATTACK, "widgets": {"a": 1}})
    nb.cells = [nbformat.v4.new_raw_cell(ATTACK, metadata={"format": "text/html", "nbgrader": {"grade_id": "x"}})]
    nb, _ = SafeOutputs().preprocess(nb, {})
    assert "title" not in nb.metadata
    assert "widgets" not in nb.metadata
    assert nb.cells[0].metadata == {"nbgrader": {"grade_id": "x"}}
    assert nb.cells[0].cell_type == "markdown"


@pytest.mark.parametrize(("text", "kept"), [("VBox(children=(HTML(),))", False), ("Lab: Weigh 1.0 × 2.0.", True)])
def test_of_a_widget_only_words_are_kept(text, kept):
    view = {"text/plain": text, "application/vnd.jupyter.widget-view+json": {"model_id": "1"}}
    shown = nbformat.v4.new_code_cell("lab()", outputs=[nbformat.v4.new_output("display_data", view)])
    cell, _ = SafeOutputs().preprocess_cell(shown, {}, 0)
    assert cell.outputs[0].data == {"text/plain": text if kept else "(Something to click, in the notebook only.)"}


def test_what_the_grader_should_look_at_is_not_on_the_student_s_page(graded):
    course, _ = graded
    judged = (course / "autograded" / "hostile" / LESSON / f"{LESSON}.ipynb").read_text(encoding="utf-8")
    assert "For the grader" in judged
    assert "For the grader" not in page(course, "hostile")
