"""Does release write what it should, the same bytes every time, and refuse what must not go out?"""

import json
import shutil

import pytest

from autograder import exercises
from autograder.grading import pipeline
from autograder.grading.address import BADGES_CELL, read_address, setup_source
from autograder.grading.project import CallError
from autograder.grading.release import Unsafe, release
from tests.autograder.grading.tiny import LESSON, edit_source


def silent(line):
    """Takes what a user would read."""


def notebook(project):
    return project.notebooks / LESSON / f"{LESSON}.ipynb"


def cells(project):
    nb = json.loads(notebook(project).read_text(encoding="utf-8"))
    return {cell["id"]: cell for cell in nb["cells"]}


@pytest.fixture
def copied(tiny, tmp_path):
    """The released tiny project, to be changed."""
    root = tmp_path / "copy"
    shutil.copytree(tiny.root, root)
    return type(tiny)(root)


def test_students_get_placeholders_and_no_hidden_tests(tiny):
    by_id = cells(tiny)
    assert "".join(by_id["double"]["source"]) == (
        "# exercise: double\ndef double(x):\n    y = ...\n    # YOUR CODE HERE\n    return y"
    )
    assert "".join(by_id["triple-test"]["source"]) == "assert triple(1) == 3"
    assert by_id["double-test"]["metadata"]["editable"] is False
    assert BADGES_CELL not in by_id
    assert "".join(by_id["setup"]["source"]) == setup_source(None, "1.2.3")


def test_the_blank_notebook_runs_without_an_error(tiny):
    names = {}
    for cell in cells(tiny).values():
        if cell["cell_type"] == "code" and cell["id"] != "triple-test":
            exec("".join(cell["source"]), names)
    assert names["double"](3) is ...


def test_a_second_release_gives_the_same_bytes(copied):
    before = notebook(copied).read_bytes()
    shutil.rmtree(copied.notebooks)
    release(copied, say=silent)
    assert notebook(copied).read_bytes() == before


def test_check_sees_a_stale_notebook_and_writes_nothing(copied):
    said = []
    assert release(copied, check=True, say=said.append) is True
    stale = notebook(copied).read_bytes().replace(b"# Tiny", b"# Tyny")
    notebook(copied).write_bytes(stale)
    assert release(copied, check=True, say=said.append) is False
    assert notebook(copied).read_bytes() == stale
    assert f"notebooks/{LESSON}" in said[1]
    assert said[2] == "Run:  python -m autograder release"


def test_check_sees_a_changed_source_a_lost_file_and_a_left_over_lesson(copied):
    (copied.notebooks / LESSON / "extra.csv").write_text("1")
    assert release(copied, check=True, say=silent) is False
    (copied.notebooks / LESSON / "extra.csv").unlink()
    assert release(copied, check=True, say=silent) is True

    (copied.notebooks / "91_gone").mkdir()
    shutil.copy(notebook(copied), copied.notebooks / "91_gone" / "91_gone.ipynb")
    said = []
    assert release(copied, check=True, say=said.append) is False
    assert "91_gone" in said[0]
    release(copied, say=silent)
    assert [path.name for path in copied.notebooks.iterdir()] == [LESSON]

    edit_source(copied, "title", lambda cell: cell.update(source="# Tiny, revised"))
    assert release(copied, check=True, say=silent) is False
    release(copied, [LESSON], say=silent)
    assert release(copied, check=True, say=silent) is True


def test_files_beside_the_notebook_are_released_too(own):
    (own.solutions / LESSON / "data.csv").write_text("1,2\n")
    release(own, say=silent)
    assert (own.notebooks / LESSON / "data.csv").read_text() == "1,2\n"


@pytest.mark.parametrize("step", ["ClearSolutions", "ClearHiddenTests"])
def test_a_generator_that_forgets_a_step_releases_nothing(own, monkeypatch, step):
    monkeypatch.setattr(pipeline, "GENERATOR", [name for name in pipeline.GENERATOR if not name.endswith(step)])
    with pytest.raises(Unsafe, match="was not released"):
        release(own, say=silent)
    assert not own.notebooks.exists()


def test_mistyped_markers_are_refused(own):
    edit_source(
        own, "double", lambda c: c.update(source=[line.replace("BEGIN SOL", "BEGIN SLO") for line in c["source"]])
    )
    with pytest.raises(Unsafe, match=r"(?s)double.*spelled right"):
        release(own, say=silent)


def test_an_unfinished_region_names_the_reason(own):
    edit_source(own, "double", lambda c: c.update(source="# exercise: double\n### BEGIN SOLUTION\ny = 1"))
    with pytest.raises(CallError, match="no end solution statement"):
        release(own, say=silent)


def test_points_that_differ_from_the_exercise_module_are_refused(own, monkeypatch):
    monkeypatch.setattr(exercises, "points", lambda lesson: {"double": 2, "triple": 1})
    release(own, say=silent)
    monkeypatch.setattr(exercises, "points", lambda lesson: {"double": 2, "triple": 5})
    with pytest.raises(Unsafe, match="triple has 1 points in its cell, 5 points"):
        release(own, say=silent)


def test_no_gradebook_is_touched(own, monkeypatch):
    monkeypatch.chdir(own.root)
    gradebook = own.root / "gradebook.db"
    gradebook.write_bytes(b"not even a database")
    release(own, say=silent)
    release(own, check=True, say=silent)
    assert gradebook.read_bytes() == b"not even a database"
    assert sorted(path.name for path in own.root.iterdir()) == [
        "gradebook.db",
        "notebooks",
        "pyproject.toml",
        "solutions",
    ]


def test_an_address_fills_badges_and_setup(own):
    said = []
    release(own, say=said.append)
    assert "badges are left out" in said[-1]
    release(own, address="https://github.com/someone/course", say=silent)
    assert "colab.research.google.com" in "".join(cells(own)[BADGES_CELL]["source"])
    assert "git+https://github.com/someone/course@v1.2.3" in "".join(cells(own)["setup"]["source"])
    assert release(own, check=True, say=silent) is True


def test_a_refused_release_takes_the_address_back(own, monkeypatch):
    monkeypatch.setattr(pipeline, "GENERATOR", [name for name in pipeline.GENERATOR if "ClearSolutions" not in name])
    with pytest.raises(Unsafe):
        release(own, address="https://github.com/someone/course", say=silent)
    assert read_address(own) is None


def test_check_and_address_exclude_each_other(own):
    with pytest.raises(CallError, match="--check writes nothing"):
        release(own, check=True, address="https://github.com/someone/course")
