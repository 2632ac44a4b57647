"""Courses to measure on: the same submissions, each time in a fresh folder, graded by us or by stock nbgrader."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np

from autograder.grading.pipeline import PLACEHOLDER
from autograder.grading.project import HERE
from autograder.grading.samples import make_submissions
from benchmarks.grading_processes import Ran, end_left_overs, run

LESSON = "01_one_neuron"

# Everything else is nbgrader's own default. The stub belongs to the lesson: its cells are written for this one.
STOCK = f"""\
c = get_config()
c.ClearSolutions.code_stub = {{"python": {PLACEHOLDER!r}}}
"""


class Stage:
    """A temporary folder for the courses of one benchmark, with a home of its own: nobody's settings are read.

    Parameters
    ----------
    folder : Path
    """

    def __init__(self, folder: Path):
        self.folder = folder
        self.env = _environment(folder / "home")

    def submissions(self, n: int) -> Path:
        """Return a folder with ``submitted/`` of `n` students, mixed as `make grade` mixes them."""
        course = self.folder / f"submissions-{n}"
        if not course.exists():
            make_submissions(HERE, LESSON, course, n, np.random.default_rng(2026))
        return course

    def course(self, name: str, n: int, first: int | None = None) -> Path:
        """Return a fresh course with the submissions of `n` students, or of the `first` ones of these."""
        source, course = self.submissions(n), self.folder / name
        shutil.rmtree(course, ignore_errors=True)
        for student in sorted((source / "submitted").iterdir())[:first]:
            shutil.copytree(student, course / "submitted" / student.name)
        return course

    def stock_course(self, name: str, n: int, first: int | None = None) -> Path:
        """Return a fresh course for stock nbgrader, which knows the lesson already."""
        course = self.course(name, n, first)
        shutil.copytree(HERE.solutions / LESSON, course / "source" / LESSON)
        (course / "nbgrader_config.py").write_text(STOCK, encoding="utf-8")
        made = self.run_module("nbgrader", "generate_assignment", LESSON, cwd=course)
        if made.status:
            raise RuntimeError(f"nbgrader generate_assignment failed: {_end(made)}")
        return course

    def autograde(self, course: Path) -> Ran:
        """Grade a course with stock nbgrader.

        Raises
        ------
        RuntimeError
            If it did not grade every submission: its time would be that of something else.
        """
        done = self.run_module("nbgrader", "autograde", LESSON, cwd=course)
        handed_in, graded = (len(list(course.glob(f"{step}/*/{LESSON}"))) for step in ("submitted", "autograded"))
        if graded != handed_in:
            raise RuntimeError(f"nbgrader autograde graded {graded} of {handed_in} submissions: {_end(done)}")
        return done

    def grade(self, course: Path, *options: str) -> Ran:
        """Grade a course with ours, the sandbox on.

        Raises
        ------
        RuntimeError
            If not every submission got a result, or something outlived the run.
        """
        done = run(self.grade_command(course, *options), HERE.root, self.env)
        if done.status:
            raise RuntimeError(f"grade ended with status {done.status}: {_end(done)}")
        if done.alive:
            end_left_overs()
            raise RuntimeError(f"grade has ended and left processes behind: {done.alive}")
        return done

    def grade_command(self, course: Path, *options: str) -> list[str]:
        """Return the command that grades a course with ours."""
        return [sys.executable, "-m", "autograder", "grade", LESSON, "--course-dir", str(course), *options]

    def run_module(self, module: str, *arguments: str, cwd: Path) -> Ran:
        """Run a module of this Python, as ``python -m`` does."""
        return run([sys.executable, "-m", module, *arguments], cwd, self.env)


def _environment(home: Path) -> dict:
    home.mkdir()
    own = {
        "HOME": home,
        "IPYTHONDIR": home / "ipython",
        "JUPYTER_CONFIG_DIR": home / "jupyter",
        "JUPYTER_DATA_DIR": home / "data",
        "JUPYTER_RUNTIME_DIR": home / "runtime",
        "MPLCONFIGDIR": home / "matplotlib",
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]),  # nbgrader: alembic
        "PYTHONPATH": HERE.root,  # for an otter in an environment of its own
    }
    env = os.environ | {name: str(value) for name, value in own.items()}
    # On its first run matplotlib lists the fonts and says so on stderr, which costs a mark in stock nbgrader.
    subprocess.run([sys.executable, "-c", "import matplotlib.font_manager"], env=env, check=True, capture_output=True)
    return env


def _end(done: Ran) -> str:
    """Return what a run that went wrong said: of failures first, and at its end."""
    lines = [line for _, line in done.lines]
    return "\n".join([line for line in lines if "failed" in line][:5] + lines[-10:])
