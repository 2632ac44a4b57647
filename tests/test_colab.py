"""Does the lesson run where Colab's versions are installed and nothing of ours, fetched by its own setup cell?"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from autograder.grading.project import Project
from autograder.grading.release import release
from tests import running
from tests.committed import committed

ROOT = Path(__file__).parents[1]
LESSON = "01_one_neuron"

# As on Colab. ipywidgets comes alone: its 7.7.1 would bring a notebook server, which is not there either.
COLAB = ("numpy==2.1.*", "matplotlib==3.10.*", "ipython==7.34.0", "ipykernel==6.17.*", "ipython-genutils")
COLAB_ALONE = ("ipywidgets==7.7.1",)


@pytest.fixture(scope="module")
def colab(request) -> str:
    """The Python of an environment with Colab's versions; kept from one run of the tests to the next."""
    key = hashlib.sha256(repr((COLAB, COLAB_ALONE, sys.version)).encode()).hexdigest()[:12]
    folder = Path(request.config.cache.mkdir("colab")) / key
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not (folder / "complete").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        for packages in (COLAB, ("--no-deps", *COLAB_ALONE)):
            ran = pip(python, "install", "--quiet", *packages)
            if ran.returncode:
                pytest.skip(f"Colab's versions could not be installed; the network is needed once. {ran.stderr[-500:]}")
        (folder / "complete").touch()
    pip(python, "uninstall", "--yes", "weigh-sum-bend")
    return str(python)


def pip(python, *arguments):
    command = [python, "-m", "pip", "--disable-pip-version-check", *arguments]
    return subprocess.run(command, capture_output=True, text=True)


def installed(python) -> set[str]:
    return set(pip(python, "list", "--format=freeze").stdout.splitlines())


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> Project:
    """The project as it is now, released with the address of a git repository that has it at its version's tag."""
    folder = tmp_path_factory.mktemp("course") / "course"
    for path in committed(ROOT):
        copy = folder / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    project, bare = Project(folder), folder.with_suffix(".git")
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "-c", "user.name=tests", "-c", "user.email=tests@example.org", "commit", "--quiet", "-m", "course")
    git(folder, "tag", f"v{project.version()}")
    git(folder, "clone", "--quiet", "--bare", folder, bare)
    # After the commit: setuptools installs nothing whose pyproject.toml names a file:/// address.
    release(project, address=bare.as_uri(), say=lambda line: None)
    return project


def git(folder, *arguments):
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def blank(colab, course, tmp_path_factory):
    """The student's lesson, run first, in an environment that has nothing of ours; with what was there before."""
    before = installed(colab)
    notebook = nbformat.read(course.notebooks / LESSON / f"{LESSON}.ipynb", as_version=4)
    return before, running.run(notebook, tmp_path_factory.mktemp("blank"), python=colab, strict=False)


@pytest.fixture(scope="module")
def solved(colab, course, blank, tmp_path_factory):
    """The solved lesson with the same setup cell, run second, where the first has installed nnlib."""
    notebook = nbformat.read(course.solutions / LESSON / f"{LESSON}.ipynb", as_version=4)
    given = {cell.id: cell.source for cell in blank[1].cells}
    setup = next(cell for cell in notebook.cells if cell.id == "setup")
    setup.source = given["setup"]
    return running.run(notebook, tmp_path_factory.mktemp("solved"), python=colab, strict=False)


def test_the_environment_is_colabs(blank):
    names = {line.partition("==")[0].lower() for line in blank[0]}
    assert {"numpy", "matplotlib", "ipywidgets", "ipython"} <= names
    assert not names & {"weigh-sum-bend", "nbgrader", "jupyterlab", "notebook"}


def test_the_setup_cell_installs_the_course_and_changes_nothing_else(colab, course, blank):
    added = installed(colab) - blank[0]
    assert blank[0] <= installed(colab)
    assert {line.partition(" @ ")[0].partition("==")[0] for line in added} == {"weigh-sum-bend"}
    assert f"@v{course.version()}" in blank[1].cells[position(blank[1], "setup")].source


def test_blank_runs_and_gets_nothing(blank):
    assert running.complaints(blank[1]) == []
    assert {float(points) for points in running.plain_points(blank[1]).values()} == {0.0}


def test_solved_runs_and_gets_everything(solved):
    assert running.complaints(solved) == []
    assert sum(float(points) for points in running.plain_points(solved).values()) == 20


def test_the_lab_is_there(blank):
    notebook = blank[1]
    lab = next(cell for cell in notebook.cells if "lab" in cell.metadata.get("tags", []))
    shown = [output.data for output in lab.outputs if "data" in output]
    assert any("application/vnd.jupyter.widget-view+json" in data for data in shown)
    models = notebook.metadata.widgets["application/vnd.jupyter.widget-state+json"]["state"].values()
    pages = [model["state"].get("value", "") for model in models if model["model_name"] == "HTMLModel"]
    assert any("<svg" in page and 'role="img"' in page for page in pages)


def position(notebook, name: str) -> int:
    return [cell.id for cell in notebook.cells].index(name)
