"""What a check shows: a plain number to nbgrader, a table to a notebook, words to a terminal, JSON to the graders."""

import math
from html import escape

from autograder.markup import to_html

RESULT_MIMETYPE = "application/vnd.autograder.result+json"

_WORDS = {True: "right", False: "not yet"}
_SIGNS = {True: "✓", False: "✗"}
_LEAD = {"partly right": "What to look at: ", "wrong": "What to look at: "}
# Text keeps the notebook's own colours, light or dark; only the edge is tinted, and no colour speaks alone.
_EDGE = {
    "right": "#0072B2",
    "partly right": "#E69F00",
    "wrong": "#D55E00",
    "error": "#D55E00",
    "not attempted": "#888888",
}
_CARD = "padding:.2em 0 .2em .8em;margin:.3em 0;border-left:4px solid "
_CELL = "text-align:left;vertical-align:top;padding:.15em .9em .15em 0"
_PROSE = "margin:.4em 0;max-width:46em"
_ASIDE = "margin:.2em 0;font-size:90%;opacity:.8"
_EXAMPLE = "margin:.4em 0;padding:.5em .8em;border:1px solid #8884;border-radius:4px;overflow-x:auto"


class Score(float):
    """The points of one exercise, with the report that explains them.

    ``repr`` is the plain number, rounded and inside [0, max_points], because nbgrader reads the text of a test
    cell's output as partial credit. ``str`` is the report in words.

    Parameters
    ----------
    exercise_id : str
    result : autograder.forms.Result
    """

    def __new__(cls, exercise_id, result):
        points = result.points if math.isfinite(result.points) else 0.0
        self = super().__new__(cls, min(max(round(points, 2), 0.0), result.max_points))
        self.exercise_id, self.result = exercise_id, result
        return self

    def __repr__(self):
        return repr(float(self))

    def __str__(self):
        return _as_text(self)

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": repr(self), "text/html": _as_html(self), RESULT_MIMETYPE: self.as_dict()}

    def as_dict(self) -> dict:
        """Return what a grader's row needs: id, points, max_points, verdict, message."""
        r = self.result
        return {
            "id": self.exercise_id,
            "points": float(self),
            "max_points": float(r.max_points),
            "verdict": r.verdict,
            "message": r.message,
        }


def _headline(score) -> str:
    r = score.result
    return f"{r.verdict}: {float(score):g} of {r.max_points:g} point{'' if r.max_points == 1 else 's'}"


def _detail(part, r) -> str:
    """Return the words beside a part. Beside one that was missed, what the message says is not said twice."""
    twice = part.detail and part.detail == r.message and len(r.parts) > 1
    return "see below" if twice and not part.passed else part.detail


def _asides(r) -> list[str]:
    said = [f"Your function printed: {r.printed.strip()[:200]}"] if r.printed.strip() else []
    return said + [f"Python warned: {warning[:200]}" for warning in r.warned]


def _as_text(score) -> str:
    r = score.result
    lines = [f"{score.exercise_id}: {_headline(score)}"]
    rows = [(p, _detail(p, r)) for p in r.parts]
    lines += [f"  {_WORDS[p.passed]:>7}  {p.title}{': ' + detail if detail else ''}" for p, detail in rows]
    lines += [_LEAD.get(r.verdict, "") + r.message] if r.message else []
    lines += ["    " + line for line in r.example.splitlines()]
    return "\n".join(lines + _asides(r))


def _as_html(score) -> str:
    r = score.result
    pieces = [f"<b>{escape(_headline(score))}</b>"]
    if r.parts:
        rows = "".join(_row(part, _detail(part, r)) for part in r.parts)
        pieces.append(f'<table style="margin:.4em 0;border-collapse:collapse">{rows}</table>')
    if r.message:
        pieces.append(f'<p style="{_PROSE}"><b>{_LEAD.get(r.verdict, "")}</b>{to_html(r.message)}</p>')
    if r.example:
        pieces.append(f'<pre style="{_EXAMPLE}">{escape(r.example)}</pre>')
    pieces += [f'<p style="{_ASIDE}">{escape(line)}</p>' for line in _asides(r)]
    return f'<div role="status" style="{_CARD}{_EDGE[r.verdict]}">{"".join(pieces)}</div>'


def _row(part, detail) -> str:
    word = f'<span style="white-space:nowrap">{_SIGNS[part.passed]} {_WORDS[part.passed]}</span>'
    cells = (word, to_html(part.title), to_html(detail))
    return '<tr style="background:none">' + "".join(f'<td style="{_CELL}">{cell}</td>' for cell in cells) + "</tr>"
