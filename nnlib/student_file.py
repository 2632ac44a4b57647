"""Small JSON files in which a student's work is carried from lesson to lesson.

They lie beside the lesson folders, so that lesson 05 can return to what was done in lesson 01. A file that is damaged,
or that somebody has given another version, is left alone: it is not ours to overwrite.
"""

import json
import os
import re
import tempfile
from pathlib import Path

LESSON_FOLDER = re.compile(r"\d\d_\w+")


def working_folder() -> Path:
    """Return the folder that the notebook runs in, which has the lesson's name."""
    try:
        return Path.cwd()
    except OSError:  # the folder is gone
        return Path("unknown")


def shelf() -> Path:
    """Return the folder above a lesson's own; elsewhere (on Colab, for one) the working folder itself."""
    folder = working_folder()
    return folder.parent if LESSON_FOLDER.fullmatch(folder.name) else folder


class StudentFile:
    """One file: a version, and one dict under one name.

    Parameters
    ----------
    path : Path
    name : str
        What the dict is called in the file.
    version : int
        Another one in the file counts as damage.
    """

    def __init__(self, path: Path, name: str, version: int = 1):
        self.path, self.name, self.version = path, name, version

    def read(self) -> dict | None:
        """Return the dict; empty where there is no file, None where it is damaged."""
        try:
            document = json.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError):
            return None
        if not isinstance(document, dict) or document.get("version") != self.version:
            return None
        content = document.get(self.name)
        return content if isinstance(content, dict) else None

    def write(self, content: dict) -> bool:
        """Replace the file in one step, so that no reader or crash meets half of it; tell whether that was possible."""
        text = json.dumps({"version": self.version, self.name: content}, indent=1, ensure_ascii=False) + "\n"
        temporary = None
        try:
            handle, temporary = tempfile.mkstemp(prefix=self.path.name, dir=self.path.parent)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            os.replace(temporary, self.path)
        except (OSError, ValueError):  # ValueError: text that UTF-8 cannot hold
            if temporary is not None:
                Path(temporary).unlink(missing_ok=True)
            return False
        return True
