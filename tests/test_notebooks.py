"""Are the lessons' notebooks as a lesson must be, and would each gate notice if they were not?"""

import base64
from pathlib import Path

import nbformat
import pytest

from autograder import exercises
from tests import hygiene

ROOT = Path(__file__).parents[1]
SOURCES = sorted(ROOT.glob("solutions/*/*.ipynb"))
RELEASES = sorted(ROOT.glob("notebooks/*/*.ipynb"))


def read(path: Path):
    return nbformat.from_dict(nbformat.reader.reads(path.read_text(encoding="utf-8")))


def lesson_name(path: Path) -> str:
    return path.parent.name


def test_each_lesson_is_in_both_folders_and_named_like_its_folder():
    assert SOURCES
    assert [path.relative_to(ROOT / "solutions") for path in SOURCES] == [
        path.relative_to(ROOT / "notebooks") for path in RELEASES
    ]
    assert all(path.stem == path.parent.name for path in SOURCES)


@pytest.mark.parametrize("path", SOURCES, ids=lesson_name)
def test_source(path):
    notebook = read(path)
    assert hygiene.complaints(notebook, hygiene.OF_SOURCES) == []
    assert hygiene.lessons_checked(notebook) == {path.stem}


@pytest.mark.parametrize("path", RELEASES, ids=lesson_name)
def test_release(path):
    notebook = read(path)
    assert hygiene.complaints(notebook, hygiene.OF_RELEASES) == []
    assert hygiene.lessons_checked(notebook) == {path.stem}


@pytest.mark.parametrize("path", SOURCES, ids=lesson_name)
def test_points_in_the_cells_are_those_of_the_exercises(path):
    assert hygiene.points(read(path)) == exercises.points(path.stem)


@pytest.mark.parametrize("path", SOURCES, ids=lesson_name)
def test_the_release_has_the_cells_of_the_source_in_their_order(path):
    released = [cell.id for cell in read(ROOT / "notebooks" / path.stem / path.name).cells]
    source = [cell.id for cell in read(path).cells]
    assert [name for name in source if name != "badges"] == [name for name in released if name != "badges"]


# Each gate sees its fault. A small notebook without faults comes first.

PICTURE = {"dot.png": {"image/png": base64.b64encode(b"not much of a picture").decode()}}
ROLES = {"grade": False, "locked": False, "schema_version": 3, "solution": False, "task": False}


def good_notebook():
    """A notebook that passes every gate: one picture, one demo, one exercise of 20 points with its test."""
    new = nbformat.v4
    picture = new.new_markdown_cell("![a dot that stands for itself](attachment:dot.png)", id="picture")
    picture["attachments"] = PICTURE
    solution = {**ROLES, "grade_id": "half", "solution": True}
    test = {**ROLES, "grade_id": "half-test", "grade": True, "locked": True, "points": 20}
    source = (
        "# exercise: half\ndef half(x):\n    y = ...\n"
        "    ### BEGIN SOLUTION\n    y = x / 2\n    ### END SOLUTION\n    return y"
    )
    cells = [
        picture,
        new.new_code_cell("1 + 1", id="sum", metadata={"tags": ["demo"]}),
        new.new_code_cell(source, id="half", metadata={"nbgrader": solution}),
        new.new_code_cell('check("00_example.half", half)', id="half-test", metadata={"nbgrader": test}),
    ]
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    return new.new_notebook(cells=cells, metadata={"kernelspec": kernel, "language_info": {"name": "python"}})


def released(notebook):
    """The same notebook with its gap emptied, as the release would."""
    notebook.cells[2].source = "# exercise: half\ndef half(x):\n    y = ...\n    # YOUR CODE HERE\n    return y"
    return notebook


def test_a_notebook_without_faults_passes():
    assert hygiene.complaints(good_notebook(), hygiene.OF_SOURCES) == []
    assert hygiene.complaints(released(good_notebook()), hygiene.OF_RELEASES) == []


def set_source(index, source):
    return lambda notebook: notebook.cells[index].update(source=source)


def replace_in(index, old, new):
    return lambda notebook: notebook.cells[index].update(source=notebook.cells[index].source.replace(old, new))


FAULTS = [
    ("is_notebook_4_5", lambda n: n.update(nbformat_minor=4)),
    ("is_notebook_4_5", lambda n: n.cells[1].pop("outputs")),
    ("ids_are_readable_and_unique", lambda n: n.cells[1].update(id="a1b2c3d4-55aa")),
    ("ids_are_readable_and_unique", lambda n: n.cells[1].update(id="half")),
    ("ids_are_readable_and_unique", lambda n: n.cells[1].update(id="two words")),
    ("ids_equal_grade_ids", lambda n: n.cells[2].update(id="third")),
    ("nothing_has_run", lambda n: n.cells[1].update(execution_count=1)),
    ("nothing_has_run", lambda n: n.cells[1].outputs.append(nbformat.v4.new_output("stream", text="2"))),
    ("metadata_is_minimal", lambda n: n.metadata.update(toc={})),
    ("metadata_is_minimal", lambda n: n.metadata.language_info.update(version="3.11.7")),
    ("metadata_is_minimal", lambda n: n.cells[1].metadata.update(collapsed=True)),
    ("metadata_is_minimal", lambda n: n.cells[1].metadata.update(jupyter={"outputs_hidden": True})),
    ("tags_are_demo_or_lab", lambda n: n.cells[1].metadata.update(tags=["skip-execution"])),
    ("tags_are_demo_or_lab", lambda n: n.cells[2].metadata.update(tags=["demo"])),
    ("tags_are_demo_or_lab", lambda n: n.cells[0].metadata.update(tags=["lab"])),
    ("exercises_are_named", replace_in(2, "# exercise: half", "# exercise: third")),
    ("exercises_are_named", replace_in(2, "def half", "def third")),
    ("tests_are_one_check", set_source(3, 'check("00_example.half", half);')),
    ("tests_are_one_check", set_source(3, "assert half(2) == 1")),
    ("tests_are_one_check", lambda n: n.cells.pop(3)),
    ("tests_are_one_check", lambda n: n.cells.insert(0, n.cells.pop(3))),
    ("points_sum_to_20", lambda n: n.cells[3].metadata.nbgrader.update(points=19.5)),
    ("cells_are_short", set_source(1, "1 + 1\n" * 16)),
    ("gaps_are_short_and_marked", replace_in(2, "    y = x / 2\n", "    y = x / 2\n" * 9)),
    ("gaps_are_short_and_marked", replace_in(2, "### BEGIN SOLUTION", "")),
    ("nothing_is_unfinished", set_source(1, "1 + 1  # todo: explain")),
    ("images_can_be_read_aloud", replace_in(0, "a dot that stands for itself", "dot")),
    ("images_can_be_read_aloud", set_source(0, "<img src='attachment:dot.png'>")),
    ("attachments_are_small_and_used", lambda n: n.cells[0].attachments.update({"other.png": {}})),
    ("attachments_are_small_and_used", lambda n: n.cells[0].pop("attachments")),
    ("attachments_are_small_and_used", lambda n: n.cells[0].attachments["dot.png"].update({"image/png": "A" * 80_004})),
    ("nothing_is_given_away", replace_in(2, "# YOUR CODE HERE", "### BEGIN SOLUTION")),
    ("nothing_is_given_away", set_source(1, "### BEGIN HIDDEN TESTS")),
]


@pytest.mark.parametrize(("gate", "plant"), FAULTS, ids=[f"{gate}-{i}" for i, (gate, _) in enumerate(FAULTS)])
def test_a_planted_fault_is_seen(gate, plant):
    notebook = good_notebook() if gate == "gaps_are_short_and_marked" else released(good_notebook())
    notebook = nbformat.from_dict(notebook)
    assert list(getattr(hygiene, gate)(notebook)) == []
    plant(notebook)
    assert list(getattr(hygiene, gate)(notebook)) != []


def test_every_gate_has_a_planted_fault():
    assert {gate.__name__ for gate in (*hygiene.OF_SOURCES, *hygiene.OF_RELEASES)} == {gate for gate, _ in FAULTS}
