"""Stands in for the real ``autograder`` while a notebook is graded: here nothing is checked, and nothing is known."""

__all__ = ["check"]


class _Later(float):
    def __repr__(self):
        return "checked by the grader"


class _Check:
    __name__ = "check"

    def __call__(self, *args, **kwargs):
        return _Later(0.0)

    def hint(self, *args, **kwargs):
        return _Later(0.0)

    def total(self, *args, **kwargs):
        return _Later(0.0)


check = _Check()
