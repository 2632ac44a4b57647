"""However a submission is damaged: is there a valid notebook, with each test once and the lesson's points?"""

import copy
import json
from collections import Counter

import nbformat
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.grading.flags import FLAGS
from tests.autograder.grading.handed_in import judged, master, own, solved

LESSON = master()
IDENTITIES = {
    cell["metadata"]["nbgrader"]["grade_id"]: cell["metadata"]["nbgrader"]
    for cell in LESSON["cells"]
    if "nbgrader" in cell["metadata"]
}
TESTS = ["double-test", "triple-test"]
PUT_BACK = {cell["source"] for cell in LESSON["cells"] if cell["id"] in ("helper", "tools")}
NAMES = st.sampled_from([*IDENTITIES, "unheard-of", "", 3, None, ["double"]])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda some: st.lists(some, max_size=3) | st.dictionaries(st.text(max_size=5), some, max_size=3),
    max_leaves=5,
)


def _delete(nb, i, draw):
    del nb["cells"][i]


def _duplicate(nb, i, draw):
    nb["cells"].insert(draw(st.integers(0, len(nb["cells"]))), copy.deepcopy(nb["cells"][i]))


def _move(nb, i, draw):
    cell = nb["cells"].pop(i)
    nb["cells"].insert(draw(st.integers(0, len(nb["cells"]))), cell)


def _retype(nb, i, draw):
    nb["cells"][i]["cell_type"] = draw(st.sampled_from(["code", "markdown", "raw", "heading", None, 3]))


def _rename(nb, i, draw):
    nb["cells"][i]["metadata"] = {"nbgrader": {"grade_id": draw(NAMES), "points": draw(JSON), "grade": draw(JSON)}}


def _swap_ids(nb, i, draw):
    other = nb["cells"][draw(st.integers(0, len(nb["cells"]) - 1))]
    nb["cells"][i]["id"], other["id"] = other.get("id"), nb["cells"][i].get("id")


def _garble(nb, i, draw):
    nb["cells"][i][draw(st.sampled_from(["metadata", "source", "id", "outputs", "attachments"]))] = draw(JSON)


def _write(nb, i, draw):
    source = draw(st.sampled_from(["# exercise: double\nx", "# exercise: triple", "", "x = 1", "<b>", "check()"]))
    nb["cells"].insert(i, own(source, draw(st.sampled_from(["code", "markdown", "raw"]))))


def _replace(nb, i, draw):
    nb["cells"][i] = draw(JSON.filter(lambda value: not isinstance(value, dict)))


DAMAGES = (_delete, _duplicate, _move, _retype, _rename, _swap_ids, _garble, _write)


@st.composite
def damaged(draw, damages=DAMAGES):
    """A solved lesson after up to eight damages, each anywhere, and perhaps with something in it that is no cell."""
    nb = solved()
    for _ in range(draw(st.integers(0, 8))):
        whole = [i for i, cell in enumerate(nb["cells"]) if isinstance(cell.get("metadata"), dict)]
        if whole:
            draw(st.sampled_from(damages))(nb, draw(st.sampled_from(whole)), draw)
    if nb["cells"] and draw(st.booleans()):
        _replace(nb, draw(st.integers(0, len(nb["cells"]) - 1)), draw)
    return nb


@settings(deadline=None, max_examples=150)
@given(damaged() | JSON)
def test_any_submission_becomes_a_valid_notebook_with_each_test_once(submitted):
    rebuilt = judged(submitted)
    nb = rebuilt.notebook()
    nbformat.validate(nbformat.from_dict(nb))
    json.dumps(nb, ensure_ascii=False).encode("utf-8")
    metas = [meta for cell in rebuilt.cells if (meta := cell["metadata"].get("nbgrader"))]
    names = [meta["grade_id"] for meta in metas]
    assert len(names) == len(set(names))
    assert sorted(step.name for step in rebuilt.steps if step.kind == "test") == TESTS
    assert {"helper", "essay-manual"} <= set(names)
    for meta in metas:
        ours = IDENTITIES[meta["grade_id"]]
        assert {key: meta[key] for key in ours} == ours
    for step in rebuilt.steps:
        assert rebuilt.cells[step.index]["cell_type"] == "code"
    assert [step.index for step in rebuilt.steps] == sorted({step.index for step in rebuilt.steps})
    assert all(one["kind"] in FLAGS for one in rebuilt.flags)
    assert set(rebuilt.answers) == set(TESTS)


@settings(deadline=None, max_examples=100)
@given(damaged((_delete, _duplicate, _move, _write)))
def test_all_code_of_a_student_has_a_step_as_often_as_it_was_handed_in(submitted):
    rebuilt = judged(submitted)
    steps = Counter(rebuilt.cells[step.index]["source"] for step in rebuilt.steps if step.kind != "test")
    code = [cell for cell in submitted["cells"] if isinstance(cell, dict) and cell["cell_type"] == "code"]
    handed_in = Counter(cell["source"] for cell in code if not cell["id"].endswith("-test"))
    assert handed_in <= steps
    assert set(steps - handed_in) <= PUT_BACK  # locked cells, where they were deleted
