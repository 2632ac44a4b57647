"""Marks as a gradebook has them: the judge's, a person's, and what counts of both."""

import math
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Mark:
    """One cell's mark as the gradebook has it; None where there is none."""

    auto: float | None
    manual: float | None
    extra: float | None

    @property
    def points(self) -> float | None:
        """A person's mark before the judge's, extra credit on top; None where nobody has judged."""
        judged = self.auto if self.manual is None else self.manual
        return None if judged is None else judged + (self.extra or 0.0)


@dataclass(frozen=True)
class Marks:
    """A submission's marks: cell → `Mark`, what comes off for being late, and when it was handed in, if known."""

    cells: dict[str, Mark]
    penalty: float
    timestamp: datetime | None = None

    def points(self) -> dict:
        """Return cell → points; None where nobody and nothing has judged."""
        return {name: mark.points for name, mark in self.cells.items()}

    def auto(self) -> dict:
        """Return cell → the judge's own points, for the cells that have any."""
        return {name: mark.auto for name, mark in self.cells.items() if mark.auto is not None}

    def total(self) -> float:
        """Return the sum of the points, before what comes off for being late."""
        return sum(points or 0.0 for points in self.points().values())


def fair_points(points, max_points: float) -> float | None:
    """Return points between 0 and the cell's own; None where there are none, and where they are no number.

    Examples
    --------
    >>> fair_points(3.5, 2.0), fair_points(-1, 2.0), fair_points(None, 2.0), fair_points(float("nan"), 2.0)
    (2.0, 0.0, None, None)
    """
    if not isinstance(points, int | float) or not math.isfinite(points):
        return None
    return min(max(float(points), 0.0), max_points)
