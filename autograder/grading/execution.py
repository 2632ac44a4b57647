"""Judge one submission: today by nbgrader's own steps, which run the tests inside the student's process.

`judge_submission` is the one place that knows how a submission is judged; an outside judge replaces it.
"""

import json
import os
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from autograder.grading.submissions import Submission, Unreadable, read_submission

# The steps of nbgrader's Autograde, up to the one that writes marks: only the parent process writes those.
PREPARE = ("ClearOutput", "DeduplicateIds", "OverwriteKernelspec", "OverwriteCells", "CheckCellMetadata")
JUDGE = ("Execute", "IgnorePattern", "LimitOutput", "CheckCellMetadata")

# Systems allow a Unix socket's path 104 characters or a few more.
_LONGEST_SOCKET = 100


@dataclass(frozen=True)
class Task:
    """One submission to judge, and the master to judge it by.

    Attributes
    ----------
    submission : Submission
    master_db : str
        Address of a gradebook that knows the lesson's cells; it is only read.
    master_folder : Path
        The lesson's source folder; its extra files replace the student's.
    scratch : Path
        A folder for temporary files; whoever made it removes it, also when judging is stopped by force.
    """

    submission: Submission
    master_db: str
    master_folder: Path
    scratch: Path


@dataclass(frozen=True)
class Judged:
    """A judged notebook: executed, tests restored from the master, outputs in place."""

    notebook: str
    seconds: float


@dataclass(frozen=True)
class NotJudged:
    """Why there is no verdict, in one plain sentence."""

    reason: str
    seconds: float = 0.0


def judge_submission(task: Task) -> Judged | NotJudged:
    """Run a submission and its tests, and return the notebook with the tests' outputs, or the reason why not."""
    start = time.perf_counter()
    try:
        notebook = _execute(task)
    except Unreadable as reason:
        return NotJudged(str(reason), time.perf_counter() - start)
    except Exception as error:  # whatever a broken notebook does to nbgrader stays with this submission
        return NotJudged(explain(error), time.perf_counter() - start)
    return Judged(notebook, time.perf_counter() - start)


def explain(error: Exception) -> str:
    """Say in a lecturer's words why nbgrader could not judge a notebook."""
    name = type(error).__name__
    known = {
        "DeadKernelError": "Python stopped while running it: it crashed, ended itself or ran out of memory",
        "UnresponsiveKernelError": "its code did not stop, not even when interrupted",
        "CellTimeoutError": "its code did not stop, not even when interrupted",
        "SchemaTooOldError": "the metadata of its cells is of an older nbgrader: run `nbgrader update` on it",
        "SchemaTooNewError": "the metadata of its cells is of a newer nbgrader",
        "ValidationError": "the metadata of its cells is damaged",
        "NotebookValidationError": "it is not a valid notebook",
    }
    return known.get(name) or f"nbgrader could not run it ({in_one_line(error)})"


def in_one_line(error: Exception) -> str:
    """Return an exception's name and the first line of its text."""
    first = (str(error).splitlines() or [""])[0][:200]
    return f"{type(error).__name__}: {first}".removesuffix(": ")


def _execute(task) -> str:
    import nbformat
    from nbgrader import preprocessors

    nb = nbformat.reads(json.dumps(read_submission(task.submission)), as_version=4)
    name = task.submission.lesson
    with tempfile.TemporaryDirectory(dir=task.scratch, ignore_cleanup_errors=True) as folder:
        desk = Path(folder) / name
        copy_extra_files(task.submission, task.master_folder, desk)
        resources = {
            "metadata": {"path": str(desk)},
            "nbgrader": {"assignment": name, "notebook": name, "student": "student", "db_url": task.master_db},
        }
        config = _kernel_settings(Path(folder))
        for step in PREPARE + JUDGE:
            nb, resources = getattr(preprocessors, step)(config=config)(nb, resources)
    return nbformat.writes(nb)


def copy_extra_files(submission: Submission, master: Path, to: Path) -> None:
    """Copy what lies beside the notebook, the student's files first, then the lesson's own over them."""
    to.mkdir(parents=True, exist_ok=True)
    given = Submission(submission.student, submission.lesson, master)
    for source in (submission, given):
        for path in source.files():
            if path.suffix != ".ipynb":
                target = to / path.relative_to(source.folder)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)


def _kernel_settings(folder: Path):
    """Give the kernel folders of its own, and sockets instead of ports: two kernels never want the same one."""
    from traitlets.config import Config

    run = folder / "run"
    run.mkdir(mode=0o700)
    os.environ.update(NBGRADER_EXECUTION="autograde", JUPYTER_RUNTIME_DIR=str(run), IPYTHONDIR=str(folder / "ipython"))
    c = Config()
    socket = str(run / "kernel")  # the kernel adds -1 to -5
    if os.name == "posix" and len(socket) + 2 <= _LONGEST_SOCKET:
        c.KernelManager.transport, c.KernelManager.ip = "ipc", socket
    return c
