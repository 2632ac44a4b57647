"""A notebook's cells as plain values: those of the lesson, which are trusted, and those of a student, which are not."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from autograder.grading.pipeline import PLACEHOLDER

KINDS = ("code", "markdown", "raw")
_HIDDEN = re.compile(r"^[^\n]*BEGIN HIDDEN TESTS.*?END HIDDEN TESTS[^\n]*\n?", re.DOTALL | re.MULTILINE)
_SOLUTION = re.compile(r"^([ \t]*)[^\n]*BEGIN SOLUTION.*?END SOLUTION[^\n]*", re.DOTALL | re.MULTILINE)
_EXERCISE = re.compile(r"\s*#[ \t]*exercise:[ \t]*([^\s:]+)[ \t]*(?:\n|\r|$)")


@dataclass(frozen=True)
class GivenCell:
    """A cell of the lesson.

    Attributes
    ----------
    index : int
        Its place in the lesson.
    kind : str
        code, markdown or raw.
    id : str
    source : str
        What the author wrote, solution and hidden tests included.
    released : str
        What students were given instead.
    meta : dict
        nbgrader's metadata; empty for cells that are only read or run.
    tags : frozenset of str
    attachments : dict
    """

    index: int
    kind: str
    id: str
    source: str
    released: str
    meta: dict = field(default_factory=dict)
    tags: frozenset = frozenset()
    attachments: dict = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What a lecturer calls it: its grade_id, or else its id."""
        return self.meta.get("grade_id") or self.id

    @property
    def is_test(self) -> bool:
        """Whether code judges an answer here."""
        return self.kind == "code" and bool(self.meta.get("grade")) and not self.meta.get("solution")

    @property
    def is_by_hand(self) -> bool:
        """Whether a person grades it."""
        return not self.is_test and bool(self.meta.get("grade") or self.meta.get("task"))

    @property
    def is_solution(self) -> bool:
        """Whether a student writes an answer into it."""
        return bool(self.meta.get("solution"))

    @property
    def is_locked(self) -> bool:
        """Whether it is given code that tests rely on and students leave alone."""
        return bool(self.meta.get("locked")) and not (self.is_test or self.is_by_hand or self.is_solution)

    @property
    def is_skipped(self) -> bool:
        """Whether it only shows something, so that it need not run as long as nobody has changed it."""
        return self.kind == "code" and not self.meta.get("grade_id") and bool(self.tags & {"demo", "lab"})

    @property
    def matters(self) -> bool:
        """Whether its being away, moved or of another type is worth a word."""
        return bool(self.meta.get("grade_id")) or (self.kind == "code" and not self.is_skipped)

    def is_as_given(self, source: str) -> bool:
        """Tell whether a student's text is what was given, apart from white space.

        Some write the lesson anew from the author's notebook: of what is not an answer, its text counts as well.
        """
        return normal(source) in self._as_given

    @cached_property
    def _as_given(self) -> frozenset[str]:
        answer = self.is_solution or self.is_by_hand
        return frozenset({normal(self.released), normal(self.released if answer else self.source)})


@dataclass(frozen=True)
class StudentCell:
    """A cell as a student handed it in, made plain: whatever the file says, these attributes have these types.

    Attributes
    ----------
    index : int
        Its place in the submitted notebook.
    kind : str
        code, markdown or raw; "" where the file says something else.
    id, source : str
    meta : dict
        What the file says is nbgrader's metadata. Nothing in it is trusted; the names in it only help to find a cell.
    tags : frozenset of str
    attachments : dict
    odd : str
        What is wrong with such cells in the file; empty where nothing is.
    """

    index: int
    kind: str
    id: str
    source: str
    meta: dict = field(default_factory=dict)
    tags: frozenset = frozenset()
    attachments: dict = field(default_factory=dict)
    odd: str = ""

    @property
    def grade_id(self) -> str:
        """The name it carries, or ""."""
        name = self.meta.get("grade_id")
        return name if isinstance(name, str) else ""

    @property
    def exercise(self) -> str:
        """The exercise that its first line names, or ""."""
        found = _EXERCISE.match(self.source)
        return found[1] if found else ""


def given_cells(master: dict, released: dict | None = None) -> list[GivenCell]:
    """Return the cells of a lesson.

    Parameters
    ----------
    master : dict
        The author's notebook.
    released : dict, optional
        The notebook that students were given; without it, what the author wrote less solutions and hidden tests.
    """
    handed_out = {}
    for cell in (released or {}).get("cells", []):
        handed_out[_key(cell)] = cell
    return [_given(i, cell, handed_out.get(_key(cell))) for i, cell in enumerate(master["cells"])]


def student_cells(submitted: dict) -> list[StudentCell]:
    """Return the cells of a submission; what is not a cell becomes an empty one that says so."""
    cells = submitted.get("cells") if isinstance(submitted, dict) else None
    return [_submitted(i, cell) for i, cell in enumerate(cells if isinstance(cells, list) else [])]


def normal(source: str) -> str:
    """Return a source without what editors change by themselves: line ends, trailing spaces, blank lines around it."""
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _given(index, cell, handed_out) -> GivenCell:
    meta = dict(cell["metadata"].get("nbgrader", {}))
    if handed_out:  # nbgrader finds by the checksum that a cell was left as it was
        later = handed_out["metadata"].get("nbgrader", {})
        meta |= {key: later[key] for key in ("checksum", "cell_type") if key in later and meta}
    source = text(cell["source"])
    return GivenCell(
        index,
        cell["cell_type"],
        str(cell.get("id", "")),
        source,
        text(handed_out["source"]) if handed_out else _without_answers(source),
        meta,
        frozenset(cell["metadata"].get("tags", [])),
        cell.get("attachments", {}),
    )


def _without_answers(source) -> str:
    return _SOLUTION.sub(rf"\1{PLACEHOLDER}", _HIDDEN.sub("", source))


def _key(cell) -> tuple[str, str]:
    name = cell["metadata"].get("nbgrader", {}).get("grade_id")
    return ("name", name) if name else ("id", str(cell.get("id", "")))


def _submitted(index, cell) -> StudentCell:
    if not isinstance(cell, dict):
        return StudentCell(index, "", "", "", odd="are not cells")
    metadata = cell.get("metadata", {})
    meta = metadata.get("nbgrader", {}) if isinstance(metadata, dict) else {}
    tags = metadata.get("tags", []) if isinstance(metadata, dict) else []
    attachments = cell.get("attachments", {})
    return StudentCell(
        index,
        cell["cell_type"] if cell.get("cell_type") in KINDS else "",
        cell["id"] if isinstance(cell.get("id"), str) else "",
        text(cell.get("source")),
        meta if isinstance(meta, dict) else {},
        frozenset(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else frozenset(),
        attachments if isinstance(attachments, dict) else {},
        _oddity(cell, metadata, meta),
    )


def _oddity(cell, metadata, meta) -> str:
    if cell.get("cell_type") not in KINDS:
        return "have no known type"
    if not _is_text(cell.get("source")):
        return "have a source that is not text"
    return "" if isinstance(metadata, dict) and isinstance(meta, dict) else "have metadata of another form"


def _is_text(source) -> bool:
    return isinstance(source, str) or (isinstance(source, list) and all(isinstance(line, str) for line in source))


def text(source) -> str:
    """Return a cell's source, which a file holds as one string or as a list of them; anything else is no text."""
    parts = source if isinstance(source, list) else [source]
    whole = "".join(part for part in parts if isinstance(part, str))
    # A lone surrogate cannot be written to any file.
    return whole if whole.isascii() else whole.encode("utf-8", "replace").decode("utf-8")
