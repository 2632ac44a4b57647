"""What every exercise has, and what judging one gives back."""

from dataclasses import dataclass, field

from autograder.answers import has_begun, is_unattempted, with_floats
from autograder.calls import call as call_here

RIGHT, PARTLY, WRONG, ERROR, BLANK = "right", "partly right", "wrong", "error", "not attempted"


@dataclass(frozen=True)
class Part:
    """One of the equal shares of an exercise's points.

    `passed` decides the share; `detail` is the sentence beside it: what was expected to hold and what came.
    """

    title: str
    passed: bool
    detail: str = ""


@dataclass(frozen=True)
class Result:
    """The judgement of one exercise.

    Attributes
    ----------
    points, max_points : float
        0 <= points <= max_points; each part carries the same share.
    verdict : str
        "right", "partly right", "wrong", "error" or "not attempted".
    message : str
        The sentences a stuck student reads first.
    example : str
        Plain text, several lines: one input worked out, beside what the student's answer gave.
    """

    points: float
    max_points: float
    verdict: str
    message: str
    parts: tuple[Part, ...] = ()
    example: str = ""
    printed: str = ""
    warned: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """An exercise.

    Attributes
    ----------
    name : str
        The very name that the student defines.
    points : float
    hints : tuple of str
        Weakest first.
    without : tuple of str
        What nnlib already has of it, as dotted names (``"nnlib.Neuron"``): graders let these raise while they judge.
    """

    name: str
    points: float
    hints: tuple[str, ...] = field(default=())
    without: tuple[str, ...] = field(default=())

    def judge(self, answer, *, rng, call=call_here) -> Result:
        """Judge an answer.

        Parameters
        ----------
        answer : object
            Whatever the student's name holds.
        rng : numpy.random.Generator
            Source of the random cases; another seed gives other inputs and the same points.
        call : callable
            ``call(function, args) -> Outcome``: where a student's function runs.
        """
        if is_unattempted(answer):
            return self.blank(answer)
        return self._judge(with_floats(answer), rng, call)

    def _judge(self, answer, rng, call) -> Result:
        raise NotImplementedError(f"{type(self).__name__} must say how it judges an answer.")

    def blank(self, answer=...) -> Result:
        """Return the result for an answer that is not there yet, or in which places are still open."""
        words = f"Nothing to check yet: write `{self.name}` in the cell above, then run both."
        if has_begun(answer):
            words = "Not finished: a `...` is still in it. Put something in the place of each, then run both cells."
        return Result(0.0, self.points, BLANK, words)

    def fault(self, message, **extra) -> Result:
        """Return a result for an answer that could not be run or read at all."""
        return Result(0.0, self.points, ERROR, message, **extra)

    def result(self, parts, message, *, failed=WRONG, **extra) -> Result:
        """Turn parts into points: an equal share each, exactly all of them when every part passed."""
        passed = sum(part.passed for part in parts)
        if passed == len(parts):
            return Result(self.points, self.points, RIGHT, message, tuple(parts), **extra)
        points = round(self.points * passed / len(parts), 2)
        return Result(points, self.points, PARTLY if passed else failed, message, tuple(parts), **extra)
