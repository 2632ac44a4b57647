"""``lab``: copy the lessons to where a student works, and open them in JupyterLab."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path

from autograder.grading.project import CallError, Project

_PATIENCE = 10  # seconds for a server to shut its kernels down


def lab(project: Project, browser=True, say=print) -> int:
    """Copy what is missing in work/, start JupyterLab there, and return its exit status.

    Parameters
    ----------
    project : Project
    browser : bool
        Whether to open a browser; where there is no display, the address is printed instead.
    """
    copied, kept = copy_lessons(project)
    report(copied, kept, project, say)
    say("JupyterLab starts. End it with Ctrl-C in this window.")
    first = next((name for name in copied if name.endswith(".ipynb") and not kept), None)
    line = command(project.work, browser and has_display(), first)
    with quiet_jupyter() as env:
        return run_until_stopped(line, env)


def run_until_stopped(line, env) -> int:
    """Run a server until it ends by itself, by Ctrl-C or because this process is told to stop; never leave it behind.

    JupyterLab gets the signal too and then shuts its kernels down, which takes a moment: it is waited for.
    """
    server = subprocess.Popen(line, env=env)
    before = signal.signal(signal.SIGTERM, lambda *_: server.terminate())
    try:
        return server.wait()
    except KeyboardInterrupt:  # the terminal has sent it to both
        with suppress(KeyboardInterrupt, subprocess.TimeoutExpired):
            server.wait(_PATIENCE)
        return 0  # Ctrl-C is how one ends it
    finally:
        signal.signal(signal.SIGTERM, before)
        if server.poll() is None:
            server.kill()


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


def report(copied, kept, project: Project, say=print) -> None:
    """Say what is new in work/ and what is still the student's own."""
    for name in copied:
        say(f"copied to {project.work.name}/: {name}")
    if kept:
        files = "1 file is" if len(kept) == 1 else f"{len(kept)} files are"
        say(f"{files} in {project.work.name}/ already: nothing there is overwritten. To start afresh, rename yours.")


def has_display() -> bool:
    """Tell whether a browser can be opened: always on Windows and macOS, elsewhere where a display is set."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")) or shutil.which("wslview") is not None


def command(folder: Path, browser: bool, first: str | None = None) -> list[str]:
    """Return the command that starts JupyterLab on a folder.

    Parameters
    ----------
    folder : Path
    browser : bool
    first : str or None
        A notebook in it to open; without, JupyterLab shows what was open last time.
    """
    line = [sys.executable, "-m", "jupyterlab", str(folder)]
    line += ["--ServerApp.answer_yes=True", "--ServerApp.log_level=WARN", "--LabApp.log_level=WARN"]
    if first:
        line.append(f"--LabApp.default_url=/lab/tree/{first}")
    if not browser:
        line.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        line.append("--allow-root")  # in a container one is root, and Jupyter refuses to start otherwise
    return line


# A student needs neither the question about Jupyter news nor nbgrader's tools for lecturers.
_WITHOUT = {
    "labconfig/page_config.json": {
        "disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True, "@jupyter/nbgrader": True}
    },
    "jupyter_server_config.d/nbgrader.json": {
        "ServerApp": {
            "jpserver_extensions": {
                f"nbgrader.server_extensions.{name}": False
                for name in ("formgrader", "validate_assignment", "assignment_list", "course_list")
            }
        }
    },
}


@contextmanager
def quiet_jupyter():
    """Give an environment in which JupyterLab starts without distractions; nobody's own settings change."""
    with tempfile.TemporaryDirectory(prefix="wsb-") as folder:
        for name, settings in _WITHOUT.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True)
            path.write_text(json.dumps(settings), encoding="utf-8")
        before = os.environ.get("JUPYTER_CONFIG_PATH")
        yield {**os.environ, "JUPYTER_CONFIG_PATH": os.pathsep.join(filter(None, [folder, before]))}
