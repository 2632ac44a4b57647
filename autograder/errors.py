"""Say in a beginner's words what an exception in the student's own function means."""

_MEANING = (
    (KeyboardInterrupt, "It was stopped before it came to an end. Is there a loop that never finishes?"),
    (SystemExit, "It calls exit() or quit(), which would end the whole program. Use `return` instead."),
    (RecursionError, "It calls itself without ever stopping."),
    (NameError, "A name is used that nothing has been assigned to yet: a typo, or a cell above that was not run?"),
    (ZeroDivisionError, "Something was divided by zero."),
    (IndexError, "An index points past the end. Not every input has the length that the code counts on."),
    (KeyError, "A key is looked up that is not there."),
    (AttributeError, "The value does not have what is written after the dot."),
    (ImportError, "A module could not be imported. The imports at the top of the notebook are enough here."),
    (MemoryError, "It asked for more memory than there is."),
)


def explain_error(error, signature) -> str:
    """Return one or two sentences: the exception by name, then what it usually means.

    Parameters
    ----------
    error : BaseException
    signature : str
        How the function is called, such as ``neuron(x, w, b, activation)``.

    Examples
    --------
    >>> explain_error(ZeroDivisionError("division by zero"), "f(x)")
    'It stopped with ZeroDivisionError: division by zero. Something was divided by zero.'
    """
    what = f"{type(error).__name__}: {_first_line(error)}".rstrip(": ").rstrip(".")
    return f"It stopped with {what}. {_meaning(error, signature)}".rstrip()


def _meaning(error, signature) -> str:
    text = _first_line(error)
    if isinstance(error, TypeError) and "argument" in text and ("positional" in text or "required" in text):
        return f"It is called as `{signature}`: keep these arguments in this order."
    if isinstance(error, TypeError) and "ellipsis" in text.lower():
        return "There is still a placeholder `...` in it."
    if isinstance(error, ValueError) and ("matmul" in text or "shapes" in text or "broadcast" in text):
        return "Two arrays do not fit together: write down the shape of each and see which axis should meet which."
    return next((meaning for kind, meaning in _MEANING if isinstance(error, kind)), "")


def _first_line(error) -> str:
    try:
        lines = str(error).splitlines()
    except Exception:  # the student's own exception class may fail to print itself
        return ""
    return lines[0][:200] if lines else ""
