"""Sandboxes for tests: one that lasts for all of them, and runs in it."""

import pytest

from autograder.sandbox.ability import probe
from autograder.sandbox.client import Run
from autograder.sandbox.host import Sandbox
from autograder.sandbox.limits import Limits
from tests.autograder.sandbox import driver


@pytest.fixture(scope="session")
def ability():
    """What this machine can do."""
    found = probe()
    if not found.nested:
        pytest.skip(f"the sandbox cannot be tested here: {found.why}")
    return found


@pytest.fixture(scope="session")
def limits():
    return Limits(cell_seconds=30, total_seconds=120)


@pytest.fixture(scope="session")
def sandbox(ability, limits):
    """One prepared process for all tests."""
    with Sandbox(limits, "nested") as sandbox:
        yield sandbox


@pytest.fixture
def run(sandbox, limits):
    """A fresh run."""
    with Run(*sandbox.start(), limits) as run:
        yield run


@pytest.fixture
def play(sandbox, limits):
    """Play cells in a fresh run of the lasting sandbox."""
    return lambda cells, **more: driver.play_in(Run(*sandbox.start(), limits), cells, **more)


@pytest.fixture(scope="session")
def plain_user(ability):
    """Play cells as a user without privileges."""
    if why := driver.why_no_plain_user():
        pytest.skip(why)
    return driver.play_as_plain_user
