"""nbgrader's settings for this course; `nbgrader_config.py` in the project's folder loads this file.

It also works copied or linked into a course folder of its own, next to settings such as a database address.
"""

from autograder.grading.pipeline import configure

configure(get_config())  # noqa: F821 (nbgrader's loader provides it)
