"""The points of a lesson so far: each exercise's latest score, and their sum."""

from html import escape


class Total:
    """A lesson's points, shown as text or HTML.

    Parameters
    ----------
    lesson : str
    rows : list of (str, Score or None, float)
        Exercise, its latest score (None: not checked yet), its points.
    """

    def __init__(self, lesson, rows):
        self.lesson, self.rows = lesson, rows

    @property
    def points(self) -> float:
        return round(sum(float(score or 0) for _, score, _ in self.rows), 2)

    def _lines(self):
        for name, score, most in self.rows:
            yield (
                name,
                f"{float(score or 0):g} of {most:g}",
                score.result.verdict if score is not None else "not checked",
            )

    def _headline(self) -> str:
        if not self.rows:
            return self.lesson
        return f"{self.lesson}: {self.points:g} of {sum(most for *_, most in self.rows):g} points"

    def __repr__(self):
        width = max((len(name) for name, *_ in self.rows), default=0)
        return "\n".join([self._headline(), *(f"  {n:<{width}}  {p:>8}  {v}" for n, p, v in self._lines())])

    def _repr_html_(self):
        cell = '<td style="text-align:left;padding:.1em .9em .1em 0">'
        rows = "".join(
            f'<tr style="background:none">{cell}<code>{escape(n)}</code></td>{cell}{p}</td>{cell}{v}</td></tr>'
            for n, p, v in self._lines()
        )
        table = f'<table style="margin:.4em 0;border-collapse:collapse">{rows}</table>' if rows else ""
        return f'<div role="status"><b>{escape(self._headline())}</b>{table}</div>'
