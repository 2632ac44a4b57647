"""Does the public address reach pyproject.toml, the badges and the setup cell, and nothing else?"""

import builtins
import json
import subprocess
import sys
import tomllib

import pytest

from autograder.grading.address import (
    badges_source,
    checked_address,
    read_address,
    setup_source,
    with_address,
    write_address,
)
from autograder.grading.project import HERE, CallError
from tests.autograder.grading.tiny import PYPROJECT

URL = "https://github.com/someone/course"


@pytest.mark.parametrize(
    "before",
    [
        PYPROJECT,
        PYPROJECT + "\n[project.urls]  # where it is\n",
        PYPROJECT + '\n[project.urls]\nHomepage = "https://example.org"\n\n[tool.x]\nRepository = "mine"\n',
        PYPROJECT
        + "\n[project.urls]\nRepository = 'https://old.example.org/x'  # moved\nHomepage = \"https://h.org\"\n",
        '[project]\nname = "x"\nversion = "1"',
    ],
)
def test_only_the_address_changes(before):
    after = with_address(before if before.endswith("\n") else before + "\n", URL)
    expected = tomllib.loads(before)
    expected["project"].setdefault("urls", {})["Repository"] = URL
    assert tomllib.loads(after) == expected
    assert [line for line in before.splitlines() if "#" in line and "old" not in line] == [
        line for line in after.splitlines() if "#" in line and "moved" not in line
    ]
    assert with_address(after, URL) == after


def test_an_address_that_cannot_be_placed_is_refused(own):
    own.pyproject.write_text('[project]\nname = "x"\nversion = "1"\nurls = {Homepage = "https://h.org"}\n')
    before = own.pyproject.read_bytes()
    with pytest.raises((CallError, tomllib.TOMLDecodeError)):
        write_address(own, URL)
    assert own.pyproject.read_bytes() == before


def test_the_address_is_read_back(own):
    assert read_address(own) is None
    write_address(own, URL)
    assert read_address(own) == URL


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "github.com/a/b",
        "http://a.org/b",
        "https://u:p@a.org/b",
        "git@github.com:a/b.git",
        "https://a.org/b c",
        'x"y',
    ],
)
def test_what_git_and_a_browser_cannot_both_use_is_refused(bad):
    with pytest.raises(CallError, match="--address"):
        checked_address(bad)


def test_badges_open_this_lesson_at_this_version():
    text = badges_source(URL, "1.2.3", "90_tiny")
    assert "mybinder.org/v2/gh/someone/course/v1.2.3?urlpath=lab%2Ftree%2Fnotebooks%2F90_tiny%2F90_tiny.ipynb" in text
    assert "colab.research.google.com/github/someone/course/blob/v1.2.3/notebooks/90_tiny/90_tiny.ipynb" in text
    assert text.count("[![Open in ") == 2


@pytest.mark.parametrize("address", [None, "file:///srv/course"])
def test_where_nobody_can_go_there_is_no_badge(address):
    assert badges_source(address, "1.2.3", "90_tiny") is None


@pytest.fixture
def no_nnlib(monkeypatch):
    """As on a machine that has everything but the course."""
    real = builtins.__import__

    def refuse(name, *args, **kwargs):
        if name.partition(".")[0] == "nnlib":
            raise ModuleNotFoundError(f"No module named {name!r}")
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", refuse)


def test_where_nnlib_is_installed_the_setup_cell_does_nothing(monkeypatch):
    monkeypatch.setattr(subprocess, "run", lambda *args, **kwargs: pytest.fail("pip was called"))
    exec(setup_source(URL, "1.2.3"), {})
    exec(setup_source(None, "1.2.3"), {})


def test_without_an_address_the_setup_cell_says_what_to_do(no_nnlib):
    with pytest.raises(ModuleNotFoundError, match="make lab"):
        exec(setup_source(None, "1.2.3"), {})


def test_the_setup_cell_installs_the_course_alone(no_nnlib, monkeypatch):
    calls = []

    def run(command, **kwargs):
        calls.append(command)
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(subprocess, "run", run)
    exec(setup_source(URL, "1.2.3"), {})
    assert calls == [[sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", f"git+{URL}@v1.2.3"]]


def test_a_failed_installation_shows_what_pip_said(no_nnlib, monkeypatch):
    failed = subprocess.CompletedProcess([], 1, "", "fatal: no such repository")
    monkeypatch.setattr(subprocess, "run", lambda *args, **kwargs: failed)
    with pytest.raises(RuntimeError, match=r"(?s)github.com/someone/course.*no such repository"):
        exec(setup_source(URL, "1.2.3"), {})


@pytest.mark.parametrize("lesson", HERE.lessons())
def test_sources_hold_the_setup_cell_of_the_template(lesson):
    nb = json.loads((HERE.solutions / lesson / f"{lesson}.ipynb").read_text(encoding="utf-8"))
    setup = next(cell for cell in nb["cells"] if cell["id"] == "setup")
    assert "".join(setup["source"]) == setup_source(None, HERE.version())
    assert "badges" in {cell["id"] for cell in nb["cells"]}
