"""Checks that a student sees, and the grading that judges them.

``from autograder import check`` needs NumPy alone; everything a lecturer's machine does is in `autograder.grading`.
"""

from autograder.check import check

__all__ = ["check"]
