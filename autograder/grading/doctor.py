"""``doctor``: what works on this machine, what is missing, how to get it."""

import os
import shutil
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from autograder.grading.pipeline import find_own_programs

_STUDENT = ("numpy", "matplotlib", "ipywidgets")
_LECTURER = ("nbgrader", "jupyterlab", "ipykernel", "tqdm")


def doctor(project, say=print) -> int:
    """Print one line for each thing; return 0 when lessons can be released and graded here, else 1."""
    find_own_programs()
    needed = [
        _python(),
        *map(_package, _STUDENT),
        *map(_package, _LECTURER),
        _program("alembic", "it comes with nbgrader"),
    ]
    needed += [_lessons(project), _temporary_folder()]
    optional = [
        _chromium(),
        _program("git", "only the tests and Colab need it"),
        _program("make", "the README says how to do without"),
    ]
    for good, name, detail in needed:
        say(f"{'ok' if good else 'MISSING':8} {name}: {detail}")
    for good, name, detail in optional:
        say(f"{'ok' if good else 'optional':8} {name}: {detail}")
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
