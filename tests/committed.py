"""The project as git would keep it: every file that is, or would be, committed."""

import subprocess
from pathlib import Path


def committed(root: Path) -> list[Path]:
    """All files below `root` that git tracks or would track."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout
    return [path for name in listed.split("\0") if name and (path := root / name).is_file()]
