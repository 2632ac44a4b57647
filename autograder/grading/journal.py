"""The journal of a course: one line for each result, so that a killed run goes on where it stopped."""

import hashlib
import json
import os
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

# The code that a verdict depends on, and what lessons compute with. Better to judge again once too often, after an
# update of something that only prints, than to trust a list that somebody forgot to extend.
_JUDGING = ("autograder/**/*.py", "nnlib/**/*.py")


class Journal:
    """``<course>/.autograder/journal.jsonl``: appended to, never rewritten.

    A line holds a result's row, the hashes it stands for (of the submission, of the master, of the judge and its
    limits) and the marks that the judge gave: cell → points. The newest line of a student and lesson counts.
    """

    def __init__(self, course: Path):
        self.path = course / ".autograder" / "journal.jsonl"
        self._latest = {(e["row"]["student"], e["row"]["lesson"]): e for e in self._read()}

    def find(self, student: str, lesson: str, hashes: dict) -> dict | None:
        """Return the row that was written for exactly these hashes, or None. A failed one counts as not done."""
        entry = self._latest.get((student, lesson))
        if entry is None or entry["hashes"] != hashes or entry["row"]["status"] == "failed":
            return None
        return entry["row"]

    def marks(self, student: str, lesson: str) -> dict:
        """Return cell → points as the newest line of a student and lesson has them; none where there is no line."""
        entry = self._latest.get((student, lesson), {})
        return entry.get("marks") or {}

    def append(self, row: dict, hashes: dict, marks: dict) -> None:
        """Write one result down for good.

        Parameters
        ----------
        row : dict
        hashes : dict
        marks : dict
            cell → points, for the cells that the judge gave points.
        """
        at = datetime.now(UTC).isoformat(timespec="seconds")
        entry = {"at": at, "hashes": hashes, "marks": marks, "row": row}
        self.path.parent.mkdir(exist_ok=True)
        with self.path.open("ab") as file:
            # A line that a killed run left half-written ends here, not inside ours.
            if file.tell() and not self._ends_with_newline():
                file.write(b"\n")
            file.write(json.dumps(entry).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
        self._latest[row["student"], row["lesson"]] = entry

    def _ends_with_newline(self) -> bool:
        with self.path.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read() == b"\n"

    def _read(self):
        lines = self.path.read_bytes().splitlines() if self.path.is_file() else []
        for line in lines:
            try:
                entry = json.loads(line)
                if {"student", "lesson", "status"} <= entry["row"].keys() and "hashes" in entry:
                    yield entry
            except (ValueError, KeyError, TypeError, AttributeError):
                continue  # half a line, from a run that was killed while writing it


def hash_folder(folder: Path, patterns=("**/*",)) -> str:
    """Return a hash of the names and contents of the files in a folder that match a pattern."""
    digest = hashlib.sha256()
    for path in sorted({path for pattern in patterns for path in folder.glob(pattern)}):
        if path.is_file() and ".ipynb_checkpoints" not in path.parts:
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def judge_version() -> str:
    """Return what changes whenever a verdict could: Python, NumPy and IPython, and a hash of the code that judges."""
    python = ".".join(map(str, sys.version_info[:2]))
    libraries = ", ".join(f"{name} {version(name)}" for name in ("numpy", "ipython"))
    return f"Python {python}, {libraries}, {hash_folder(Path(__file__).resolve().parents[2], _JUDGING)[:16]}"
