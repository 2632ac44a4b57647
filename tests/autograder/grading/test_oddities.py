"""Is each oddity of a notebook told once, in a sentence that names the cell, and nothing told of an honest one?"""

import pytest

from autograder.grading.oddities import listed
from tests.autograder.grading.handed_in import find, judged, kinds, own, place, solved


def nbgrader(nb, cell_id):
    return find(nb, cell_id)["metadata"]["nbgrader"]


def drop_test(nb):
    nb["cells"].remove(find(nb, "double-test"))


def edit_test(nb):
    find(nb, "double-test")["source"] = "pass"


def edit_locked(nb):
    find(nb, "helper")["source"] = "near = print"


def drop_answer(nb):
    nb["cells"].remove(find(nb, "double"))


def copy_answer(nb):
    nb["cells"].append({**find(nb, "double"), "id": "double-again"})


def move_answer(nb):
    nb["cells"].append(nb["cells"].pop(place(nb, "double")))


def retype_answer(nb):
    find(nb, "double")["cell_type"] = "raw"


def rename_answer(nb):
    nbgrader(nb, "double")["grade_id"] = "doppelt"


def lose_one_name(nb):
    find(nb, "double")["metadata"] = {}


def raise_points(nb):
    nbgrader(nb, "double-test")["points"] = 200


def wrong_points(nb):
    nbgrader(nb, "double-test")["points"] = {"a": float("nan")}


def ungrade(nb):
    nbgrader(nb, "double-test")["grade"] = False


def other_schema(nb):
    nbgrader(nb, "double-test")["schema_version"] = 99


def no_points(nb):
    del nbgrader(nb, "double-test")["points"]


def skip_tag(nb):
    find(nb, "double-test")["metadata"]["tags"] = ["skip-execution"]


def foreign_cell(nb):
    nb["cells"].append({**own("x = 1"), "metadata": {"nbgrader": {"grade_id": "unheard-of"}}})


def no_cell(nb):
    nb["cells"] += [3, 4]


def odd_source(nb):
    find(nb, "title")["source"] = {"a": 1}


def other_language(nb):
    nb["metadata"]["language_info"] = {"name": "R"}


def other_kernel(nb):
    nb["metadata"]["kernelspec"] = {"name": "bash", "language": "bash"}


def another_lesson(nb):
    nb["cells"] = [own("print('another lesson')")]


ODD = [
    (drop_test, "missing-test", "double-test"),
    (edit_test, "edited-test", "double-test"),
    (edit_locked, "edited-test", "helper"),
    (drop_answer, "missing-cell", "double"),
    (copy_answer, "duplicate-cell", "double"),
    (move_answer, "moved-cell", "double"),
    (retype_answer, "retyped-cell", "double"),
    (lose_one_name, "renamed-cell", "double"),
    (raise_points, "changed-points", "double-test"),
    (wrong_points, "changed-points", "double-test"),
    (ungrade, "odd-metadata", "double-test"),
    (other_schema, "odd-metadata", "double-test"),
    (no_points, "odd-metadata", "double-test"),
    (skip_tag, "odd-metadata", "skip-execution"),
    (foreign_cell, "odd-metadata", "unheard-of"),
    (no_cell, "odd-metadata", "not cells"),
    (odd_source, "odd-metadata", "not text"),
    (other_language, "other-kernel", "R"),
    (other_kernel, "other-kernel", "bash"),
    (another_lesson, "missing-cell", "another lesson"),
]


@pytest.mark.parametrize(("damage", "kind", "word"), ODD, ids=lambda one: getattr(one, "__name__", None))
def test_each_oddity_is_told_once_and_names_what_it_is(damage, kind, word):
    nb = solved()
    damage(nb)
    rebuilt = judged(nb)
    assert kinds(rebuilt) == [kind]
    assert word in rebuilt.flags[0]["detail"]


def test_a_renamed_answer_is_found_and_its_name_told():
    nb = solved()
    rename_answer(nb)
    assert kinds(judged(nb)) == ["renamed-cell", "odd-metadata"]


def extend(nb):
    nb["cells"][3:3] = [own("import math"), own("My notes", "markdown"), own("raw notes", "raw")]


def experiment(nb):
    nb["cells"].insert(place(nb, "double") + 1, own("double(3)"))
    nb["cells"].insert(place(nb, "double-test") + 2, own(find(nb, "double-test")["source"]))


def edit_given(nb):
    find(nb, "show")["source"] = "print('look', 3)"
    find(nb, "title")["source"] = "# My title"
    find(nb, "setup")["source"] = "import sys"


def tidy(nb):
    nb["cells"] = [cell for cell in nb["cells"] if cell["id"] not in ("title", "show")]


def reorder_prose(nb):
    nb["cells"].insert(5, nb["cells"].pop(place(nb, "title")))


def save_with_lab(nb):
    nb["metadata"] |= {"toc-autonumbering": False, "language_info": {"name": "python", "version": "3.12.1"}}
    for cell in nb["cells"]:
        cell["metadata"] |= {"editable": True, "slideshow": {"slide_type": ""}, "tags": ["mine"], "collapsed": False}


def save_with_code(nb):
    nb["metadata"] = {
        "kernelspec": {"display_name": ".venv", "language": "python", "name": "python3"},
        "language_info": {"codemirror_mode": {"name": "ipython", "version": 3}, "name": "python"},
        "vscode": {"interpreter": {"hash": "0"}},
    }
    for cell in nb["cells"]:
        cell["metadata"]["vscode"] = {"languageId": "python"}
        cell["metadata"].pop("deletable", None)


def save_with_colab(nb):
    nb["metadata"] = {"colab": {}, "kernelspec": {"name": "python3", "display_name": "Python 3"}, "accelerator": "GPU"}


@pytest.mark.parametrize(
    "work", [extend, experiment, edit_given, tidy, reorder_prose, save_with_lab, save_with_code, save_with_colab]
)
def test_honest_work_is_not_told(work):
    nb = solved()
    work(nb)
    assert judged(nb).flags == []


def test_many_cells_are_one_sentence():
    assert listed("abcdefgh") == '"a", "b", "c", "d", "e" and 3 more'
    nb = solved()
    for cell in nb["cells"]:
        cell["metadata"].get("nbgrader", {})["schema_version"] = 1
    assert kinds(judged(nb)) == ["odd-metadata"]
