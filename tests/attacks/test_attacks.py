"""Does any attack gain, cost somebody else, stay without a result or a flag, outlive grading, write or talk?

One variant of each class; all of them under ATTACKS=all.
"""

import json

import pytest

from tests.attacks.active import active_parts
from tests.attacks.batches import batches, released_submissions, student
from tests.attacks.scene import NEIGHBOURS, SECRET, Scene
from tests.attacks.target import FULL

BATCHES = batches()
EACH = [
    pytest.param(name, attack, id=f"{attack.kind}: {attack.name}") for name, some in BATCHES.items() for attack in some
]


@pytest.fixture
def batch(request, batch_of, target):
    """The graded batch of the test's first parameter."""
    name = request.node.callspec.params["name"]
    return batch_of(name, released_submissions(Scene(target.root, target, 0).released, BATCHES[name]))


@pytest.mark.parametrize(("name", "attack"), EACH)
def test_it_gains_nothing_and_loses_nothing_else(batch, name, attack):
    row = batch.rows[student(attack)]
    if row["status"] == "failed":
        assert attack.may_fail, row["reason"]
        assert row["reason"]
        assert row["score"] is None
        assert not batch.marks.get(student(attack))
    else:
        assert attack.at_least <= row["score"] <= attack.fair, row
        assert batch.marks[student(attack)] == row["score"]


@pytest.mark.parametrize(("name", "attack"), EACH)
def test_it_is_flagged(batch, name, attack):
    row = batch.rows[student(attack)]
    kinds = {flag["kind"] for flag in row["flags"]}
    if attack.flags and row["status"] != "failed":
        assert kinds & set(attack.flags), f"none of {attack.flags} among {row['flags']}"


@pytest.mark.parametrize(("name", "attack"), EACH)
def test_its_page_gives_nothing_away_and_runs_nothing(batch, name, attack):
    page = batch.scene.page(student(attack))
    if page is not None:
        assert SECRET not in json.dumps(page)
        assert active_parts(page) == []


@pytest.mark.parametrize("name", BATCHES)
def test_neighbours_have_full_marks_and_no_flags(batch, name):
    for one in NEIGHBOURS:
        row = batch.rows[one]
        assert (row["score"], row["flags"], row["status"]) == (FULL, [], "graded")
        assert batch.marks[one] == FULL


@pytest.mark.parametrize("name", BATCHES)
def test_nothing_is_left_and_nobody_was_called(batch, name):
    assert not batch.report["hung"], batch.report["log"]
    assert batch.report["left"] == []
    assert batch.report["callers"] == 0


@pytest.mark.parametrize("name", BATCHES)
def test_no_file_has_changed(batch, name):
    assert batch.scene.changes() == []
