"""Is a submission put together from the lesson's tests and all the student's code, however it was damaged?"""

import json

import nbformat
import pytest

from autograder.grading.rebuild import rebuild
from tests.autograder.grading.handed_in import (
    CHECK,
    GIVEN,
    answer,
    find,
    judged,
    kinds,
    master,
    named,
    own,
    place,
    released,
    solved,
    steps,
)
from tests.autograder.grading.tiny import SOLVED

TESTS = ["double-test", "triple-test"]


def judged_by(rebuilt):
    return [step.name for step in rebuilt.steps if step.kind == "test"]


def test_a_solved_lesson_runs_what_is_needed_and_is_judged_by_the_author_s_tests():
    rebuilt = judged(solved())
    assert rebuilt.flags == []
    assert [step.kind for step in rebuilt.steps] == ["run", "locked", "skip", "locked", "run", "test", "run", "test"]
    assert "HIDDEN" in named(rebuilt, "triple-test")["source"]
    assert named(rebuilt, "double")["source"] == SOLVED["double"]
    assert rebuilt.answers == {test: rebuilt.cells.index(named(rebuilt, test[:-5])) for test in TESTS}
    assert rebuilt.unanswered == []
    assert rebuilt.written == [('Cell "double"', SOLVED["double"]), ('Cell "triple"', SOLVED["triple"])]


def test_a_blank_lesson_is_unanswered_and_nothing_of_it_was_written_by_the_student():
    rebuilt = judged(released())
    assert rebuilt.unanswered == ["double", "triple", "essay-manual"]
    assert rebuilt.written == rebuilt.flags == []
    assert rebuild(master(), None, released()).unanswered == ["double", "triple", "essay-manual"]


def test_the_notebook_is_valid_and_takes_metadata_from_the_lesson_alone():
    theirs = solved()
    for cell in theirs["cells"]:
        cell["metadata"] |= {"tags": ["remove_cell"], "jupyter": {"source_hidden": True}, "vscode": {"x": 1}}
    theirs["metadata"]["widgets"] = {"a": 1}
    nb = judged(theirs).notebook()
    nbformat.validate(nbformat.from_dict(nb))
    assert "widgets" not in nb["metadata"]
    assert nb["metadata"]["kernelspec"]["name"] == "python3"
    given = {cell["id"]: cell["metadata"] for cell in master()["cells"]}
    for cell in nb["cells"]:
        ours = given[cell["id"]].get("nbgrader", {})
        assert {key: cell["metadata"].get("nbgrader", {}).get(key) for key in ours} == ours
        assert cell["metadata"].get("tags", []) == given[cell["id"]].get("tags", [])


def test_own_cells_run_and_a_test_waits_for_those_behind_its_answer():
    theirs = solved()
    theirs["cells"].insert(place(theirs, "double"), own("before = 1"))
    theirs["cells"].insert(place(theirs, "double-test") + 1, own("after = 1"))
    theirs["cells"].append(own("end = 1"))
    rebuilt = judged(theirs)
    order = [source.split("\n")[0] for _, source in steps(rebuilt)]
    first = order.index("before = 1")
    assert order[first : first + 4] == ["before = 1", "# exercise: double", "after = 1", CHECK]
    assert order[-1] == "end = 1"  # the essay before it is the lesson's next cell
    assert rebuilt.flags == []
    assert ('Own cell 2 (after "double")', "after = 1") in rebuilt.written
    assert len({cell["id"] for cell in rebuilt.cells}) == len(rebuilt.cells)


def test_a_test_is_judged_after_given_code_between_its_answer_and_itself():
    lesson, theirs = master(), solved()
    between = {**own("data = 3"), "id": "data"}
    for nb in (lesson, theirs):
        nb["cells"].insert(place(nb, "double-test"), dict(between))
    order = [source for _, source in steps(rebuild(lesson, None, theirs))]
    assert order.index("data = 3") < order.index(CHECK)


@pytest.mark.parametrize("changed", ["print('look', 2)", "import math"])
def test_a_given_cell_that_was_edited_runs(changed):
    theirs = answer(solved(), {"show": changed})
    rebuilt = judged(theirs)
    assert ("run", changed) in steps(rebuilt)
    assert ('Cell "show"', changed) in rebuilt.written
    assert rebuilt.flags == []


def test_white_space_and_outputs_are_no_change():
    theirs = solved()
    for cell in theirs["cells"]:
        cell["source"] = "\n" + cell["source"].replace("\n", " \r\n") + " \n\n"
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [{"output_type": "stream", "name": "stdout", "text": "x"}], 7
    rebuilt = judged(theirs)
    assert rebuilt.flags == []
    assert ("skip") in [step.kind for step in rebuilt.steps]
    assert all(cell.get("outputs", []) == [] for cell in rebuilt.cells)


def test_sources_may_be_lists_and_cells_without_ids():
    theirs = solved()
    for cell in theirs["cells"]:
        cell["source"] = cell["source"].splitlines(keepends=True)
        del cell["id"]
    assert judged(theirs).flags == []


def test_a_notebook_that_colab_has_stripped_is_judged_as_it_was():
    theirs, as_it_was = solved(), judged(solved())
    theirs["metadata"] = {"colab": {"provenance": []}, "kernelspec": {"name": "python3", "display_name": "Python 3"}}
    for number, cell in enumerate(theirs["cells"]):
        cell["metadata"], cell["id"] = {"id": f"x{number}"}, f"{number}abcXYZ"
    rebuilt = judged(theirs)
    assert rebuilt.cells == as_it_was.cells
    assert rebuilt.steps == as_it_was.steps
    assert kinds(rebuilt) == ["lost-metadata"]


def test_comments_find_answers_where_everything_else_is_lost():
    theirs = solved()
    for number, cell in enumerate(theirs["cells"]):
        cell["metadata"], cell["id"] = {}, f"x{number}"
    theirs["cells"].insert(5, own("x = 1"))
    theirs["cells"].insert(5, theirs["cells"].pop(8))  # triple before double
    rebuilt = judged(theirs)
    assert named(rebuilt, "double")["source"] == SOLVED["double"]
    assert named(rebuilt, "triple")["source"] == SOLVED["triple"]
    assert judged_by(rebuilt) == TESTS[::-1]


def test_a_cell_that_was_moved_to_the_end_delays_no_test_of_another_answer():
    theirs = solved()
    theirs["cells"].append(theirs["cells"].pop(place(theirs, "setup")))
    order = [source for _, source in steps(judged(theirs))]
    assert order.index(CHECK) < order.index(SOLVED["triple"])


def test_a_test_of_any_name_is_judged_after_all_answers_since_the_test_before():
    lesson, theirs = master(), solved()
    for nb in (lesson, theirs):
        nb["cells"].remove(find(nb, "double-test"))
        find(nb, "triple-test")["metadata"]["nbgrader"]["grade_id"] = "both"
    theirs["cells"].insert(place(theirs, "triple-test") + 1, theirs["cells"].pop(place(theirs, "double")))
    rebuilt = rebuild(lesson, None, theirs)
    assert [step.kind for step in rebuilt.steps][-3:] == ["run", "run", "test"]
    assert rebuilt.answers == {"both": rebuilt.cells.index(named(rebuilt, "triple"))}


def test_an_answer_in_two_cells_is_judged_after_both():
    theirs = answer(solved(), {"double": "# exercise: double\nfactor = 2"})
    theirs["cells"].insert(place(theirs, "double") + 1, own("def double(x):\n    return factor * x"))
    rebuilt = judged(theirs)
    order = [source for _, source in steps(rebuilt)]
    assert order.index(CHECK) == order.index("def double(x):\n    return factor * x") + 1
    assert rebuilt.flags == []


def test_an_exercise_that_was_deleted_is_still_judged_and_not_put_back_empty():
    theirs = solved()
    theirs["cells"].remove(find(theirs, "double"))
    theirs["cells"].insert(4, own("def double(x):\n    return 2 * x"))
    rebuilt = judged(theirs)
    assert judged_by(rebuilt) == TESTS
    assert rebuilt.answers["double-test"] is None
    assert kinds(rebuilt) == ["missing-cell"]
    assert '"double"' in rebuilt.flags[0]["detail"]
    assert GIVEN["double"] not in [source for _, source in steps(rebuilt)]


def test_of_copies_the_last_counts_and_all_run():
    theirs = solved()
    copy = {**find(theirs, "double"), "id": "copy", "source": "# exercise: double\ndef double(x):\n    return 3"}
    theirs["cells"].insert(place(theirs, "double"), copy)
    rebuilt = judged(theirs)
    assert kinds(rebuilt) == ["duplicate-cell"]
    assert named(rebuilt, "double")["source"] == SOLVED["double"]
    ran = [source for kind, source in steps(rebuilt) if kind == "run"]
    assert ran.index(copy["source"]) < ran.index(SOLVED["double"])
    assert [c["metadata"] for c in rebuilt.cells if c["source"] == copy["source"]] == [{}]


@pytest.mark.parametrize("kind", ["code", "markdown", "raw"])
def test_tests_that_were_edited_copied_or_retyped_never_run(kind):
    theirs = solved()
    test = find(theirs, "double-test")
    test["source"], test["cell_type"] = "forged = 1", kind
    by_text = {**test, "id": "by-text", "source": CHECK, "metadata": {}}
    theirs["cells"] += [{**test, "id": "copy", "source": CHECK}, {**test, "id": "other"}, by_text]
    rebuilt = judged(theirs)
    assert judged_by(rebuilt) == TESTS
    assert [source for _, source in steps(rebuilt)].count(CHECK) == 1
    assert "forged = 1" not in [cell["source"] for cell in rebuilt.cells]
    assert "duplicate-cell" in kinds(rebuilt)


def test_answers_under_a_test_s_name_are_kept():
    theirs = solved()
    one, two = find(theirs, "double"), find(theirs, "double-test")
    one["metadata"], two["metadata"] = two["metadata"], one["metadata"]
    rebuilt = judged(theirs)
    assert named(rebuilt, "double")["source"] == SOLVED["double"]
    assert [kind for kind, source in steps(rebuilt) if source == CHECK] == ["test"]
    assert judged_by(rebuilt) == TESTS
    assert kinds(rebuilt)


def test_a_locked_cell_runs_as_the_student_has_it_and_counts_as_the_author_has_it():
    changed = "def near(a, b):\n    return True"
    rebuilt = judged(answer(solved(), {"helper": changed}))
    (step,) = [step for step in rebuilt.steps if step.name == "helper"]
    assert step.kind == "locked"
    assert rebuilt.cells[step.index]["source"] == changed
    assert "abs(a - b)" in step.source
    assert kinds(rebuilt) == ["edited-test"]


@pytest.mark.parametrize("how", ["deleted", "raw"])
def test_a_locked_cell_that_is_gone_is_put_back(how):
    theirs = solved()
    if how == "deleted":
        theirs["cells"].remove(find(theirs, "helper"))
    else:
        find(theirs, "helper")["cell_type"] = how
    rebuilt = judged(theirs)
    order = [(step.kind, step.name) for step in rebuilt.steps]
    assert order.index(("locked", "helper")) < order.index(("test", "double-test"))
    assert "abs(a - b)" in named(rebuilt, "helper")["source"]
    assert kinds(rebuilt) == ["missing-cell" if how == "deleted" else "retyped-cell"]


def test_an_answer_for_a_person_is_kept_or_put_back_empty():
    theirs = solved()
    assert named(judged(theirs), "essay-manual")["source"] == SOLVED["essay-manual"]
    theirs["cells"].remove(find(theirs, "essay-manual"))
    rebuilt = judged(theirs)
    assert named(rebuilt, "essay-manual")["source"] == "Why?"
    assert rebuilt.unanswered == ["essay-manual"]
    assert kinds(rebuilt) == ["missing-cell"]


def test_text_that_could_act_is_shown_as_typed():
    theirs = answer(solved(), {"essay-manual": "<script>f()</script>", "title": "# <img src=x onerror=f()>"})
    theirs["cells"].append(own("<b>raw</b>", "raw"))
    rebuilt = judged(theirs)
    assert named(rebuilt, "essay-manual")["source"] == "```\n<script>f()</script>\n```"
    assert rebuilt.cells[-1]["cell_type"] == "markdown"
    assert rebuilt.cells[-1]["source"] == "```\n<b>raw</b>\n```"
    assert kinds(rebuilt) == ["active-output"]


def test_a_solution_that_became_text_does_not_run():
    theirs = solved()
    find(theirs, "double")["cell_type"] = "markdown"
    rebuilt = judged(theirs)
    assert named(rebuilt, "double")["cell_type"] == "code"
    assert SOLVED["double"] not in [source for _, source in steps(rebuilt)]
    assert kinds(rebuilt) == ["retyped-cell"]


@pytest.mark.parametrize(
    "junk",
    [
        None,
        [],
        {},
        {"cells": 3},
        {"cells": [1, None, [], {}, {"cell_type": []}]},
        {"cells": [{"cell_type": "code", "source": 3, "metadata": []}]},
        {"cells": [{"cell_type": "code", "source": ["a", 3], "id": {}, "metadata": {"nbgrader": 3, "tags": [[]]}}]},
        {"cells": [{"cell_type": "raw", "attachments": 3, "metadata": {"nbgrader": {"grade_id": ["double"]}}}]},
        {"cells": [], "metadata": {"kernelspec": [], "language_info": 3}},
    ],
)
def test_whatever_is_no_notebook_ends_as_a_valid_one_with_all_tests(junk):
    rebuilt = judged(junk)
    nbformat.validate(nbformat.from_dict(rebuilt.notebook()))
    assert judged_by(rebuilt) == TESTS
    assert "missing-cell" in kinds(rebuilt)


def test_nothing_that_was_handed_in_is_changed():
    theirs, lesson, given = solved(), master(), released()
    before = json.dumps([lesson, given, theirs])
    rebuilt = rebuild(lesson, given, theirs)
    rebuilt.cells[0]["metadata"]["x"] = named(rebuilt, "double")["metadata"]["nbgrader"]["points"] = 3
    assert json.dumps([lesson, given, theirs]) == before
