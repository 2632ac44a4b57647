"""Arithmetic and layout of the grading benchmark: what a batch costs, what is extrapolated, which bars hold."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 58
_RESULT = re.compile(r"\[\d+/\d+\] ")  # how `grade` begins the line of a result in a log


@dataclass(frozen=True)
class Batch:
    """What a batch of submissions costs, in seconds.

    Attributes
    ----------
    students : int
    seconds : float
    sampled : int or None
        Of how many submissions that was worked out; None where all were really graded.
    """

    students: int
    seconds: float
    sampled: int | None = None

    @property
    def each_ms(self) -> float:
        return 1000 * self.seconds / self.students

    @property
    def how(self) -> str:
        return f"extrapolated from {self.sampled}" if self.sampled else "all of them"


@dataclass(frozen=True)
class Bar:
    """One figure and what it must hold: at most, or at least, so much.

    Examples
    --------
    >>> print(Bar("memory, MB", 310, 700))
    memory, MB                                                     310.0   at most 700   holds
    """

    label: str
    value: float
    bar: float
    at_least: bool = False
    note: str = ""

    @property
    def holds(self) -> bool:
        return self.value >= self.bar if self.at_least else self.value <= self.bar

    def __str__(self):
        bar = f"{'at least' if self.at_least else 'at most'} {self.bar:g}"
        verdict = "holds" if self.holds else "FAILS"
        return f"{self.label:<{WIDTH}}{self.value:>10,.1f}   {bar:<14}{verdict}{self.note}"


def figure(label: str, value: float, note: str = "") -> str:
    """Return the line of a figure that has no bar."""
    return f"{label:<{WIDTH}}{value:>10,.1f}{'   ' + note if note else ''}"


def extrapolate(few: Batch, many: Batch, students: int) -> Batch:
    """Return what `students` would cost: the start-up once, and each as it cost between two smaller batches.

    Parameters
    ----------
    few, many : Batch
        Two batches of different size.
    students : int

    Examples
    --------
    >>> extrapolate(Batch(5, 12.0), Batch(10, 22.0), 100)
    Batch(students=100, seconds=202.0, sampled=10)
    """
    return Batch(students, many.seconds + marginal(few, many) * (students - many.students), sampled=many.students)


def marginal(few: Batch, many: Batch) -> float:
    """Return the seconds that one more submission costs, from two batches of different size."""
    if few.students >= many.students:
        raise ValueError(f"marginal expected a smaller and a larger batch, got {few.students} and {many.students}.")
    return (many.seconds - few.seconds) / (many.students - few.students)


def phases(lines: Sequence[tuple[float, str]], seconds: float) -> dict[str, float] | None:
    """Return the seconds of a run before its first result, between first and last, and after the last.

    Parameters
    ----------
    lines : sequence of (float, str)
        What the run said, with the seconds at which it came.
    seconds : float
        How long the run took.

    Returns
    -------
    dict or None
        None where it named no results.
    """
    at = [second for second, line in lines if _RESULT.match(line)]
    if not at:
        return None
    return {"until the first result": at[0], "first to last result": at[-1] - at[0], "after it": seconds - at[-1]}
