"""``doctor``: what works on this machine, what is missing, how to get it."""

import os
import shutil
import sys
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from autograder.grading.gradebook import CourseGradebook
from autograder.grading.pipeline import course_config, find_own_programs
from autograder.grading.register import gradebook_address
from autograder.grading.settings import read_limits
from autograder.grading.unjudged import unjudged_marks
from autograder.sandbox.limits import Limits

_STUDENT = ("numpy", "matplotlib", "ipywidgets")
_LECTURER = ("nbgrader", "jupyterlab", "ipython", "psutil", "tqdm")


def doctor(project, say=print, course: Path | None = None) -> int:
    """Print one line for each thing; return 0 when lessons can be released and graded here, else 1.

    Parameters
    ----------
    project : Project
    say : callable
        Gets the lines.
    course : Path or None
        A course folder whose marks are looked at too.
    """
    find_own_programs()
    needed = [
        _python(),
        *map(_package, _STUDENT),
        *map(_package, _LECTURER),
        _program("alembic", "it comes with nbgrader"),
    ]
    needed += [_sandbox(), _lessons(project), _temporary_folder()]
    optional = [
        _chromium(),
        _program("git", "only the tests and Colab need it"),
        _program("make", "the README says how to do without"),
    ]
    for good, name, detail in needed:
        say(f"{'ok' if good else 'MISSING':8} {name}: {detail}")
    for good, name, detail in optional:
        say(f"{'ok' if good else 'optional':8} {name}: {detail}")
    for line in _limits(project, course) + (_unjudged(project, course) if course else []):
        say(line)
    ready = all(good for good, _, _ in needed)
    say("Ready: lessons can be released and graded here." if ready else "Not ready: see the lines that say MISSING.")
    return 0 if ready else 1


def _python():
    return sys.version_info >= (3, 11), "Python", f"{sys.version.split()[0]} in {sys.prefix}; 3.11 or newer is needed"


def _package(name):
    extra = "[grading]" if name in _LECTURER else ""
    try:
        return True, name, version(name)
    except PackageNotFoundError:
        return False, name, f'not installed. In the project\'s folder:  {sys.executable} -m pip install ".{extra}"'


def _program(name, remark):
    found = shutil.which(name)
    return bool(found), name, found or f"not found; {remark}"


def _chromium():
    found = os.environ.get("CHROMIUM") or shutil.which("chromium")
    return bool(found), "chromium", found or "not found; only the browser tests need it (Debian: apt install chromium)"


def _sandbox():
    """Tell how student code would be kept in here; it is tried, not guessed."""
    from autograder.sandbox.ability import probe

    ability = probe()
    if ability.nested:
        return True, "sandbox", f"{ability.bubblewrap}; one is prepared, and forked for each submission"
    if ability.single:
        return True, "sandbox", f"{ability.bubblewrap}; one for each submission, which is slower: {ability.why}"
    return False, "sandbox", f"{ability.why} Without a sandbox: grade --unsandboxed"


def _limits(project, course) -> list[str]:
    """Tell the limits of a submission: those of the course, or the usual ones."""
    limits = read_limits(course_config(project, course)) if course else Limits()
    told = ", ".join(f"{name} = {value:g}" for name, value in asdict(limits).items())
    return [f"{'':8} limits: {told}"]


def _unjudged(project, course) -> list[str]:
    with CourseGradebook(gradebook_address(project, course), course_config(project, course)) as gradebook:
        found = unjudged_marks(course, gradebook)
    if not found:
        return [f"{'':8} marks: all of {course} that a judge gave were judged from outside"]
    return [
        f"{'look':8} {student}: {lesson}: {cell} has {points:g} points that were not judged from outside"
        for student, lesson, cell, points in found
    ]


def _lessons(project):
    found = project.lessons()
    return (
        bool(found),
        "lessons",
        ", ".join(found) or f"none in {project.solutions}; run this from a copy of the project",
    )


def _temporary_folder():
    import tempfile

    folder = Path(tempfile.gettempdir())
    free = shutil.disk_usage(folder).free / 1e9
    return free > 1, "temporary folder", f"{folder} with {free:.0f} GB free; 1 GB is plenty for grading"
