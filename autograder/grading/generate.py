"""Run nbgrader's generator: the student's version of a lesson into a folder, its cells into a gradebook."""

import logging
import os
import re
import shutil
import sys
import tempfile
import warnings
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path

from autograder.grading.pipeline import configure, find_own_programs
from autograder.grading.project import CallError, Project


def generate(project: Project, lesson: str, folder: Path, db_url: str) -> Path:
    """Generate one lesson and return the folder that holds the student's version.

    Parameters
    ----------
    project : Project
    lesson : str
    folder : Path
        An empty folder to work in; the result lies in ``folder/release/<lesson>``.
    db_url : str
        The gradebook that learns the lesson's cells.

    Raises
    ------
    CallError
        If nbgrader refuses; the sentence holds its reason.
    """
    from traitlets.config import Config

    shutil.copytree(project.solutions / lesson, folder / "source" / lesson)
    c = Config()
    configure(c, project)
    c.CourseDirectory.source_directory, c.CourseDirectory.release_directory = "source", "release"
    with quiet_nbgrader() as (log, said):
        from nbgrader.converters import GenerateAssignment
        from nbgrader.converters.base import NbGraderException
        from nbgrader.coursedir import CourseDirectory

        course = CourseDirectory(config=c, root=str(folder), assignment_id=lesson, db_url=db_url)
        try:
            GenerateAssignment(coursedir=course, config=c, log=log).start()
        except NbGraderException:
            raise CallError(f"nbgrader could not make the student's version of {lesson}: {reason_in(said)}") from None
    return folder / "release" / lesson


@contextmanager
def scratch_gradebook():
    """Give an empty folder and the address of an empty gradebook in it; both are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="wsb-") as name:
        folder = Path(name).resolve()
        write_empty_gradebook(folder / "gradebook.db")
        yield folder, f"sqlite:///{folder / 'gradebook.db'}"


def write_empty_gradebook(path: Path) -> None:
    """Make a new gradebook, complete or not at all."""
    beside = path.with_name(path.name + ".new")
    beside.write_bytes(_empty_gradebook())
    os.replace(beside, path)


@cache
def _empty_gradebook() -> bytes:
    """Return a new gradebook's bytes, as nbgrader makes it."""
    find_own_programs()
    with tempfile.TemporaryDirectory(prefix="wsb-") as folder, quiet_nbgrader():
        from nbgrader import api

        api.get_alembic_version = schema_version
        path = Path(folder) / "gradebook.db"
        api.Gradebook(f"sqlite:///{path}").close()
        return path.read_bytes()


def schema_version() -> str:
    """Return the version of nbgrader's tables; nbgrader itself starts a program to ask for it, which takes seconds."""
    from alembic.script import ScriptDirectory

    return ScriptDirectory(str(files("nbgrader") / "alembic")).get_current_head()


@contextmanager
def quiet_nbgrader():
    """Give a logger for nbgrader that prints nothing, and the list of what it was told.

    Warnings are silenced as well: they are about nbgrader's own use of its libraries, and our users can do nothing
    about them.
    """
    said = []
    log = logging.Logger("nbgrader", level=logging.WARNING)
    log.addHandler(_Keep(said))
    # An optional library of nbformat's: it compiles a grammar for a second, for checks that nobody asks for.
    sys.modules.setdefault("rfc3987_syntax", None)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield log, said


class _Keep(logging.Handler):
    def __init__(self, said):
        super().__init__()
        self._said = said

    def emit(self, record):
        self._said.append(record.getMessage())


def reason_in(said) -> str:
    """Find the exception's own words in what nbgrader logged: below its first traceback."""
    trace = next((text for text in said if text.startswith("Traceback")), said[0] if said else "no reason given")
    lines = trace.strip().splitlines()
    return next((line for line in reversed(lines) if re.match(r"[\w.]+(Error|Exception)\b", line)), lines[-1])
