"""Describe an exception of the student's in plain fields, whatever its class does."""

import builtins
import os
import traceback

_BUILTIN_ERRORS = {
    name: c for name, c in vars(builtins).items() if isinstance(c, type) and issubclass(c, BaseException)
}
_INTERNAL = os.sep + "IPython" + os.sep
_MESSAGE, _LINES, _FRAMES = 1_000, 8_000, 20


def describe(error: BaseException, first=None) -> dict:
    """Return what a `RemoteError` is made of.

    Parameters
    ----------
    error : BaseException
    first : traceback, optional
        The first entry of its traceback that belongs to the student; without one the function's own code
        was never entered.
    """
    kind = type(error)
    known = (c.__name__ for c in kind.__mro__ if _BUILTIN_ERRORS.get(c.__name__) is c)
    return {
        "type_name": _short(lambda: kind.__name__, 100),
        "base": next(known, "Exception"),
        "message": _short(lambda: str(error), _MESSAGE),
        "entered": first is not None,
        "lines": _short(lambda: "".join(_lines(error, first)), _LINES),
    }


def _lines(error, first):
    while first is not None and _INTERNAL in first.tb_frame.f_code.co_filename:
        first = first.tb_next
    told = traceback.TracebackException(type(error), error, first, limit=-_FRAMES, compact=True)
    return told.format(chain=False)


def _short(text, most) -> str:
    try:
        return str(text())[:most]
    except BaseException:  # an own class of exception may fail, or leave, when it is asked for its text
        return ""
