"""Lets plain ``nbgrader …`` commands, and formgrader, work from this folder with the course's own settings."""

from pathlib import Path

load_subconfig("nbgrader_config.py", path=str(Path(__file__).resolve().parent / "autograder"))  # noqa: F821 (nbgrader's loader provides it)
