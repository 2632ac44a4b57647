"""``lab``: copy the lessons to where a student works, and open them in JupyterLab."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from autograder.grading.project import CallError, Project


def lab(project: Project, browser=True, say=print) -> int:
    """Copy what is missing in work/, start JupyterLab there, and return its exit status.

    Parameters
    ----------
    project : Project
    browser : bool
        Whether to open a browser; where there is no display, the address is printed instead.
    """
    report(copy_lessons(project), project, say)
    say("JupyterLab starts. End it with Ctrl-C in this window.")
    with_browser = browser and has_display()
    try:
        return subprocess.run(command(project.work, with_browser), check=False).returncode
    except KeyboardInterrupt:
        return 0  # Ctrl-C is how one ends it


def copy_lessons(project: Project) -> tuple[list[str], list[str]]:
    """Copy the files of notebooks/ that work/ does not have; return the copied names and those left alone.

    Raises
    ------
    CallError
        If there are no lessons to copy.
    """
    files = [
        path
        for path in sorted(project.notebooks.rglob("*"))
        if path.is_file() and ".ipynb_checkpoints" not in path.parts
    ]
    if not files:
        raise CallError(f"There are no lessons in {project.notebooks}. Run this from a copy of the project.")
    copied, kept = [], []
    for path in files:
        name = path.relative_to(project.notebooks)
        (copied if _copy_new(path, project.work / name) else kept).append(name.as_posix())
    return copied, kept


def _copy_new(source: Path, target: Path) -> bool:
    """Copy a file unless there is one; whatever happens meanwhile, what a student wrote is never overwritten."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with target.open("xb") as file:
            file.write(source.read_bytes())
    except FileExistsError:
        return False
    return True


def report(copied_and_kept, project: Project, say=print) -> None:
    """Say what is new in work/ and what is still the student's own."""
    copied, kept = copied_and_kept
    for name in copied:
        say(f"copied to {project.work.name}/: {name}")
    if kept:
        files = "1 file is" if len(kept) == 1 else f"{len(kept)} files are"
        say(f"{files} in {project.work.name}/ already and stay as you have them. To start one afresh, rename yours.")


def has_display() -> bool:
    """Tell whether a browser can be opened: always on Windows and macOS, elsewhere where a display is set."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")) or shutil.which("wslview") is not None


def command(folder: Path, browser: bool) -> list[str]:
    """Return the command that starts JupyterLab on a folder, without its questions about news and about stopping."""
    line = [sys.executable, "-m", "jupyterlab", str(folder)]
    line += ["--LabApp.news_url=None", "--ServerApp.answer_yes=True", "--ServerApp.log_level=WARN"]
    if not browser:
        line.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        line.append("--allow-root")  # in a container one is root, and Jupyter refuses to start otherwise
    return line
