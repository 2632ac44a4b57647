"""The project's public address: it stands once, in pyproject.toml; badges and setup cells are written from it."""

import re
import tomllib
from urllib.parse import quote, urlsplit

from autograder.grading.project import CallError, Project

SETUP_CELL, BADGES_CELL = "setup", "badges"

NOT_INSTALLED = """\
try:
    import nnlib  # noqa: F401
except ModuleNotFoundError:
    raise ModuleNotFoundError(
        "nnlib is not installed here. Open this lesson from a copy of the project with `make lab`, "
        "or run `pip install .` in the project's folder."
    ) from None"""

# pip may fetch the project itself but nothing else: Colab keeps its own NumPy, matplotlib and ipywidgets.
INSTALL = """\
try:
    import nnlib  # noqa: F401
except ModuleNotFoundError:  # on Colab, for example: fetch the course, and leave everything that is installed as it is
    import importlib, subprocess, sys

    course = "git+{address}@v{version}"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", course]
    done = subprocess.run(pip, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError("The course could not be installed from " + course + ".\\n" + done.stderr) from None
    importlib.invalidate_caches()"""


def setup_source(address: str | None, version: str) -> str:
    """Return the setup cell: it does nothing where nnlib is installed, and installs it where it is not.

    Parameters
    ----------
    address : str or None
        The public address; without one the cell can only say what to do.
    version : str
        Names the tag ``v{version}`` that is installed.
    """
    return NOT_INSTALLED if not address else INSTALL.format(address=address, version=version)


def badges_source(address: str | None, version: str, lesson: str) -> str | None:
    """Return the badges that open a lesson in Binder and Colab, or None where the address allows none.

    Examples
    --------
    >>> print(badges_source("https://example.org/course", "0.1.0", "01_one_neuron"))
    [![Open in Binder](https://mybinder.org/badge_logo.svg)](https://mybinder.org/v2/git/https%3A%2F%2Fexample.org%2Fcourse/v0.1.0?urlpath=lab%2Ftree%2Fnotebooks%2F01_one_neuron%2F01_one_neuron.ipynb)
    """
    if not address or not address.startswith("https://"):
        return None
    path = f"notebooks/{lesson}/{lesson}.ipynb"
    host, project = urlsplit(address).netloc, urlsplit(address).path.strip("/")
    where = f"gh/{project}" if host == "github.com" else f"git/{quote(address, safe='')}"
    binder = f"https://mybinder.org/v2/{where}/v{version}?urlpath={quote('lab/tree/' + path, safe='')}"
    badges = [f"[![Open in Binder](https://mybinder.org/badge_logo.svg)]({binder})"]
    if host == "github.com":  # Colab opens notebooks from nowhere else
        colab = f"https://colab.research.google.com/github/{project}/blob/v{version}/{path}"
        badges.append(f"[![Open in Colab](https://colab.research.google.com/assets/colab-badge.svg)]({colab})")
    return "\n".join(badges)


def read_address(project: Project) -> str | None:
    """Return the address that pyproject.toml names, or None."""
    data = tomllib.loads(project.pyproject.read_text(encoding="utf-8"))
    return data.get("project", {}).get("urls", {}).get("Repository")


def checked_address(address: str) -> str:
    """Return an address as git, pip and a browser can all use it.

    Raises
    ------
    CallError
        If it is not a plain ``https://`` or ``file:///`` address.

    Examples
    --------
    >>> checked_address("https://github.com/someone/course.git/")
    'https://github.com/someone/course'
    """
    plain = re.fullmatch(r"(https://[\w.-]+(:\d+)?/|file:///)[\w.~%/+-]+", address)
    if not plain or "@" in address:
        raise CallError(f'--address takes an address such as https://github.com/someone/course, got "{address}".')
    address = address.rstrip("/")
    return address if address.startswith("file:") else address.removesuffix(".git")


def write_address(project: Project, address: str) -> None:
    """Put `address` into pyproject.toml as ``[project.urls] Repository``; nothing else in the file changes."""
    before = project.pyproject.read_text(encoding="utf-8")
    after = with_address(before, address)
    if tomllib.loads(after) != _expected(before, address):
        raise CallError(f'Write  Repository = "{address}"  under [project.urls] in {project.pyproject} by hand.')
    if after != before:
        project.pyproject.write_text(after, encoding="utf-8", newline="")


def with_address(text: str, address: str) -> str:
    """Return the text of a pyproject.toml with the address in it, comments and order kept."""
    line = f'Repository = "{address}"'
    table = re.search(r"^\[project\.urls\][^\n]*\n((?:(?!\[).*\n?)*)", text, re.MULTILINE)
    if table is None:
        following = re.search(r"^\[(?!project\])", text, re.MULTILINE)
        at = following.start() if following else len(text)
        return f"{text[:at]}[project.urls]\n{line}\n\n{text[at:]}"
    entry = re.search(r"^Repository\s*=\s*(\"[^\"\n]*\"|'[^'\n]*')", table[1], re.MULTILINE)
    start = table.start(1) + (entry.start() if entry else 0)
    end = table.start(1) + entry.end() if entry else start
    return text[:start] + line + ("" if entry else "\n") + text[end:]


def _expected(before: str, address: str) -> dict:
    data = tomllib.loads(before)
    data.setdefault("project", {}).setdefault("urls", {})["Repository"] = address
    return data
