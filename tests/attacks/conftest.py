"""The released target lesson, and the batches in which the corpus is graded."""

import shutil
import sys

import pytest

from autograder.grading.project import Project
from autograder.grading.release import release
from tests.attacks.batches import Batch, graded
from tests.attacks.target import make_project

NEEDS = "attacks are graded in the sandbox: install bubblewrap (Debian, Ubuntu: apt install bubblewrap)"


@pytest.fixture(scope="session")
def target(tmp_path_factory) -> Project:
    """The released lesson. Scenes get copies, so that nothing can be changed for the next one."""
    if not sys.platform.startswith("linux") or shutil.which("bwrap") is None:
        pytest.skip(NEEDS)
    project = make_project(tmp_path_factory.mktemp("target"))
    release(project, say=lambda line: None)
    return project


@pytest.fixture(scope="session")
def batch_of(target, tmp_path_factory):
    """Give the graded batch of a name; each is graded once."""
    done: dict[str, Batch] = {}

    def find(name: str, students: dict) -> Batch:
        if name not in done:
            folder = tmp_path_factory.mktemp("scene")
            project = Project(shutil.copytree(target.root, folder / "project"))
            done[name] = graded(folder, project, students)
        return done[name]

    return find
