"""Where a test stopped, as a cell shows it; what stands in hidden tests is told to nobody but the grader."""

import re

from autograder.grading.judging.verdicts import clean, error_output

_HIDDEN = re.compile(r"^[^\n]*BEGIN HIDDEN TESTS.*?(?:END HIDDEN TESTS[^\n]*|\Z)", re.DOTALL | re.MULTILINE)
_AROUND = 2


def stopped_in_hidden(error: BaseException, cell) -> bool:
    """Tell whether an error came out of, or passed through, the hidden tests of a cell."""
    hidden = _hidden_lines(cell.source)
    return any(line in hidden for line in _lines_in(error, cell.name))


def describe_stop(error: BaseException, cell, theirs: str = "") -> dict:
    """Return the error output of a test cell, with an arrow at the line where it stopped.

    Where it stopped in a hidden test, the arrow points into that test: feedback then knows what to leave out.

    Parameters
    ----------
    error : BaseException
    cell : pieces.Cell
    theirs : str
        The traceback inside the student's function.
    """
    lines = _lines_in(error, cell.name)
    hidden = [line for line in lines if line in _hidden_lines(cell.source)]
    at = (hidden or lines or [0])[-1]
    shown = [*(_excerpt(cell.source, at) if at else ()), *clean(theirs).splitlines()]
    return error_output(type(error).__name__, text_of(error), shown)


def text_of(error: BaseException) -> str:
    """Return what an error says, whatever it is made of."""
    try:
        return clean(str(error))
    except BaseException:  # an object of the student's in the message refuses to be printed
        return ""


def _lines_in(error, name) -> list[int]:
    trace, lines = error.__traceback__, []
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == name:
            lines.append(trace.tb_lineno)
        trace = trace.tb_next
    return lines


def _hidden_lines(source) -> set[int]:
    found = set()
    for block in _HIDDEN.finditer(source):
        first = source[: block.start()].count("\n") + 1
        found.update(range(first, first + block[0].count("\n") + 1))
    return found


def _excerpt(source, at) -> list[str]:
    lines = source.splitlines()
    first, last = max(1, at - _AROUND), min(len(lines), at + _AROUND)
    return [f"{'---->' if n == at else '     '} {n} {lines[n - 1]}" for n in range(first, last + 1)]
