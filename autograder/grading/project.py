"""Where things are in a copy of the project, and which lessons it has."""

import difflib
import tomllib
from dataclasses import dataclass
from pathlib import Path


class CallError(Exception):
    """A command was called in a way that cannot work. Its text is the one line that a user sees; nothing was done."""

    status = 2


@dataclass(frozen=True)
class Project:
    """A copy of the project on disk.

    Attributes
    ----------
    root : Path
        The folder that holds ``solutions/``, ``notebooks/`` and ``pyproject.toml``.
    """

    root: Path

    @property
    def solutions(self) -> Path:
        """The folder of the lessons as their authors write them."""
        return self.root / "solutions"

    @property
    def notebooks(self) -> Path:
        """The folder of the lessons as students open them."""
        return self.root / "notebooks"

    @property
    def work(self) -> Path:
        """The folder in which a student works; git ignores it."""
        return self.root / "work"

    @property
    def pyproject(self) -> Path:
        """The file that names the version and the public address."""
        return self.root / "pyproject.toml"

    def version(self) -> str:
        """Return the project's version, as pyproject.toml states it."""
        return tomllib.loads(self.pyproject.read_text(encoding="utf-8"))["project"]["version"]

    def lessons(self) -> list[str]:
        """Return the names of all lessons that have a source, in order."""
        return lessons_in(self.solutions)

    def lesson(self, name: str) -> str:
        """Return `name` when there is such a lesson.

        Raises
        ------
        CallError
            If there is none; the sentence names the nearest one.
        """
        known = self.lessons()
        if name in known:
            return name
        if not known:
            raise CallError(f"There are no lessons in {self.solutions}. Run this from a copy of the project.")
        here = next((part for part in Path(name).parts if part.removesuffix(".ipynb") in known), None)
        if here:
            lesson = here.removesuffix(".ipynb")
            raise CallError(f'A lesson is called by its name, not by a path: write "{lesson}" instead of "{name}".')
        raise CallError(f'There is no lesson "{name}".{nearest(name, known)}')


HERE = Project(Path(__file__).resolve().parents[2])


def lessons_in(folder: Path) -> list[str]:
    """Return the lessons in a folder: each is a folder with a notebook of its own name."""
    return sorted(path.parent.name for path in folder.glob("*/*.ipynb") if path.stem == path.parent.name)


def nearest(word: str, known) -> str:
    """Return `` Did you mean "…"?``, or, where nothing is near, what there is.

    Examples
    --------
    >>> nearest("01_one_neurn", ["01_one_neuron", "02_linear_collapse"])
    ' Did you mean "01_one_neuron"?'
    """
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
    return f' Did you mean "{near[0]}"?' if near else f" There are: {', '.join(known)}."
