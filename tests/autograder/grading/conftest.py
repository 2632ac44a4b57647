"""The tiny project, released once for all tests of grading."""

import pytest

from autograder.grading.register import register
from autograder.grading.release import release
from tests.autograder.grading.tiny import LESSON, make_project


@pytest.fixture(scope="session")
def tiny(tmp_path_factory):
    """A released project that no test changes."""
    project = make_project(tmp_path_factory.mktemp("tiny"))
    release(project, say=lambda line: None)
    return project


@pytest.fixture(scope="session")
def released(tiny) -> str:
    """The text of the students' notebook."""
    return (tiny.notebooks / LESSON / f"{LESSON}.ipynb").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def registered(tiny, tmp_path_factory) -> bytes:
    """The bytes of a gradebook that knows the tiny lesson and nobody."""
    folder = tmp_path_factory.mktemp("registered")
    register(tiny, LESSON, folder)
    return (folder / "gradebook.db").read_bytes()


@pytest.fixture
def own(tmp_path):
    """A project of the test's own, not yet released."""
    return make_project(tmp_path / "project")
