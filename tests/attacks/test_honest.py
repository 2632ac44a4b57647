"""Honest work that looks unlike what the author had in mind: does any of it lose a point, or get a flag?"""

import pytest

from tests.attacks.attack import ALL_RIGHT, Submission, filled
from tests.attacks.corpus.honest import HONEST
from tests.attacks.scene import Scene
from tests.attacks.target import FULL


@pytest.fixture
def rows(batch_of, target):
    """The results of everybody honest, graded together."""
    released = Scene(target.root, target, 0).released
    made = {name: make(filled(released, ALL_RIGHT)) for name, (make, _) in HONEST.items()}
    submissions = {name: one if isinstance(one, Submission) else Submission(one) for name, one in made.items()}
    return batch_of("honest", submissions).rows


@pytest.mark.parametrize("name", HONEST)
def test_it_gets_full_marks(rows, name):
    assert rows[name]["score"] == FULL, rows[name]


@pytest.mark.parametrize("name", HONEST)
def test_it_is_not_accused(rows, name):
    allowed = set(HONEST[name][1])
    assert {flag["kind"] for flag in rows[name]["flags"]} <= allowed, rows[name]["flags"]
