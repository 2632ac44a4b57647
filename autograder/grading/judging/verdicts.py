"""What became of one test: points, a verdict, a sentence, and outputs that nbgrader reads as exactly these points."""

import json
import math
import numbers
from dataclasses import dataclass, field

import numpy as np

from autograder.forms.base import BLANK, ERROR, PARTLY, RIGHT, WRONG
from autograder.grading.flags import flag
from autograder.grading.results import RESULT_MIMETYPE, VERDICTS

NOT_JUDGED = "not judged"
_LONGEST = 2_000


@dataclass(frozen=True)
class TestVerdict:
    """The judgement of one test cell.

    Attributes
    ----------
    points : float or None
        Within [0, points of the cell]; None where a person must judge.
    verdict : str
        "right", "partly right", "wrong", "error", "not attempted" or "not judged".
    message : str
    outputs : list of dict
        The cell's outputs in the notebook format.
    flags : list of dict
        "kind" and "detail" of what a person should look at.
    undefined : frozenset of str
        Names that the test, or a function it called, looked for in vain.
    """

    points: float | None
    verdict: str
    message: str = ""
    outputs: list = field(default_factory=list)
    flags: list = field(default_factory=list)
    undefined: frozenset = frozenset()


TestVerdict.__test__ = False  # for pytest, which collects what is called Test…


def needs_person(name: str, reason: str, flags=()) -> TestVerdict:
    """Return the verdict of a test that a person must judge; `reason` finishes "because …"."""
    sentence = clean(f"A person must judge this test, because {reason}.")
    flags = [*flags, flag("needs-person", f"{name}: {sentence}")]
    return TestVerdict(None, NOT_JUDGED, sentence, [error_output("NotJudged", sentence)], flags)


def no_points(verdict: str, message: str, output: dict | None = None, flags=()) -> TestVerdict:
    """Return a verdict without points: "wrong", "error" or "not attempted"."""
    message = clean(message)
    return TestVerdict(0.0, verdict, message, [output or error_output("Stopped", message)], list(flags))


def passed(points: float, flags=()) -> TestVerdict:
    """Return the verdict of a test that ran to its end and gave no number; its cell shows nothing."""
    return TestVerdict(points, RIGHT, "", [], list(flags))


def by_number(value, points: float, flags=()) -> TestVerdict:
    """Return the verdict of a test whose last line gives a number: partial credit, kept within [0, points]."""
    odd = _odd(value)
    got = 0.0 if odd else min(max(float(value), 0.0), points)
    verdict = RIGHT if got >= points else PARTLY if got > 0 else WRONG
    output = {
        "output_type": "execute_result",
        "execution_count": None,
        "data": {"text/plain": repr(got)},
        "metadata": {},
    }
    message = f"The last line of this test gives {odd}, which is no number of points." if odd else ""
    said, report = _report(value)
    output["data"] = report | output["data"]
    if said and not odd:
        verdict, message = said["verdict"], clean(said.get("message", ""))
    return TestVerdict(got, verdict, message, [output], list(flags))


def _report(value) -> tuple[dict | None, dict]:
    """Return what a number of the author's own making says and shows beside its value, as `autograder.check` does."""
    try:
        shown = json.loads(json.dumps(value._repr_mimebundle_()))
        said = shown.get(RESULT_MIMETYPE)
    except Exception:  # a plain number, or one that cannot show itself
        return None, {}
    kept = {kind: shown[kind] for kind in ("text/html", RESULT_MIMETYPE) if kind in shown}
    return (said if isinstance(said, dict) and said.get("verdict") in VERDICTS else None), kept


def is_number(value) -> bool:
    """Tell whether the last line of a test means points: a number, also one of NumPy's, also yes or no."""
    return isinstance(value, numbers.Real | np.bool_) or (
        isinstance(value, np.ndarray) and value.ndim == 0 and value.dtype.kind in "fiub"
    )


def _odd(value) -> str:
    if isinstance(value, bool | np.bool_) or (isinstance(value, np.ndarray) and value.dtype.kind == "b"):
        return f"{bool(value)} (yes or no)"
    try:
        number = float(value)
    except (OverflowError, ValueError):
        return "a number too large for points"
    if not math.isfinite(number):
        return str(number)
    return f"{number:g}, less than 0" if number < 0 else ""


def error_output(name: str, message: str, lines=()) -> dict:
    """Return an error as a cell shows it; nbgrader gives no points for one."""
    trace = [*lines, f"{name}: {message}" if message else name]
    return {"output_type": "error", "ename": clean(name), "evalue": clean(message), "traceback": [*map(clean, trace)]}


def clean(text) -> str:
    """Return text that every file takes, at most 2,000 characters of it."""
    text = str(text).encode("utf-8", "replace").decode()
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


__all__ = ["BLANK", "ERROR", "NOT_JUDGED", "PARTLY", "RIGHT", "WRONG", "TestVerdict"]
